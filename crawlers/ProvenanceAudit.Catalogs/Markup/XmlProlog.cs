namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>What stands before the first element of an XML document, and its start tag.</summary>
/// <param name="Name">Name of the element without its prefix.</param>
/// <param name="Namespace">Its namespace; empty where it has none.</param>
/// <param name="Attributes">Its attributes by their names as written, declarations of namespaces among them.</param>
/// <param name="PublicId">Public identifier of the document type; null where there is none.</param>
/// <param name="DeclaresEntities">Whether the document type declares entities.</param>
internal sealed record XmlProlog(
    string Name, string Namespace, IReadOnlyDictionary<string, string> Attributes, string? PublicId, bool DeclaresEntities)
{
    /// <summary>Reads the beginning of a document.</summary>
    /// <returns>Null where it is no XML, or the start tag is not complete in what is given.</returns>
    public static XmlProlog? Read(string text)
    {
        int at = 0;
        string? publicId = null;
        bool entities = false;
        while (true)
        {
            while (at < text.Length && (char.IsWhiteSpace(text[at]) || text[at] == '\uFEFF'))
                at++;
            ReadOnlySpan<char> rest = text.AsSpan(at);
            if (rest.StartsWith("<?", StringComparison.Ordinal))
            {
                if (!SkipPast(text, ref at, "?>"))
                    return null;
            }
            else if (rest.StartsWith("<!--", StringComparison.Ordinal))
            {
                if (!SkipPast(text, ref at, "-->"))
                    return null;
            }
            else if (rest.StartsWith("<!DOCTYPE", StringComparison.OrdinalIgnoreCase))
            {
                int end = XmlTags.EndOfDeclaration(text, at);
                if (end < 0)
                    return null;
                string doctype = text[at..end];
                entities = XmlTags.DeclaresEntities(doctype);
                publicId = PublicIdOf(doctype);
                at = end;
            }
            else
            {
                break;
            }
        }
        if (at + 1 >= text.Length || text[at] != '<' || !XmlTags.IsNameStart(text[at + 1]))
            return null;
        int close = XmlTags.EndOfTag(text, at);
        if (close < 0)
            return null;
        ReadOnlySpan<char> tag = text.AsSpan(at, close - at);
        Dictionary<string, string> attributes = XmlTags.AttributesOf(tag);
        string qualified = XmlTags.NameOf(tag).ToString();
        int colon = qualified.IndexOf(':', StringComparison.Ordinal);
        string declaration = colon < 0 ? "xmlns" : "xmlns:" + qualified[..colon];
        return new XmlProlog(qualified[(colon + 1)..], attributes.GetValueOrDefault(declaration, ""), attributes, publicId, entities);
    }

    private static bool SkipPast(string text, ref int at, string end)
    {
        int found = text.IndexOf(end, at, StringComparison.Ordinal);
        at = found + end.Length;
        return found >= 0;
    }

    private static string? PublicIdOf(string doctype)
    {
        int at = doctype.IndexOf("PUBLIC", StringComparison.Ordinal);
        int open = at < 0 ? -1 : doctype.IndexOfAny(['"', '\''], at);
        int close = open < 0 ? -1 : doctype.IndexOf(doctype[open], open + 1);
        return close < 0 ? null : doctype[(open + 1)..close];
    }
}
