using System.Xml.Linq;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>What an element is to the text that it stands in.</summary>
internal enum TextPart
{
    /// <summary>Part of the line; elements that are not known are that.</summary>
    Inline,

    /// <summary>A block: a paragraph, a heading, a section.</summary>
    Block,

    /// <summary>A line of its own: a verse, an item, a row.</summary>
    Line,

    /// <summary>A cell of a row.</summary>
    Cell,

    /// <summary>Ends a line and holds nothing.</summary>
    Break,

    /// <summary>Parts words and holds nothing.</summary>
    Space,

    /// <summary>A block whose spaces and line ends are text.</summary>
    Preformatted,

    /// <summary>A note to what stands before it: it follows the block.</summary>
    Note,

    /// <summary>Ends a line of the edition inside of a word, which is put together again.</summary>
    Join,

    /// <summary>Not part of the text.</summary>
    LeftOut,
}

/// <summary>
/// The text of XML elements by blocks. Formats tell what each element is, by a table of local names or by looking at it. Elements are
/// walked recursively: their depth is to be bounded, as <see cref="XmlRecordScanner"/> bounds it.
/// </summary>
internal sealed class BlockText
{
    private readonly IReadOnlyDictionary<string, TextPart> _parts;
    private readonly Func<XElement, TextPart?>? _look;
    private readonly Func<XText, string>? _words;

    /// <summary>Prepares to read a format's elements.</summary>
    /// <param name="parts">What elements are, by local name; others are part of the line.</param>
    /// <param name="look">Looks at an element before the table does; null from it leaves it to the table.</param>
    /// <param name="words">What is read of characters; null reads all of them.</param>
    public BlockText(IReadOnlyDictionary<string, TextPart> parts, Func<XElement, TextPart?>? look = null, Func<XText, string>? words = null) =>
        (_parts, _look, _words) = (parts, look, words);

    /// <summary>A table from lists of names, separated by spaces.</summary>
    /// <param name="lists">What the elements of each list are.</param>
    public static IReadOnlyDictionary<string, TextPart> Table(params IEnumerable<(TextPart Part, string Names)> lists) => lists
        .SelectMany(list => list.Names.Split(' ').Select(name => (name, list.Part)))
        .ToDictionary(pair => pair.name, pair => pair.Part, StringComparer.Ordinal);

    /// <summary>The text of an element; empty where it has none.</summary>
    public string Of(XElement element)
    {
        var blocks = new TextBlocks();
        Write(element, blocks);
        return blocks.ToString();
    }

    /// <summary>The text of elements, each a block.</summary>
    public string Of(IEnumerable<XElement> elements)
    {
        var blocks = new TextBlocks();
        foreach (XElement element in elements)
        {
            blocks.Block();
            Write(element, blocks);
        }
        return blocks.ToString();
    }

    /// <summary>Writes an element's text.</summary>
    public void Write(XElement element, TextBlocks to) => Write(element, to, false);

    private void Write(XElement element, TextBlocks to, bool isPreformatted)
    {
        TextPart part = _look?.Invoke(element) ?? _parts.GetValueOrDefault(element.Name.LocalName);
        switch (part)
        {
            case TextPart.LeftOut:
                break;
            case TextPart.Break:
                to.Line();
                break;
            case TextPart.Space:
                to.Text(" ");
                break;
            case TextPart.Join:
                to.Join();
                break;
            case TextPart.Note:
                var note = new TextBlocks();
                Contents(element, note, false);
                to.Note(note.ToString());
                break;
            case TextPart.Block or TextPart.Preformatted:
                to.Block();
                Contents(element, to, isPreformatted || part == TextPart.Preformatted);
                to.Block();
                break;
            case TextPart.Line:
                to.Line();
                Contents(element, to, isPreformatted);
                to.Line();
                break;
            case TextPart.Cell:
                Contents(element, to, isPreformatted);
                to.Cell();
                break;
            default:
                Contents(element, to, isPreformatted);
                break;
        }
    }

    private void Contents(XElement element, TextBlocks to, bool isPreformatted)
    {
        foreach (XNode node in element.Nodes())
        {
            if (node is XText text)
                to.Text(_words?.Invoke(text) ?? text.Value, isPreformatted);
            else if (node is XElement child)
                Write(child, to, isPreformatted);
        }
    }
}
