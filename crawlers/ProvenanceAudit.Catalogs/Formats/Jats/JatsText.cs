using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Markup;

namespace ProvenanceAudit.Catalogs.Formats.Jats;

/// <summary>The text of JATS and BITS: titles, abstracts, body and back matter by blocks, without references, pictures and metadata.</summary>
internal static class JatsText
{
    private static readonly BlockText Reader = new(
        BlockText.Table(
            (TextPart.Block, "ack abstract answer app app-group array attrib bio body boxed-text caption chem-struct-wrap def-list "
                + "disp-formula disp-formula-group disp-quote explanation fig-group floats-group fn-group front-matter-part glossary kwd-group list notes "
                + "p preface question sec sig-block speech statement subtitle table table-wrap table-wrap-foot title trans-abstract verse-group dedication "
                + "foreword book-body book-back front-matter book-part book-app book-app-group named-book-part-body"),
            (TextPart.Line, "def-item list-item verse-line tr sig speaker"),
            (TextPart.Cell, "td th"),
            (TextPart.Break, "break"),
            (TextPart.Preformatted, "code preformat"),
            (TextPart.Note, "fn"),
            (TextPart.LeftOut, "ref-list ref object-id graphic inline-graphic media inline-media inline-supplementary-material supplementary-material "
                + "permissions article-meta journal-meta front front-stub book-meta book-part-meta processing-meta sub-article response "
                + "index index-group toc toc-group alt-text long-desc related-article related-object rp rt nlm-citation mixed-citation "
                + "element-citation contrib-group sec-meta target milestone-start milestone-end annotation annotation-xml")),
        Look, Words);

    /// <summary>The text of an article or a book; null where it has no body, since an abstract alone is not the work.</summary>
    public static string? Of(XElement root)
    {
        var blocks = new TextBlocks();
        // What wraps a part of a book tells of the book, which is not in it.
        XElement work = root.Name.LocalName != "book-part-wrapper" ? root : root.Elements().FirstOrDefault(e => e.Name.LocalName == "book-part") ?? root;
        bool hasBody = Write(work, blocks, 0);
        string text = hasBody ? blocks.ToString() : "";
        return string.IsNullOrWhiteSpace(text) ? null : text;
    }

    /// <summary>The words of one element, in one line: a title, a name, a notice.</summary>
    public static string Line(XElement element)
    {
        string text = Reader.Of(element);
        return string.Join(' ', text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
    }

    // Articles within articles, and parts of books, stand after what they belong to.
    private static bool Write(XElement element, TextBlocks to, int depth)
    {
        bool hasBody = false;
        foreach (XElement title in Meta(element).SelectMany(m => m.Elements()).Where(e => IsTitle(e.Name.LocalName)))
            Block(title, to);
        foreach (XElement summary in Meta(element).SelectMany(m => m.Elements()).Where(e => e.Name.LocalName is "abstract" or "trans-abstract"))
        {
            if (!IsPicture(summary))
                Block(summary, to);
        }
        foreach (XElement child in element.Elements())
        {
            switch (child.Name.LocalName)
            {
                case "body" or "book-body" or "named-book-part-body":
                    hasBody = true;
                    Parts(child, to, depth);
                    break;
                case "front-matter" or "book-back" or "back" or "floats-group" or "floats-wrap":
                    Parts(child, to, depth);
                    break;
                case "sub-article" or "response" or "book-part" when depth < 8:
                    hasBody |= Write(child, to, depth + 1);
                    break;
            }
        }
        return hasBody;
    }

    private static void Parts(XElement container, TextBlocks to, int depth)
    {
        foreach (XElement child in container.Elements())
        {
            if (child.Name.LocalName is "book-part" or "book-app" && depth < 8)
                Write(child, to, depth + 1);
            else
                Block(child, to);
        }
    }

    private static void Block(XElement element, TextBlocks to)
    {
        to.Block();
        Reader.Write(element, to);
        to.Block();
    }

    private static IEnumerable<XElement> Meta(XElement element) => element.Elements()
        .SelectMany(e => e.Name.LocalName == "front" ? e.Elements() : [e])
        .Where(e => e.Name.LocalName is "article-meta" or "front-stub" or "book-meta" or "book-part-meta")
        .SelectMany(e => e.Elements().Where(c => c.Name.LocalName is "title-group" or "book-title-group").Append(e));

    private static bool IsTitle(string name) => name is "article-title" or "book-title" or "title" or "subtitle";

    private static bool IsPicture(XElement summary) => summary.Attribute("abstract-type")?.Value is "graphical" or "key-image" or "toc" or "precis";

    private static TextPart? Look(XElement element) => element.Name.LocalName switch
    {
        // A formula is often there twice and thrice: as MathML, as TeX, as a picture. One of them is read.
        "tex-math" => element.Parent is { } parent && parent.Elements().Any(e => e.Name.LocalName == "math") ? TextPart.LeftOut : null,
        // What names an institution by a number is no word of its name.
        "institution-id" => TextPart.LeftOut,
        // Marks of notes and of references in superscript are no words; other references are part of their sentence.
        "xref" => element.Attribute("ref-type")?.Value is "fn" or "table-fn" || (element.Attribute("ref-type")?.Value == "bibr" && IsRaised(element))
            ? TextPart.LeftOut : null,
        // The number of a note or of a section is no block of its own.
        "label" => element.Parent?.Name.LocalName is "fn" or "list-item" or "ref" ? TextPart.LeftOut
            : element.ElementsAfterSelf().FirstOrDefault()?.Name.LocalName is "title" ? TextPart.LeftOut
            : element.Parent?.Name.LocalName is "fig" or "table-wrap" or "boxed-text" or "app" ? TextPart.Block : null,
        "fig" => TextPart.Block,
        "sup" => element.Elements().Any() && element.Elements().All(e => e.Name.LocalName == "xref" && e.Attribute("ref-type")?.Value is "bibr" or "fn")
            ? TextPart.LeftOut : null,
        "term" or "def" => element.Parent?.Name.LocalName == "def-item" ? TextPart.Line : null,
        _ => null,
    };

    // Formulas come as whole documents of TeX, with what loads its packages before them.
    private static string Words(XText text)
    {
        const string Begin = @"\begin{document}", End = @"\end{document}";
        string value = text.Value;
        if (text.Parent?.Name.LocalName != "tex-math" || value.IndexOf(Begin, StringComparison.Ordinal) is not (>= 0 and var begin))
            return value;
        int end = value.IndexOf(End, begin, StringComparison.Ordinal);
        return value[(begin + Begin.Length)..(end < 0 ? value.Length : end)];
    }

    private static bool IsRaised(XElement element) =>
        element.Parent?.Name.LocalName == "sup" || element.Elements().Any(e => e.Name.LocalName == "sup");
}
