using System.IO.MemoryMappedFiles;
using System.Runtime.Intrinsics.X86;

namespace ProvenanceAudit.Lucene.Storage;

/// <summary>A file as read-only memory that the operating system pages in and out. Usable from many threads until disposed.</summary>
internal sealed unsafe class MappedFile : IDisposable
{
    private readonly MemoryMappedFile _file;
    private readonly MemoryMappedViewAccessor _view;
    private readonly byte* _first;
    private int _open = 1;

    /// <summary>Maps a file that is not empty.</summary>
    public MappedFile(string path)
    {
        // Sharing for deletion lets a writer merge the segment away while readers hold it.
        var stream = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.Read | FileShare.Delete, 1);
        Length = stream.Length;
        _file = MemoryMappedFile.CreateFromFile(stream, null, 0, MemoryMappedFileAccess.Read, HandleInheritability.None, leaveOpen: false);
        _view = _file.CreateViewAccessor(0, 0, MemoryMappedFileAccess.Read);
        byte* pointer = null;
        _view.SafeMemoryMappedViewHandle.AcquirePointer(ref pointer);
        _first = pointer + _view.PointerOffset;
    }

    /// <summary>Size in bytes.</summary>
    public long Length { get; }

    /// <summary>Address of the first byte.</summary>
    public byte* First => _first;

    /// <summary>Asks the processor to bring a byte's line into its cache. Any place will do: this reads nothing.</summary>
    public void Expect(long at)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(_first + at);
    }

    /// <summary>A slice of the file.</summary>
    /// <exception cref="InvalidDataException">The slice reaches outside the file.</exception>
    public ReadOnlySpan<byte> Slice(long at, int length)
    {
        if (at < 0 || length < 0 || at + length > Length)
            throw new InvalidDataException($"a file of the index is damaged: bytes {at} to {at + length} of {Length} were asked for");
        return new ReadOnlySpan<byte>(_first + at, length);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        if (Interlocked.Exchange(ref _open, 0) == 0)
            return;
        _view.SafeMemoryMappedViewHandle.ReleasePointer();
        _view.Dispose();
        _file.Dispose();
    }
}
