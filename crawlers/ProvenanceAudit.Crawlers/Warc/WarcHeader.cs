using System.Globalization;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>The header of one record: its version line and named fields, up to the empty line.</summary>
/// <param name="Version">Version as stated, such as <c>1.1</c>.</param>
/// <param name="Fields">The named fields.</param>
/// <param name="ContentLength">Length of the block in bytes.</param>
internal sealed record WarcHeader(string Version, WarcFields Fields, long ContentLength)
{
    /// <summary>Longest header that is read, in bytes: those of the web are below 4,000.</summary>
    public const int MaximumBytes = 1 << 17;

    // A version line with all that may stand in it.
    private const int MaximumVersionBytes = 32;

    /// <summary>Whether these bytes begin a record of a version that has named fields: 0.17 and later.</summary>
    public static bool BeginsAt(ReadOnlySpan<byte> bytes) => VersionLength(bytes) > 0;

    /// <summary>Reads the header at the window's next byte, and goes past it.</summary>
    /// <returns>Null where there is none; the window has not moved.</returns>
    public static WarcHeader? Read(ByteWindow window, out string problem)
    {
        window.Fill(MaximumVersionBytes);
        int version = VersionLength(window.Available);
        if (version == 0)
        {
            problem = "no record begins here";
            return null;
        }
        int end = FindEnd(window, version, out int blank);
        if (end < 0)
        {
            problem = window.Available.Length < MaximumBytes
                ? "the record's header is cut off"
                : string.Create(CultureInfo.InvariantCulture, $"the record's header is longer than {MaximumBytes} bytes");
            return null;
        }
        ReadOnlySpan<byte> bytes = window.Available;
        WarcFields fields = WarcFields.Read(bytes[version..end]);
        if (!long.TryParse(fields["Content-Length"], NumberStyles.None, CultureInfo.InvariantCulture, out long length))
        {
            problem = fields["Content-Length"] is { } stated
                ? $"the record's Content-Length is '{(stated.Length < 40 ? stated : stated[..40])}'"
                : "the record has no Content-Length";
            return null;
        }
        string number = System.Text.Encoding.ASCII.GetString(bytes[5..version]).Trim();
        window.Advance(end + blank);
        problem = "";
        return new WarcHeader(number, fields, length);
    }

    /// <summary>
    /// Offset of the end of the last field's line, and the length of the empty line behind it; -1 where there is none.
    /// </summary>
    private static int FindEnd(ByteWindow window, int from, out int blank)
    {
        // The version line's own end may be the one before an empty line.
        int looked = from - 1;
        while (true)
        {
            ReadOnlySpan<byte> bytes = window.Available;
            if (bytes.Length > MaximumBytes)
                bytes = bytes[..MaximumBytes];
            while (bytes[looked..].IndexOf((byte)'\n') is >= 0 and int at)
            {
                int next = looked + at + 1;
                ReadOnlySpan<byte> rest = bytes[next..];
                blank = rest is [(byte)'\n', ..] ? 1 : rest is [(byte)'\r', (byte)'\n', ..] ? 2 : 0;
                if (blank > 0)
                    return next;
                if (rest.Length < 2)
                    break;
                looked = next;
            }
            if (bytes.Length == MaximumBytes || !window.Fill())
            {
                blank = 0;
                return -1;
            }
        }
    }

    /// <summary>Length of the version line with its end; 0 where there is none.</summary>
    private static int VersionLength(ReadOnlySpan<byte> bytes)
    {
        if (bytes.Length > MaximumVersionBytes)
            bytes = bytes[..MaximumVersionBytes];
        if (!bytes.StartsWith("WARC/"u8))
            return 0;
        int end = bytes.IndexOf((byte)'\n');
        if (end < 0)
            return 0;
        ReadOnlySpan<byte> number = bytes[5..end].TrimEnd("\r "u8);
        int point = number.IndexOf((byte)'.');
        bool isNumber = point > 0 && point < number.Length - 1 && number.IndexOfAnyExceptInRange((byte)'.', (byte)'9') < 0
            && !number.Contains((byte)'/');
        return isNumber ? end + 1 : 0;
    }
}
