using System.IO.Compression;
using System.Text;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>One file of a catalog while it is read: on disk, or in an archive. It is read once.</summary>
internal sealed class CatalogFile : IDisposable
{
    private readonly PeekedStream _peeked;
    private readonly CountingStream _content;
    private readonly Stream _raw;
    private readonly CatalogFile? _packed;
    private readonly IntakeSettings _settings;
    private readonly FileEntry _entry;
    private Stream? _seekable;
    private long _besideBytes;

    private CatalogFile(FileEntry entry, string path, Stream raw, CatalogFile? packed, IntakeSettings settings, Unpacking unpacking)
    {
        (_entry, _raw, _packed, _settings, Path, Unpacking) = (entry, raw, packed, settings, path, unpacking);
        _peeked = new PeekedStream(raw, FileHead.Length);
        _content = new CountingStream(_peeked);
        Head = new FileHead(_peeked.First, path);
    }

    /// <summary>Opens a file; what gzip packed is unpacked.</summary>
    /// <exception cref="IOException">It cannot be opened.</exception>
    /// <exception cref="UnauthorizedAccessException">It may not be.</exception>
    /// <exception cref="InvalidDataException">It is damaged.</exception>
    public static CatalogFile Open(FileEntry entry, IntakeSettings settings, Unpacking unpacking)
    {
        var file = new CatalogFile(entry, entry.Path, entry.Open(), null, settings, unpacking);
        if (!file.Head.BeginsWith([0x1F, 0x8B]))
            return file;
        string path = entry.Path.EndsWith(".gz", StringComparison.OrdinalIgnoreCase) ? entry.Path[..^3] : entry.Path;
        Stream unpacked = unpacking.Bound(new GZipStream(file.Content, CompressionMode.Decompress), () => file._content.Count);
        return new CatalogFile(entry, path, unpacked, file, settings, unpacking);
    }

    /// <summary>Name for messages, and of records: a path as the user gave it; in an archive, behind the archive's name and a slash.</summary>
    public string Name => _entry.Name;

    /// <summary>Path from the top of the catalog, with slashes: what ids of works that state none are made from.</summary>
    public string Path { get; }

    /// <summary>What holds all that is unpacked of the catalog to its limits; for formats that are archives themselves.</summary>
    public Unpacking Unpacking { get; }

    /// <summary>How it begins; that stays to be read.</summary>
    public FileHead Head { get; }

    /// <summary>
    /// The whole content, forward, once. Reading it throws <see cref="InvalidDataException"/> where it is damaged, or unpacks to more than
    /// the limits allow.
    /// </summary>
    public Stream Content
    {
        get
        {
            // Somebody looked at it from end to end, in order to tell what it is.
            if (_seekable is null)
                return _content;
            _seekable.Position = 0;
            return _seekable;
        }
    }

    /// <summary>The id that a work without one of its own has: the path without its ending.</summary>
    public string PathId
    {
        get
        {
            string id = System.IO.Path.ChangeExtension(Path, null);
            return id.Length == 0 || id.EndsWith('/') ? Path : id;
        }
    }

    /// <summary>
    /// The whole content at its beginning, in a stream that can be read from any place: what is not on disk as it is goes into a temporary
    /// file, which is removed with this.
    /// </summary>
    /// <exception cref="InvalidDataException">It is longer than <see cref="IntakeLimits.FileBytes"/> allows, or damaged.</exception>
    public Stream Seekable()
    {
        if (_seekable is not null)
            return _seekable;
        if (_raw.CanSeek)
        {
            _raw.Position = 0;
            return _seekable = _raw;
        }
        Directory.CreateDirectory(_settings.TemporaryFolder);
        var file = new FileStream(
            System.IO.Path.Combine(_settings.TemporaryFolder, $"provenance-audit-{Guid.NewGuid():N}.tmp"), FileMode.CreateNew,
            FileAccess.ReadWrite, FileShare.None, 1 << 16, FileOptions.DeleteOnClose);
        try
        {
            byte[] buffer = new byte[1 << 16];
            while (_content.Read(buffer) is > 0 and int read)
            {
                _settings.Cancellation.ThrowIfCancellationRequested();
                file.Write(buffer.AsSpan(0, read));
            }
            file.Position = 0;
            return _seekable = file;
        }
        catch
        {
            file.Dispose();
            throw;
        }
    }

    /// <summary>The whole content in memory.</summary>
    /// <exception cref="InvalidDataException">It is longer than <see cref="IntakeLimits.FileBytes"/>, or damaged.</exception>
    public byte[] ReadAll()
    {
        Stream content = Content;
        using var whole = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        while (content.Read(buffer) is > 0 and int read)
        {
            _settings.Cancellation.ThrowIfCancellationRequested();
            if (whole.Length + read > _settings.Limits.FileBytes)
                throw new InvalidDataException($"is larger than {_settings.Limits.FileBytes >> 20} MiB; split it");
            whole.Write(buffer, 0, read);
        }
        return whole.ToArray();
    }

    /// <summary>Reads a text that a record of this file names, which is no work of its own then.</summary>
    /// <param name="path">Path from this file's folder, with slashes or backslashes.</param>
    /// <param name="reason">Why there is none, or with what it was read: a sentence; null where nothing is to be said.</param>
    /// <returns>Null where it cannot be read.</returns>
    public string? ReadBeside(string path, out string? reason)
    {
        string? text = _entry.ReadBeside(path, out reason);
        Interlocked.Add(ref _besideBytes, text is null ? 0 : Encoding.UTF8.GetByteCount(text));
        return text;
    }

    /// <summary>
    /// Bytes read so far of the content, and of the texts that records name, as UTF-8. Safe to ask for from another thread.
    /// </summary>
    public long BytesRead => ContentRead + Interlocked.Read(ref _besideBytes);

    /// <summary>How many of the file's bytes as stored were read, as nearly as it can be told. Safe to ask for from another thread.</summary>
    public long StoredRead => _packed is not null ? _packed.StoredRead
        : _entry.UnpackedBytes > 0 ? (long)((double)ContentRead / _entry.UnpackedBytes * _entry.StoredBytes) : ContentRead;

    private long ContentRead => _seekable is { } seekable && ReferenceEquals(seekable, _raw) ? PositionOf(seekable) : _content.Count;

    /// <inheritdoc/>
    public void Dispose()
    {
        _seekable?.Dispose();
        _content.Dispose();
        _peeked.Dispose();
        _raw.Dispose();
        _packed?.Dispose();
    }

    private static long PositionOf(Stream stream)
    {
        try
        {
            return stream.Position;
        }
        catch (ObjectDisposedException)
        {
            return 0;
        }
    }
}
