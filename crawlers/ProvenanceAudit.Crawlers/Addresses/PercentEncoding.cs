using System.Buffers;
using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>
/// Percent-encoding in the one form that two spellings of an address share (RFC 3986, 6.2.2): unreserved characters stand
/// plain, hexadecimal digits are capital, what may not stand plain is encoded as UTF-8.
/// </summary>
internal static class PercentEncoding
{
    private const string Unreserved = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~";

    private static readonly SearchValues<char> UnreservedCharacters = SearchValues.Create(Unreserved);

    // What a path may hold plain by RFC 3986, and the square brackets that everyone leaves plain.
    private static readonly SearchValues<char> PathCharacters = SearchValues.Create(Unreserved + "!$&'()*+,;=:@/[]");

    // Browsers encode the apostrophe in queries, and only there.
    private static readonly SearchValues<char> QueryCharacters = SearchValues.Create(Unreserved + "!$&()*+,;=:@/?[]");

    /// <summary>Appends a path or a part of one.</summary>
    public static void AppendPath(StringBuilder to, ReadOnlySpan<char> text) => Append(to, text, PathCharacters);

    /// <summary>Appends a query without its question mark.</summary>
    public static void AppendQuery(StringBuilder to, ReadOnlySpan<char> text) => Append(to, text, QueryCharacters);

    /// <summary>Decodes every whole escape; bytes that are no UTF-8 become U+FFFD. Other text stays as it is.</summary>
    public static string Decode(ReadOnlySpan<char> text)
    {
        if (!text.Contains('%'))
            return text.ToString();
        byte[] bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        int length = 0;
        while (!text.IsEmpty)
        {
            if (TryReadEscape(text, out byte value))
            {
                bytes[length++] = value;
                text = text[3..];
                continue;
            }
            int plain = text[1..].IndexOf('%') + 1;
            if (plain == 0)
                plain = text.Length;
            length += Encoding.UTF8.GetBytes(text[..plain], bytes.AsSpan(length));
            text = text[plain..];
        }
        return Encoding.UTF8.GetString(bytes.AsSpan(0, length));
    }

    private static void Append(StringBuilder to, ReadOnlySpan<char> text, SearchValues<char> plain)
    {
        Span<byte> utf8 = stackalloc byte[4];
        while (!text.IsEmpty)
        {
            int count = text.IndexOfAnyExcept(plain);
            if (count < 0)
                count = text.Length;
            to.Append(text[..count]);
            text = text[count..];
            if (text.IsEmpty)
                break;
            if (TryReadEscape(text, out byte value))
            {
                if (UnreservedCharacters.Contains((char)value))
                    to.Append((char)value);
                else
                    AppendEscape(to, value);
                text = text[3..];
                continue;
            }
            // A percent sign that begins no escape is one of the text; a lone surrogate decodes as U+FFFD.
            Rune.DecodeFromUtf16(text, out Rune rune, out int consumed);
            int length = rune.EncodeToUtf8(utf8);
            foreach (byte b in utf8[..length])
                AppendEscape(to, b);
            text = text[consumed..];
        }
    }

    private static bool TryReadEscape(ReadOnlySpan<char> text, out byte value)
    {
        value = 0;
        return text.Length >= 3 && text[0] == '%' && char.IsAsciiHexDigit(text[1]) && char.IsAsciiHexDigit(text[2])
            && byte.TryParse(text[1..3], NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out value);
    }

    private static void AppendEscape(StringBuilder to, byte value) =>
        to.Append('%').Append("0123456789ABCDEF"[value >> 4]).Append("0123456789ABCDEF"[value & 15]);
}
