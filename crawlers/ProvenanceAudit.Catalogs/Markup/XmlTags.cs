using System.Buffers;
using System.Net;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>Tags of XML as characters, whatever stands about them.</summary>
internal static partial class XmlTags
{
    private static readonly SearchValues<char> OfDeclarations = SearchValues.Create("[]>\"'<");
    private static readonly SearchValues<char> EndsOfNames = SearchValues.Create(" \t\r\n/>");

    /// <summary>Whether a name can begin with the character; near enough to XML's own rule to tell a tag from a stray bracket.</summary>
    public static bool IsNameStart(char c) => char.IsLetter(c) || c is '_' or ':';

    /// <summary>
    /// Place behind the bracket that ends a tag, -1 where there is none. Brackets in quoted values do not end it; a bracket that opens,
    /// which no tag may hold, does: a quotation mark that is missing costs one tag, not the rest of the document.
    /// </summary>
    public static int EndOfTag(ReadOnlySpan<char> text, int start)
    {
        int at = start + 1;
        while (true)
        {
            int found = text[at..].IndexOfAny(">\"'<");
            if (found < 0)
                return -1;
            at += found;
            if (text[at] == '>')
                return at + 1;
            if (text[at] == '<')
                return at;
            char quote = text[at];
            int close = text[(at + 1)..].IndexOfAny(quote, '<');
            if (close < 0)
                return -1;
            at += close + 1;
            if (text[at] == '<')
                return at;
            at++;
        }
    }

    /// <summary>Place behind the end of a declaration, its internal subset passed over; -1 where there is none.</summary>
    public static int EndOfDeclaration(ReadOnlySpan<char> text, int start)
    {
        int brackets = 0;
        for (int at = start + 1; at < text.Length; at++)
        {
            int found = text[at..].IndexOfAny(OfDeclarations);
            if (found < 0)
                return -1;
            at += found;
            switch (text[at])
            {
                case '[':
                    brackets++;
                    break;
                case ']':
                    brackets--;
                    break;
                case '>' when brackets <= 0:
                    return at + 1;
                case '"' or '\'':
                    int close = text[(at + 1)..].IndexOf(text[at]);
                    if (close < 0)
                        return -1;
                    at += close + 1;
                    break;
                case '<' when text[at..].StartsWith("<!--", StringComparison.Ordinal):
                    int comment = text[at..].IndexOf("-->", StringComparison.Ordinal);
                    if (comment < 0)
                        return -1;
                    at += comment + 2;
                    break;
            }
        }
        return -1;
    }

    /// <summary>
    /// Whether a document type declares entities that a reader of it would have to expand or to fetch. Switches of its parts
    /// (<c>&lt;!ENTITY % TEI.XML "INCLUDE"&gt;</c>, as nearly every document in TEI P4 has them) and modules that have a public name are as much
    /// passed over as the document type itself.
    /// </summary>
    /// <param name="doctype">The declaration.</param>
    public static bool DeclaresEntities(ReadOnlySpan<char> doctype)
    {
        const string Declaration = "<!ENTITY";
        int declared = 0;
        for (int at = 0; doctype[at..].IndexOf(Declaration, StringComparison.OrdinalIgnoreCase) is >= 0 and var next; at += next + Declaration.Length)
            declared++;
        return declared > PartsOfDocumentType().Count(doctype);
    }

    [GeneratedRegex("""<!ENTITY\s+%\s+[\w.:-]+\s+(?:"(?:INCLUDE|IGNORE)"|'(?:INCLUDE|IGNORE)'|PUBLIC\s+(?:"[^"<>]*"|'[^'<>]*')(?:\s+(?:"[^"<>]*"|'[^'<>]*'))?)\s*>""")]
    private static partial Regex PartsOfDocumentType();

    /// <summary>Name of a start or end tag, with its prefix.</summary>
    public static ReadOnlySpan<char> NameOf(ReadOnlySpan<char> tag)
    {
        ReadOnlySpan<char> name = tag[(tag.Length > 1 && tag[1] == '/' ? 2 : 1)..];
        int end = name.IndexOfAny(EndsOfNames);
        return end < 0 ? name : name[..end];
    }

    /// <summary>Attributes of a start tag; what is none is passed over, of a name that comes twice the first counts.</summary>
    public static Dictionary<string, string> AttributesOf(ReadOnlySpan<char> tag)
    {
        var attributes = new Dictionary<string, string>(StringComparer.Ordinal);
        int at = 1 + NameOf(tag).Length;
        while (at < tag.Length)
        {
            int equals = tag[at..].IndexOf('=');
            if (equals < 0)
                break;
            string name = tag.Slice(at, equals).Trim(" \t\r\n/").ToString();
            at += equals + 1;
            int open = tag[at..].IndexOfAny('"', '\'');
            if (open < 0)
                break;
            char quote = tag[at + open];
            at += open + 1;
            int close = tag[at..].IndexOf(quote);
            if (close < 0)
                break;
            attributes.TryAdd(name, WebUtility.HtmlDecode(tag.Slice(at, close).ToString()));
            at += close + 1;
        }
        return attributes;
    }
}
