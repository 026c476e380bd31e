using System.IO.Compression;

namespace ProvenanceAudit.Crawlers.Fetching;

/// <summary>Undoes the content coding of a body (RFC 9110, 8.4.1), within bounds: a few kilobytes can unpack to terabytes.</summary>
public static class ContentDecoding
{
    /// <summary>Most codings that are undone, one in the other.</summary>
    public const int MaximumCodings = 3;

    /// <summary>The codings that are read, as a value of <c>Accept-Encoding</c>.</summary>
    public const string Accepted = "gzip, br, deflate";

    /// <summary>Undoes the codings.</summary>
    /// <param name="body">As sent; may be cut.</param>
    /// <param name="contentEncoding">Value of <c>Content-Encoding</c>, or null.</param>
    /// <param name="limit">Most bytes of the result.</param>
    /// <param name="problem">What was wrong, as a sentence; null where nothing was.</param>
    /// <returns>What there is up to the limit or the damage; the body itself where a coding is not known.</returns>
    public static byte[] Decode(byte[] body, string? contentEncoding, int limit, out string? problem)
    {
        string[] codings = [.. (contentEncoding ?? "")
            .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries)
            .Where(c => !c.Equals("identity", StringComparison.OrdinalIgnoreCase))];
        if (codings.Length > MaximumCodings)
        {
            problem = $"the body is packed {codings.Length} times";
            return body;
        }
        problem = null;
        foreach (string coding in codings.Reverse())
        {
            using var packed = new MemoryStream(body, writable: false);
            using Stream? unpacked = Unpacking(packed, coding);
            if (unpacked is null)
            {
                problem = $"its coding '{(coding.Length > 40 ? coding[..40] : coding)}' is not known";
                return body;
            }
            body = ReadUpTo(unpacked, limit, out string? stopped);
            problem ??= stopped;
        }
        return body;
    }

    private static Stream? Unpacking(MemoryStream packed, string coding) => coding.ToLowerInvariant() switch
    {
        "gzip" or "x-gzip" => new GZipStream(packed, CompressionMode.Decompress),
        "br" => new BrotliStream(packed, CompressionMode.Decompress),
        // Some servers send the bare stream that the name promises, most the one with a header that the standard means.
        "deflate" when IsZlib(packed) => new ZLibStream(packed, CompressionMode.Decompress),
        "deflate" => new DeflateStream(packed, CompressionMode.Decompress),
        _ => null,
    };

    private static bool IsZlib(MemoryStream packed)
    {
        (int first, int second) = (packed.ReadByte(), packed.ReadByte());
        packed.Position = 0;
        return (first & 15) == 8 && ((first << 8) | second) % 31 == 0;
    }

    private static byte[] ReadUpTo(Stream stream, int limit, out string? problem)
    {
        problem = null;
        using var whole = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        try
        {
            for (int read; (read = stream.Read(buffer)) > 0;)
            {
                whole.Write(buffer, 0, (int)Math.Min(read, limit - whole.Length));
                if (whole.Length < limit)
                    continue;
                problem = $"it unpacks to more than {limit} bytes, of which these were read";
                break;
            }
        }
        catch (Exception e) when (e is InvalidDataException or IOException or InvalidOperationException)
        {
            problem = "its packed content is damaged or cut; what came before was read";
        }
        return whole.ToArray();
    }
}
