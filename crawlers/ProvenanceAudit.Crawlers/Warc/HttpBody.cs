using System.IO.Compression;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>The body of an HTTP response, decoded.</summary>
/// <param name="Bytes">The bytes; all of them, or those before the limit or the fault.</param>
/// <param name="IsCut">Whether there were more than allowed.</param>
/// <param name="Problem">What could not be decoded, as a phrase; null where all could.</param>
public sealed record HttpBody(byte[] Bytes, bool IsCut, string? Problem)
{
    // Content codings that a body may have one inside the other: two occur, by mistake; more are an attack.
    private const int MaximumCodings = 3;

    /// <summary>Reads and decodes a body.</summary>
    /// <param name="stream">The body as it was sent.</param>
    /// <param name="chunked">Whether its head says that it is in chunks. One that is in none all the same is taken as it is: many
    /// writers keep the head and join the chunks.</param>
    /// <param name="contentEncoding">The content codings in the order they were applied (RFC 9110, 8.4): <c>gzip</c>,
    /// <c>deflate</c>, <c>br</c>, <c>identity</c>. A body without the marks of gzip or deflate is taken as it is.</param>
    /// <param name="maximumBytes">Most bytes that are kept, after decoding.</param>
    /// <exception cref="InvalidDataException">What <paramref name="stream"/> throws, which is no fault of a coding.</exception>
    public static HttpBody Read(Stream stream, bool chunked, string? contentEncoding, int maximumBytes)
    {
        string[] codings = (contentEncoding ?? "").ToLowerInvariant()
            .Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries)
            .Where(coding => coding is not ("identity" or "none" or "utf-8")).ToArray();
        string? problem = null;
        var source = new MarkedStream(stream);
        Stream decoded = chunked ? new ChunkedStream(source) : source;
        foreach (string coding in codings.Length > MaximumCodings ? [] : codings.Reverse())
        {
            if (Decoder(coding, decoded) is { } decoder)
            {
                decoded = decoder;
                continue;
            }
            problem = $"the content coding '{(coding.Length <= 20 ? coding : coding[..20])}' is not read";
            break;
        }
        if (codings.Length > MaximumCodings)
            problem = "it has more content codings than are undone";
        using (decoded)
            return ReadAll(decoded, source, maximumBytes, problem);
    }

    private static HttpBody ReadAll(Stream decoded, MarkedStream source, int maximumBytes, string? problem)
    {
        using var bytes = new MemoryStream();
        byte[] buffer = new byte[1 << 14];
        try
        {
            while (bytes.Length <= maximumBytes && decoded.Read(buffer) is > 0 and int read)
                bytes.Write(buffer.AsSpan(0, read));
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException && !source.HasFailed)
        {
            problem ??= "the body's coding is damaged or cut off";
        }
        bool isCut = bytes.Length > maximumBytes;
        if (isCut)
            bytes.SetLength(maximumBytes);
        return new HttpBody(bytes.ToArray(), isCut, problem);
    }

    private static Stream? Decoder(string coding, Stream stream)
    {
        var peeked = new ConcatenatedStream(Peek(stream), stream);
        ReadOnlySpan<byte> first = peeked.First;
        return coding switch
        {
            "gzip" or "x-gzip" => first is [0x1F, 0x8B, ..] ? new GZipStream(peeked, CompressionMode.Decompress) : peeked,
            // Called deflate, it is zlib (RFC 9110, 8.4.1.2); some send it without zlib's two bytes.
            "deflate" => first is [var method, var flags] && (method & 15) == 8 && (method * 256 + flags) % 31 == 0
                ? new ZLibStream(peeked, CompressionMode.Decompress) : new DeflateStream(peeked, CompressionMode.Decompress),
            "br" => new BrotliStream(peeked, CompressionMode.Decompress),
            _ => null,
        };
    }

    private static byte[] Peek(Stream stream)
    {
        byte[] first = new byte[2];
        int length = 0;
        try
        {
            length = stream.ReadAtLeast(first, 2, throwOnEndOfStream: false);
        }
        catch (InvalidDataException)
        {
            // Reading on throws it again, where it is told.
        }
        return first[..length];
    }

    /// <summary>Knows whether it was this stream that failed, and not what decodes it.</summary>
    private sealed class MarkedStream(Stream inner) : ReadOnlyStream
    {
        public bool HasFailed { get; private set; }

        public override int Read(Span<byte> buffer)
        {
            try
            {
                return inner.Read(buffer);
            }
            catch
            {
                HasFailed = true;
                throw;
            }
        }
    }
}
