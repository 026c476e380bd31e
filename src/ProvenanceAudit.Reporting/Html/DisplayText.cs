using System.Buffers;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>
/// Makes any text harmless inside HTML and XML, between tags and between double quotes. What no page may hold, and what would
/// make a text look different from what it is, becomes U+FFFD; everything else stays.
/// </summary>
internal static class DisplayText
{
    private const char Replacement = '\uFFFD';

    private static readonly SearchValues<char> NeedsCare = SearchValues.Create(
        [.. Enumerable.Range(0, 0x10000).Select(c => (char)c).Where(c => c is '&' or '<' or '>' or '"' or '\'' or '\r'
            || char.IsSurrogate(c) || IsUnfit(c))]);

    /// <summary>Writes a text, encoded.</summary>
    public static void Write(TextWriter output, ReadOnlySpan<char> text)
    {
        while (true)
        {
            int plain = text.IndexOfAny(NeedsCare);
            output.Write(plain < 0 ? text : text[..plain]);
            if (plain < 0)
                return;
            text = text[(plain + WriteCareful(output, text[plain..]))..];
        }
    }

    /// <summary>Writes the first character and returns its length in code units.</summary>
    private static int WriteCareful(TextWriter output, ReadOnlySpan<char> text)
    {
        char first = text[0];
        switch (first)
        {
            case '&':
                output.Write("&amp;");
                break;
            case '<':
                output.Write("&lt;");
                break;
            case '>':
                output.Write("&gt;");
                break;
            case '"':
                output.Write("&quot;");
                break;
            case '\'':
                output.Write("&#39;");
                break;
            case '\r':
                // Pages know one line end.
                if (text.Length == 1 || text[1] != '\n')
                    output.Write('\n');
                break;
            default:
                if (char.IsHighSurrogate(first) && text.Length > 1 && char.IsLowSurrogate(text[1]))
                {
                    output.Write(text[..2]);
                    return 2;
                }
                output.Write(Replacement);
                break;
        }
        return 1;
    }

    /// <summary>
    /// Whether a character is shown as U+FFFD. Controls and noncharacters are not allowed in XML. Embeddings, overrides and
    /// isolates of the bidirectional algorithm reorder what is read ("Trojan Source", CVE-2021-42574): a piece of evidence shows
    /// where they stand instead of obeying them.
    /// </summary>
    public static bool IsUnfit(int c) =>
        c is (< 0x20 and not ('\t' or '\n' or '\r')) or (>= 0x7F and <= 0x9F)
            or 0xFFFE or 0xFFFF or (>= 0x202A and <= 0x202E) or (>= 0x2066 and <= 0x2069);
}
