using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.Records;

/// <summary>
/// A file, or standard input, as a stream of UTF-8: gzip is unpacked and UTF-16 and UTF-32 with a byte-order mark are converted on the way, both told
/// by the first bytes and not by the name. A UTF-8 byte-order mark is left out.
/// </summary>
public sealed class InputFile : IDisposable
{
    /// <summary>What the user writes for standard input.</summary>
    public const string StandardInput = "-";

    private readonly Stream _raw;
    private readonly CountingStream _counted;

    private InputFile(string name, Stream raw, long? length)
    {
        Name = name;
        Length = length;
        _raw = raw;
        _counted = new CountingStream(raw);
        Content = Decode(new PeekedStream(_counted, 4));
    }

    /// <summary>The name for messages: the path as the user gave it, or <c>standard input</c>.</summary>
    public string Name { get; }

    /// <summary>Size in bytes as stored; null when it cannot be known beforehand.</summary>
    public long? Length { get; }

    /// <summary>Bytes read so far, as stored; safe to ask for from another thread.</summary>
    public long Position => _counted.Count;

    /// <summary>The content.</summary>
    public Stream Content { get; }

    /// <summary>Opens a file, or standard input for <c>-</c>.</summary>
    /// <exception cref="IOException">There is no such file, or it cannot be read.</exception>
    /// <exception cref="UnauthorizedAccessException">Reading it is not allowed, or it is a folder.</exception>
    public static InputFile Open(string path)
    {
        if (path == StandardInput)
            return new InputFile("standard input", Console.OpenStandardInput(), null);
        var file = new FileStream(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete, 1 << 16, FileOptions.SequentialScan);
        // A pipe or a device has a path as well, but no length.
        return new InputFile(path, file, file.CanSeek && file.Length > 0 ? file.Length : null);
    }

    /// <summary>Reads from a stream that the caller made; it is closed with this.</summary>
    /// <param name="name">What messages call it.</param>
    /// <param name="content">The bytes, as they would be in a file.</param>
    public static InputFile Of(string name, Stream content) => new(name, content, content.CanSeek ? content.Length : null);

    /// <inheritdoc/>
    public void Dispose()
    {
        Content.Dispose();
        _raw.Dispose();
    }

    private static Stream Decode(PeekedStream stream) => stream.First switch
    {
        [0x1F, 0x8B, ..] => Decode(new PeekedStream(new GZipStream(stream, CompressionMode.Decompress), 4)),
        [0xEF, 0xBB, 0xBF, ..] => stream.Without(3),
        [0xFF, 0xFE, 0, 0] => Encoding.CreateTranscodingStream(stream.Without(4), Encoding.UTF32, new UTF8Encoding(false)),
        [0xFF, 0xFE, ..] => Encoding.CreateTranscodingStream(stream.Without(2), Encoding.Unicode, new UTF8Encoding(false)),
        [0xFE, 0xFF, ..] => Encoding.CreateTranscodingStream(stream.Without(2), Encoding.BigEndianUnicode, new UTF8Encoding(false)),
        _ => stream,
    };
}
