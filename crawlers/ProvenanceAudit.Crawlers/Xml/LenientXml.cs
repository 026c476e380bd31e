using System.Net;
using System.Text;

namespace ProvenanceAudit.Crawlers.Xml;

/// <summary>What <see cref="LenientXml"/> comes upon.</summary>
internal enum XmlPiece
{
    /// <summary>The end of the text.</summary>
    End,

    /// <summary>A start tag; an empty element's is followed by an end.</summary>
    Start,

    /// <summary>An end tag, stated or implied by that of an outer element.</summary>
    Finish,

    /// <summary>Text or a CDATA section.</summary>
    Text,
}

/// <summary>
/// Reads XML as feeds and sitemaps really are: ampersands that stand for themselves, entities of HTML, stray angle brackets,
/// missing
/// end tags, two roots. Document types, and with them declared entities and everything external, are passed over: nothing
/// expands and
/// nothing is fetched. Time and memory grow with the text alone.
/// </summary>
internal sealed class LenientXml(string text)
{
    // Deeper elements are passed over: real documents have ten levels.
    private const int MaximumDepth = 256;

    private readonly Stack<(string Name, Dictionary<string, string>? Spaces)> _open = [];
    private readonly StringBuilder _attribute = new();
    private int _at;
    private bool _emptyElement;
    private int _impliedEnds;

    /// <summary>Name of the element without its prefix.</summary>
    public string Name { get; private set; } = "";

    /// <summary>Namespace of the element: the one declared; of a prefix that is not, the prefix itself; else empty.</summary>
    public string Namespace { get; private set; } = "";

    /// <summary>Attributes of the start tag by their names as written.</summary>
    public Dictionary<string, string> Attributes { get; private set; } = [];

    /// <summary>The text, entities replaced.</summary>
    public string Text { get; private set; } = "";

    /// <summary>Elements that are open, the one just started among them.</summary>
    public int Depth => _open.Count;

    /// <summary>Whether any element had no end tag of its own, or an end tag no element.</summary>
    public bool IsIllFormed { get; private set; }

    /// <summary>Goes to the next piece.</summary>
    public XmlPiece Read()
    {
        if (_emptyElement || _impliedEnds > 0)
        {
            _impliedEnds -= _emptyElement ? 0 : 1;
            _emptyElement = false;
            return Pop();
        }
        while (_at < text.Length)
        {
            if (text[_at] != '<' || !BeginsMarkup(_at + 1))
                return ReadText();
            if (Is("<!--"))
                SkipPast("-->");
            else if (Is("<![CDATA["))
                return ReadCharacterData();
            else if (Is("<?"))
                SkipPast("?>");
            else if (Is("<!"))
                SkipDeclaration();
            else if (Is("</"))
            {
                if (ReadEndTag())
                    return Pop();
            }
            else if (ReadStartTag())
                return XmlPiece.Start;
        }
        if (_open.Count == 0)
            return XmlPiece.End;
        IsIllFormed = true;
        return Pop();
    }

    /// <summary>
    /// All text up to the end of the element just started, that of inner elements too; white space at its ends left out.
    /// </summary>
    public string ReadInnerText()
    {
        var inner = new StringBuilder();
        for (int depth = Depth; Depth >= depth && Read() is var piece and not XmlPiece.End;)
        {
            if (piece == XmlPiece.Text)
                inner.Append(Text);
        }
        return inner.ToString().Trim();
    }

    private bool BeginsMarkup(int at) =>
        at < text.Length && (text[at] is '/' or '!' or '?' or '_' || char.IsLetter(text[at]));

    private bool Is(string mark) => string.CompareOrdinal(text, _at, mark, 0, mark.Length) == 0;

    private void SkipPast(string mark)
    {
        int end = text.IndexOf(mark, _at, StringComparison.Ordinal);
        _at = end < 0 ? text.Length : end + mark.Length;
    }

    private XmlPiece ReadText()
    {
        int end = _at;
        do
        {
            end = text.IndexOf('<', end + 1);
        }
        while (end >= 0 && !BeginsMarkup(end + 1));
        Text = WebUtility.HtmlDecode(end < 0 ? text[_at..] : text[_at..end]);
        _at = end < 0 ? text.Length : end;
        return XmlPiece.Text;
    }

    private XmlPiece ReadCharacterData()
    {
        int start = _at + "<![CDATA[".Length;
        SkipPast("]]>");
        bool closed = _at >= start + 3 && string.CompareOrdinal(text, _at - 3, "]]>", 0, 3) == 0;
        Text = text[Math.Min(start, text.Length)..(closed ? _at - 3 : _at)];
        return XmlPiece.Text;
    }

    /// <summary>
    /// A document type ends at its bracket; the declarations in its square brackets have brackets of their own.
    /// </summary>
    private void SkipDeclaration()
    {
        int inner = 0;
        for (_at += 2; _at < text.Length; _at++)
        {
            char c = text[_at];
            if (c is '"' or '\'' && text.IndexOf(c, _at + 1) is > 0 and int quote)
                _at = quote;
            else if (c == '[')
                inner++;
            else if (c == ']')
                inner--;
            else if (c == '>' && inner <= 0)
                break;
        }
        _at = Math.Min(_at + 1, text.Length);
    }

    /// <summary>False where the tag ends no element that is open.</summary>
    private bool ReadEndTag()
    {
        int end = text.IndexOf('>', _at);
        string name = text[(_at + 2)..(end < 0 ? text.Length : end)].Trim();
        _at = end < 0 ? text.Length : end + 1;
        int above = 0;
        foreach ((string open, _) in _open)
        {
            if (open == name)
            {
                IsIllFormed |= above > 0;
                _impliedEnds = above;
                return true;
            }
            above++;
        }
        IsIllFormed = true;
        return false;
    }

    private XmlPiece Pop()
    {
        (string name, _) = _open.Peek();
        SetName(name);
        _open.Pop();
        return XmlPiece.Finish;
    }

    private bool ReadStartTag()
    {
        _at++;
        string name = ReadName();
        Attributes = [];
        Dictionary<string, string>? spaces = null;
        while (_at < text.Length && text[_at] is not ('>' or '<'))
        {
            if (text[_at] == '/' || char.IsWhiteSpace(text[_at]))
            {
                _at++;
                continue;
            }
            int before = _at;
            string attribute = ReadName();
            string value = ReadValue();
            if (_at == before)
                _at++;
            Attributes.TryAdd(attribute, value);
            if (attribute == "xmlns" || attribute.StartsWith("xmlns:", StringComparison.Ordinal))
                (spaces ??= [])[attribute == "xmlns" ? "" : attribute[6..]] = value.Trim();
        }
        bool empty = _at > 0 && _at < text.Length && text[_at] == '>' && text[_at - 1] == '/';
        if (_at < text.Length && text[_at] == '>')
            _at++;
        if (_open.Count >= MaximumDepth)
        {
            IsIllFormed = true;
            return false;
        }
        _open.Push((name, spaces));
        SetName(name);
        _emptyElement = empty;
        return true;
    }

    private string ReadName()
    {
        int start = _at;
        while (_at < text.Length && !char.IsWhiteSpace(text[_at]) && text[_at] is not ('>' or '<' or '=' or '/' or '"' or '\''))
            _at++;
        return text[start.._at];
    }

    private string ReadValue()
    {
        int at = _at;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= text.Length || text[at] != '=')
            return "";
        at++;
        while (at < text.Length && char.IsWhiteSpace(text[at]))
            at++;
        if (at >= text.Length)
            return "";
        int end;
        if (text[at] is '"' or '\'')
        {
            end = text.IndexOf(text[at], at + 1);
            at++;
            if (end < 0)
                end = text.Length;
            _at = Math.Min(end + 1, text.Length);
        }
        else
        {
            for (end = at; end < text.Length && !char.IsWhiteSpace(text[end]) && text[end] != '>';)
                end++;
            _at = end;
        }
        _attribute.Clear().Append(text, at, end - at);
        return WebUtility.HtmlDecode(_attribute.ToString());
    }

    private void SetName(string name)
    {
        int colon = name.IndexOf(':', StringComparison.Ordinal);
        string prefix = colon < 0 ? "" : name[..colon];
        Name = name[(colon + 1)..];
        Namespace = prefix;
        foreach ((_, Dictionary<string, string>? spaces) in _open)
        {
            if (spaces is not null && spaces.TryGetValue(prefix, out string? space))
            {
                Namespace = space;
                break;
            }
        }
    }
}
