using System.Collections.Frozen;
using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using AngleSharp.Html.Parser;
using ProvenanceAudit.Text.Pages;

namespace ProvenanceAudit.Catalogs.Markup;

/// <summary>
/// The whole text of a page of HTML or XHTML by blocks, as somebody reads it: without what is hidden or speaks to machines, without the
/// numbers of printed pages, marks of notes and readings over ruby; notes stand at the end. A page is read however broken or deep it is.
/// </summary>
internal static class HtmlText
{
    // Real pages seldom nest deeper than 100; browsers stop at 512. What is deeper stays, side by side.
    private const int DeepestNesting = 400;

    private static readonly FrozenDictionary<string, TextPart> Parts = BlockText.Table(
        (TextPart.Block, "address article aside blockquote body caption center details dialog div dl fieldset figcaption figure footer form h1 h2 h3 h4 "
            + "h5 h6 header hgroup hr legend main menu nav ol p search section summary table ul"),
        (TextPart.Line, "dd dt li tr"),
        (TextPart.Cell, "td th"),
        (TextPart.Break, "br"),
        (TextPart.Preformatted, "pre listing xmp plaintext"),
        (TextPart.LeftOut, "annotation annotation-xml audio button canvas datalist desc embed head iframe input metadata noembed noframes noscript object "
            + "rp rt rtc script select style template textarea title video"))
        .ToFrozenDictionary(StringComparer.OrdinalIgnoreCase);

    /// <summary>Parses a page of HTML.</summary>
    public static IHtmlDocument Parse(string html) =>
        new HtmlParser(new HtmlParserOptions { MaximumDepth = DeepestNesting }).ParseDocument(NestingLimit.Apply(html));

    /// <summary>Parses XHTML, as leniently as HTML.</summary>
    public static IHtmlDocument ParseXhtml(string xhtml) => Parse(XhtmlSource.AsHtml(xhtml));

    /// <summary>The text below a node; empty where it has none.</summary>
    public static string Of(INode root)
    {
        var notes = new List<string>();
        var whole = new TextBlocks();
        Write(root, whole, notes);
        foreach (string note in notes)
        {
            whole.Block();
            whole.Note(note);
        }
        return whole.ToString();
    }

    // Without recursion: the depth of a page is its author's to choose.
    private static void Write(INode root, TextBlocks whole, List<string> notes)
    {
        var open = new Stack<Frame>();
        open.Push(new Frame(root.ChildNodes, TextPart.Inline, whole, false));
        while (open.TryPop(out Frame frame))
        {
            if (frame.Next == frame.Children.Length)
            {
                Leave(frame, notes);
                continue;
            }
            INode node = frame.Children[frame.Next];
            open.Push(frame with { Next = frame.Next + 1 });
            if (node is IText text)
                frame.To.Text(text.Data, frame.IsPreformatted);
            else if (node is IElement element)
                Enter(element, frame, open);
        }
    }

    private static void Enter(IElement element, Frame within, Stack<Frame> open)
    {
        TextPart part = PartOf(element);
        TextBlocks to = within.To;
        switch (part)
        {
            case TextPart.LeftOut:
                return;
            case TextPart.Break or TextPart.Line:
                to.Line();
                break;
            case TextPart.Block or TextPart.Preformatted:
                to.Block();
                break;
            case TextPart.Note:
                to = new TextBlocks();
                break;
        }
        open.Push(new Frame(element.ChildNodes, part, to, part == TextPart.Preformatted || (within.IsPreformatted && part != TextPart.Note)));
    }

    private static void Leave(Frame frame, List<string> notes)
    {
        switch (frame.Part)
        {
            case TextPart.Block or TextPart.Preformatted:
                frame.To.Block();
                break;
            case TextPart.Line:
                frame.To.Line();
                break;
            case TextPart.Cell:
                frame.To.Cell();
                break;
            case TextPart.Note:
                notes.Add(frame.To.ToString());
                break;
        }
    }

    private static TextPart PartOf(IElement element)
    {
        string[] types = Words(element.GetAttribute("epub:type")), roles = Words(element.GetAttribute("role"));
        bool Is(string type) => types.Contains(type, StringComparer.OrdinalIgnoreCase) || roles.Contains("doc-" + type, StringComparer.OrdinalIgnoreCase);
        if (Is("pagebreak") || Is("noteref") || Is("backlink") || IsMarkOfNote(element))
            return TextPart.LeftOut;
        // Notes are hidden in books so that they open where they are called.
        if (Is("footnote") || Is("endnote") || Is("rearnote"))
            return TextPart.Note;
        return IsHidden(element) ? TextPart.LeftOut : Parts.GetValueOrDefault(element.LocalName);
    }

    private static bool IsHidden(IElement element)
    {
        if (element.HasAttribute("hidden") || string.Equals(element.GetAttribute("aria-hidden"), "true", StringComparison.OrdinalIgnoreCase))
            return true;
        if (element.GetAttribute("style") is not { } style)
            return false;
        string plain = style.Replace(" ", "", StringComparison.Ordinal);
        return plain.Contains("display:none", StringComparison.OrdinalIgnoreCase) || plain.Contains("visibility:hidden", StringComparison.OrdinalIgnoreCase);
    }

    // Books of before EPUB 3 have no word for it: a raised number that leads to a place in the book.
    private static bool IsMarkOfNote(IElement element)
    {
        if (element.LocalName != "a" || element.GetAttribute("href")?.Contains('#', StringComparison.Ordinal) != true)
            return false;
        bool isRaised = element.ParentElement?.LocalName == "sup" || (element.ChildElementCount == 1 && element.FirstElementChild!.LocalName == "sup");
        return isRaised && element.ChildNodes.Length <= 3 && element.TextContent.Trim() is { Length: > 0 and <= 6 } mark
            && mark.All(c => char.IsAsciiDigit(c) || c is '[' or ']' or '(' or ')' or '*' or '†' or '‡' or '§' or '¶');
    }

    private static string[] Words(string? value) => value is null ? [] : value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries);

    private readonly record struct Frame(INodeList Children, TextPart Part, TextBlocks To, bool IsPreformatted)
    {
        public int Next { get; init; }
    }
}
