using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.Crawlers.Xml;

/// <summary>
/// The bytes of a feed or sitemap as text: unpacked where they are gzip, whatever they are called, and decoded.
/// </summary>
internal static partial class XmlBytes
{
    // Where an XML declaration ends at the latest.
    private const int DeclarationBytes = 200;

    static XmlBytes() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>Reads bytes: by byte-order mark, else as the XML declaration says, else UTF-8.</summary>
    /// <param name="bytes">The bytes as they came.</param>
    /// <param name="maximumBytes">Most bytes that are read, after unpacking.</param>
    /// <param name="problems">Is told what was left out or damaged.</param>
    public static string Read(byte[] bytes, int maximumBytes, List<string> problems)
    {
        if (bytes is [0x1F, 0x8B, ..])
            bytes = Unpack(bytes, maximumBytes, problems);
        ReadOnlySpan<byte> content = bytes;
        if (content.Length > maximumBytes)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture, $"it is longer than {maximumBytes} bytes; what comes after was not read"));
            content = content[..maximumBytes];
        }
        foreach (Encoding marked in (Encoding[])[Encoding.UTF8, Encoding.UTF32, Encoding.Unicode, Encoding.BigEndianUnicode])
        {
            if (content.StartsWith(marked.Preamble))
                return marked.GetString(content[marked.Preamble.Length..]);
        }
        return EncodingOf(content).GetString(content);
    }

    private static byte[] Unpack(byte[] bytes, int maximumBytes, List<string> problems)
    {
        using var gzip = new GZipStream(new MemoryStream(bytes), CompressionMode.Decompress);
        using var unpacked = new MemoryStream();
        byte[] buffer = new byte[1 << 14];
        try
        {
            while (unpacked.Length <= maximumBytes && gzip.Read(buffer) is > 0 and int read)
                unpacked.Write(buffer.AsSpan(0, read));
        }
        catch (InvalidDataException)
        {
            problems.Add("the gzip file is damaged or cut off; what came before was read");
        }
        return unpacked.ToArray();
    }

    private static Encoding EncodingOf(ReadOnlySpan<byte> content)
    {
        string head = Encoding.Latin1.GetString(content[..Math.Min(content.Length, DeclarationBytes)]);
        Match match = Declaration().Match(head);
        if (!match.Success)
            return Encoding.UTF8;
        try
        {
            var stated = Encoding.GetEncoding(match.Groups["name"].Value);
            // One that says UTF-16 in ASCII is not UTF-16. UTF-7 is a way to smuggle markup.
            return stated is UnicodeEncoding or UTF32Encoding || stated.CodePage == 65000 ? Encoding.UTF8 : stated;
        }
        catch (Exception e) when (e is ArgumentException or NotSupportedException)
        {
            return Encoding.UTF8;
        }
    }

    [GeneratedRegex("""^\s*<\?xml[^>]*\sencoding\s*=\s*["'](?<name>[A-Za-z0-9._-]+)["']""",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Declaration();
}
