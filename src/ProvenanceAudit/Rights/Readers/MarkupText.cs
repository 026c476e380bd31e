using System.Buffers;
using System.Xml;
using System.Xml.Linq;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// XML from outside, read without what makes XML dangerous: no entities but the five, nothing fetched, a bound on size and depth.
/// Gives elements and the text that each was written as.
/// </summary>
internal sealed class MarkupText
{
    private const int MaximumCharacters = 32 << 20;

    // Rights documents are some ten elements deep; what nests hundreds was made to exhaust a stack.
    private const int MaximumDepth = 200;

    private static readonly SearchValues<char> NameEnds = SearchValues.Create(" \t\r\n/>");

    private readonly string? _text;
    private readonly List<int> _lines = [];

    private MarkupText(XElement root, string? text)
    {
        Root = root;
        _text = text;
        if (text is null)
            return;
        _lines.Add(0);
        for (int i = 0; i < text.Length; i++)
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 == text.Length || text[i + 1] != '\n')))
                _lines.Add(i + 1);
    }

    /// <summary>The outermost element.</summary>
    internal XElement Root { get; }

    /// <summary>An element that somebody read already.</summary>
    internal static MarkupText Of(XElement root) => new(root, null);

    /// <summary>Reads a document.</summary>
    /// <param name="text">Its text.</param>
    /// <param name="problem">Why it cannot be read; null on success.</param>
    /// <param name="skipDoctype">Whether a document type is passed over unread; else it is refused.</param>
    internal static MarkupText? Read(string text, out string? problem, bool skipDoctype = false)
    {
        problem = null;
        text = text.TrimStart('\ufeff');
        if (text.Length > MaximumCharacters)
        {
            problem = $"the document is longer than {MaximumCharacters >> 20} million characters";
            return null;
        }
        var settings = new XmlReaderSettings
        {
            DtdProcessing = skipDoctype ? DtdProcessing.Ignore : DtdProcessing.Prohibit,
            XmlResolver = null,
            MaxCharactersFromEntities = 1024,
            CheckCharacters = true,
        };
        try
        {
            using (var depth = XmlReader.Create(new StringReader(text), settings))
            {
                while (depth.Read())
                {
                    if (depth.Depth > MaximumDepth)
                    {
                        problem = $"the document nests more than {MaximumDepth} elements";
                        return null;
                    }
                }
            }
            using var reader = XmlReader.Create(new StringReader(text), settings);
            XDocument document = XDocument.Load(reader, LoadOptions.SetLineInfo | LoadOptions.PreserveWhitespace);
            return new MarkupText(document.Root!, text);
        }
        catch (XmlException exception)
        {
            problem = $"it is no well-formed XML: {exception.Message}";
            return null;
        }
    }

    /// <summary>Line of an element, from 1; null where it is not known.</summary>
    internal int? LineOf(XElement element) => _text is not null && ((IXmlLineInfo)element).HasLineInfo() ? ((IXmlLineInfo)element).LineNumber : null;

    /// <summary>An element as it is written in the source.</summary>
    internal string RawOf(XElement element)
    {
        IXmlLineInfo place = element;
        if (_text is null || !place.HasLineInfo() || place.LineNumber > _lines.Count)
            return element.ToString(SaveOptions.DisableFormatting);
        int start = _lines[place.LineNumber - 1] + place.LinePosition - 2;
        int end = start >= 0 && start < _text.Length && _text[start] == '<' ? EndOf(_text, start) : -1;
        return end < 0 ? element.ToString(SaveOptions.DisableFormatting) : _text[start..end];
    }

    // The end of the element that begins at start: elements of its name inside it are counted.
    private static int EndOf(string text, int start)
    {
        int nameEnd = text.AsSpan(start + 1).IndexOfAny(NameEnds);
        if (nameEnd < 0)
            return -1;
        string name = text.Substring(start + 1, nameEnd);
        int open = 0;
        for (int at = start; at >= 0 && at - start < RightsStatement.MaximumRawText * 4; at = text.IndexOf('<', at + 1))
        {
            bool closes = at + 1 < text.Length && text[at + 1] == '/';
            int nameAt = at + (closes ? 2 : 1);
            if (string.CompareOrdinal(text, nameAt, name, 0, name.Length) != 0 || nameAt + name.Length >= text.Length
                || char.IsLetterOrDigit(text[nameAt + name.Length]) || text[nameAt + name.Length] is '-' or '_' or ':' or '.')
                continue;
            int close = text.IndexOf('>', at);
            if (close < 0)
                return -1;
            if (closes)
                open--;
            else if (text[close - 1] != '/')
                open++;
            if (open == 0)
                return close + 1;
        }
        return -1;
    }
}
