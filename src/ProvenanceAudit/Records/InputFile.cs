using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.Records;

/// <summary>
/// A file, or standard input, as a stream of UTF-8: gzip is unpacked and UTF-16 and UTF-32 with a byte-order mark are
/// converted on the way, both told by the first bytes and not by the name. A UTF-8 byte-order mark is left out.
/// </summary>
public sealed class InputFile : IDisposable
{
    /// <summary>What the user writes for standard input.</summary>
    public const string StandardInput = "-";

    /// <summary>Length of <see cref="Head"/> in bytes: enough to tell a JSON object from a text behind white space.</summary>
    public const int HeadBytes = 256;

    private readonly Stream _raw;
    private readonly CountingStream _counted;
    private readonly PeekedStream _content;

    private InputFile(string name, Stream raw, long? length)
    {
        Name = name;
        Length = length;
        _raw = raw;
        _counted = new CountingStream(raw);
        try
        {
            _content = new PeekedStream(Decode(new PeekedStream(_counted, 6)), HeadBytes);
        }
        catch
        {
            raw.Dispose();
            throw;
        }
    }

    /// <summary>The name for messages: the path as the user gave it, or <c>standard input</c>.</summary>
    public string Name { get; }

    /// <summary>Size in bytes as stored; null when it cannot be known beforehand, as of a pipe, and when it is 0.</summary>
    public long? Length { get; }

    /// <summary>Bytes read so far, as stored; safe to ask for from another thread.</summary>
    public long Position => _counted.Count;

    /// <summary>The content.</summary>
    public Stream Content => _content;

    /// <summary>The first <see cref="HeadBytes"/> of the content, fewer where it is shorter; they stay to be read.</summary>
    public ReadOnlySpan<byte> Head => _content.First;

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <param name="path">The file.</param>
    /// <param name="cancellation">Breaks off waiting for a pipe or a terminal.</param>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not allowed, or it is a folder.</exception>
    /// <exception cref="InvalidDataException">It is compressed with something else than gzip.</exception>
    /// <exception cref="OperationCanceledException">Cancelled; reading throws it too.</exception>
    public static InputFile Open(string path, CancellationToken cancellation = default)
    {
        if (path == StandardInput)
            return new InputFile("standard input", new InterruptibleStream(Console.OpenStandardInput(), cancellation), null);
        var file = new FileStream(
            path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        // A pipe or a device has a path as well, but no length.
        return file.CanSeek
            ? new InputFile(path, file, file.Length > 0 ? file.Length : null)
            : new InputFile(path, new InterruptibleStream(file, cancellation), null);
    }

    /// <summary>Reads from a stream that the caller made; it is closed with this.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">The bytes, as they would be in a file.</param>
    /// <exception cref="InvalidDataException">It is compressed with something else than gzip.</exception>
    public static InputFile Of(string name, Stream content) =>
        new(name, content, content.CanSeek && content.Length > 0 ? content.Length : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        _content.Dispose();
        _raw.Dispose();
    }

    private Stream Decode(PeekedStream stream) => stream.First switch
    {
        [0x1F, 0x8B, ..] => Decode(new PeekedStream(new GZipStream(stream, CompressionMode.Decompress), 6)),
        [0xEF, 0xBB, 0xBF, ..] => stream.Without(3),
        [0xFF, 0xFE, 0, 0, ..] => Encoding.CreateTranscodingStream(stream.Without(4), Encoding.UTF32, new UTF8Encoding(false)),
        [0xFF, 0xFE, ..] => Encoding.CreateTranscodingStream(stream.Without(2), Encoding.Unicode, new UTF8Encoding(false)),
        [0xFE, 0xFF, ..] =>
            Encoding.CreateTranscodingStream(stream.Without(2), Encoding.BigEndianUnicode, new UTF8Encoding(false)),
        [0x28, 0xB5, 0x2F, 0xFD, ..] => throw NotRead("compressed with Zstandard"),
        [0xFD, (byte)'7', (byte)'z', (byte)'X', (byte)'Z', 0] => throw NotRead("compressed with xz"),
        [(byte)'B', (byte)'Z', (byte)'h', >= (byte)'1' and <= (byte)'9', 0x31, 0x41] => throw NotRead("compressed with bzip2"),
        [(byte)'P', (byte)'K', 3, 4, ..] => throw NotRead("a ZIP archive"),
        _ => stream,
    };

    private InvalidDataException NotRead(string what) =>
        new($"'{Name}' is {what}; unpack it first, or pack it with gzip, which is read as it is");
}
