using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Formats;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Catalogs.Tests.Formats;

/// <summary>A file of a catalog that is in memory; it can be made to come in small pieces.</summary>
internal sealed class MemoryFile : FileEntry
{
    private readonly byte[] _bytes;
    private readonly int _longestPiece;
    private readonly Dictionary<string, string> _beside;

    private MemoryFile(byte[] bytes, int longestPiece, Dictionary<string, string> beside) =>
        (_bytes, _longestPiece, _beside) = (bytes, longestPiece, beside);

    public override Stream Open() => _longestPiece == 0 ? new MemoryStream(_bytes, writable: false) : new Pieces(_bytes, _longestPiece);

    public override string? ReadBeside(string path, out string? reason)
    {
        reason = _beside.TryGetValue(path, out string? text) ? null : $"the text '{path}' does not exist";
        return text;
    }

    /// <summary>Opens bytes as a file.</summary>
    /// <param name="bytes">Its content.</param>
    /// <param name="name">Its name and path.</param>
    /// <param name="longestPiece">Bytes that one reading gives at most, fewer most times; 0 for as many as are wanted.</param>
    /// <param name="beside">Texts that records can name.</param>
    /// <param name="settings">Limits.</param>
    public static CatalogFile Of(
        byte[] bytes, string name, int longestPiece = 0, Dictionary<string, string>? beside = null, IntakeSettings? settings = null) =>
        CatalogFile.Open(
            new MemoryFile(bytes, longestPiece, beside ?? []) { Name = name, Path = name, StoredBytes = bytes.Length },
            settings ?? new IntakeSettings(), new Unpacking(settings?.Limits ?? new IntakeLimits()));

    /// <summary>All records of bytes that are read as a format, or as what they are.</summary>
    public static List<CatalogRecord> Read(
        byte[] bytes, string name = "file", ICatalogFormat? format = null, int longestPiece = 0, Dictionary<string, string>? beside = null,
        IntakeSettings? settings = null)
    {
        settings ??= new IntakeSettings { Cancellation = TestContext.Current.CancellationToken, ReceivedAt = DateTimeOffset.UnixEpoch };
        using CatalogFile file = Of(bytes, name, longestPiece, beside, settings);
        return [.. (format ?? CatalogFormats.Of(file.Head)).Read(file, settings)];
    }

    private sealed class Pieces(byte[] bytes, int longest) : ReadOnlyStream
    {
        private int _at;
        private int _turn;

        public override int Read(Span<byte> buffer)
        {
            int length = Math.Min(Math.Min(buffer.Length, bytes.Length - _at), 1 + _turn++ % longest);
            bytes.AsSpan(_at, length).CopyTo(buffer);
            _at += length;
            return length;
        }
    }
}
