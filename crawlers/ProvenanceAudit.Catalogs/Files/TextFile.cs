using System.Text;
using System.Text.Unicode;

namespace ProvenanceAudit.Catalogs.Files;

/// <summary>A text file as text, whatever it is encoded in.</summary>
/// <param name="Text">The text without its byte-order mark; null when the file cannot be used.</param>
/// <param name="Problem">Why not, or with what reservation: the end of a sentence that begins with the file's name.</param>
internal sealed record TextFile(string? Text, string? Problem)
{
    /// <summary>
    /// Largest text that is read, in bytes: fifty times the longest novel, and what a laptop can hold in memory as words.
    /// </summary>
    public const long MaximumBytes = 256L << 20;

    // Control bytes do not make a text binary: old conversions left them where quotes and dashes stood. This many of them do, as one zero byte does.
    private const int BytesPerControlByte = 20;

    // What a text file may hold below the space: tab, line feed, vertical tab, form feed, carriage return, the end-of-file mark
    // of old systems, escape.
    private static readonly System.Buffers.SearchValues<byte> ControlBytes = System.Buffers.SearchValues.Create(
        [.. Enumerable.Range(0, 32).Except([9, 10, 11, 12, 13, 26, 27]).Select(b => (byte)b)]);

    static TextFile() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>
    /// Reads a file: UTF-8, UTF-16 or UTF-32 by its byte-order mark, else UTF-8, else Windows-1252, of which Latin-1 text is a
    /// part. What is UTF-8 but for a few bytes stays UTF-8.
    /// </summary>
    public static TextFile Read(string path)
    {
        try
        {
            var file = new FileInfo(path);
            if (!file.Exists)
                return new TextFile(null, Directory.Exists(path) ? "is a folder" : "does not exist");
            if (file.Length > MaximumBytes)
                return new TextFile(null, $"is larger than {MaximumBytes >> 20} MiB; split it");
            return Decode(File.ReadAllBytes(path));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            return new TextFile(null, $"cannot be read: {e.Message}");
        }
    }

    /// <summary>The same of a stream, read to its end.</summary>
    /// <exception cref="InvalidDataException">The stream is damaged.</exception>
    public static TextFile Read(Stream stream)
    {
        using var whole = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        while (stream.Read(buffer) is > 0 and int read)
        {
            if (whole.Length + read > MaximumBytes)
                return new TextFile(null, $"is larger than {MaximumBytes >> 20} MiB; split it");
            whole.Write(buffer, 0, read);
        }
        return Decode(whole.ToArray());
    }

    /// <summary>Decodes the bytes of a file.</summary>
    public static TextFile Decode(byte[] bytes)
    {
        if (EncodingByMark(bytes) is { } marked)
            return NotEmpty(marked.GetString(bytes.AsSpan(marked.Preamble.Length)), null);
        if (Kind(bytes) is { } kind)
            return new TextFile(null, $"is {kind}, not a text file");
        if (Utf8.IsValid(bytes))
            return NotEmpty(Encoding.UTF8.GetString(bytes), null);
        if (IsMostlyUtf8(bytes, out int first))
        {
            return NotEmpty(
                Encoding.UTF8.GetString(bytes), $"is UTF-8, but not at byte {first + 1}; what cannot be read became \uFFFD");
        }
        return NotEmpty(Encoding.GetEncoding(1252).GetString(bytes), "is not UTF-8; it was read as Windows-1252 (Latin-1)");
    }

    private static TextFile NotEmpty(string text, string? reservation) =>
        string.IsNullOrWhiteSpace(text) ? new TextFile(null, "is empty") : new TextFile(text, reservation);

    private static Encoding? EncodingByMark(ReadOnlySpan<byte> bytes)
    {
        // UTF-32's mark begins with that of UTF-16.
        Encoding[] marked =
            [Encoding.UTF8, Encoding.UTF32, new UTF32Encoding(true, true), Encoding.Unicode, Encoding.BigEndianUnicode];
        foreach (Encoding encoding in marked)
        {
            if (bytes.StartsWith(encoding.Preamble))
                return encoding;
        }
        return null;
    }

    private static string? Kind(ReadOnlySpan<byte> bytes)
    {
        if (bytes.StartsWith("%PDF-"u8))
            return "a PDF";
        if (bytes.StartsWith("PK\x03\x04"u8))
            return "a ZIP archive, an EPUB or an Office document";
        if (bytes.StartsWith((ReadOnlySpan<byte>)[0x1F, 0x8B]))
            return "gzip";
        if (bytes.Contains((byte)0))
            return "binary";
        int controls = 0;
        for (ReadOnlySpan<byte> rest = bytes; rest.IndexOfAny(ControlBytes) is >= 0 and int at; rest = rest[(at + 1)..])
            controls++;
        return (long)controls * BytesPerControlByte > bytes.Length ? "binary" : null;
    }

    /// <summary>Whether whole characters of several bytes outnumber what is none: in Windows-1252 they hardly occur.</summary>
    private static bool IsMostlyUtf8(ReadOnlySpan<byte> bytes, out int firstInvalid)
    {
        firstInvalid = -1;
        int whole = 0, invalid = 0;
        for (int at = 0; at < bytes.Length;)
        {
            int ascii = bytes[at..].IndexOfAnyInRange((byte)0x80, (byte)0xFF);
            if (ascii < 0)
                break;
            at += ascii;
            bool valid = Rune.DecodeFromUtf8(bytes[at..], out _, out int length) == System.Buffers.OperationStatus.Done;
            if (valid)
                whole++;
            else if (invalid++ == 0)
                firstInvalid = at;
            at += length;
        }
        return whole > invalid;
    }
}
