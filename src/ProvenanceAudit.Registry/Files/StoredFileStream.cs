using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.Registry;

/// <summary>A stored file as a stream. Holds one chunk, and no connection between reads.</summary>
internal sealed class StoredFileStream(RegistryDatabase database, RegistryScope scope, StoredFile file) : Stream
{
    private byte[] _chunk = [];
    private int _ordinal = -1;
    private long _position;

    public override bool CanRead => true;

    public override bool CanSeek => true;

    public override bool CanWrite => false;

    public override long Length => file.Size;

    public override long Position
    {
        get => _position;
        set
        {
            ArgumentOutOfRangeException.ThrowIfNegative(value);
            _position = value;
        }
    }

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override int Read(Span<byte> buffer)
    {
        if (_position >= file.Size || buffer.IsEmpty)
            return 0;
        if (NextOrdinal() is int ordinal)
        {
            using RegistryContext context = database.CreateContext(scope);
            Take(ordinal, ChunkOf(context, ordinal).SingleOrDefault());
        }
        return Copy(buffer);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        if (_position >= file.Size || buffer.IsEmpty)
            return 0;
        if (NextOrdinal() is int ordinal)
        {
            await using RegistryContext context = database.CreateContext(scope);
            Take(ordinal, await ChunkOf(context, ordinal).SingleOrDefaultAsync(cancellationToken));
        }
        return Copy(buffer.Span);
    }

    public override long Seek(long offset, SeekOrigin origin) => Position = origin switch
    {
        SeekOrigin.Begin => offset,
        SeekOrigin.Current => _position + offset,
        _ => file.Size + offset,
    };

    public override void Flush() { }

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int? NextOrdinal() =>
        (int)(_position / StoredFileChunk.MaximumSize) is int ordinal && ordinal != _ordinal ? ordinal : null;

    private IQueryable<byte[]> ChunkOf(RegistryContext context, int ordinal) =>
        context.FileChunks.Where(c => c.FileId == file.Id && c.Ordinal == ordinal).Select(c => c.Content);

    private void Take(int ordinal, byte[]? chunk)
    {
        long expected = Math.Min(StoredFileChunk.MaximumSize, file.Size - ((long)ordinal * StoredFileChunk.MaximumSize));
        if (chunk?.Length != expected)
        {
            throw new IOException(
                $"the file '{file.Name}' ({file.Id}) was removed while it was read, or is damaged: chunk {ordinal}");
        }
        _chunk = chunk;
        _ordinal = ordinal;
    }

    private int Copy(Span<byte> buffer)
    {
        ReadOnlySpan<byte> rest = _chunk.AsSpan((int)(_position % StoredFileChunk.MaximumSize));
        int count = Math.Min(rest.Length, buffer.Length);
        rest[..count].CopyTo(buffer);
        _position += count;
        return count;
    }
}
