using AngleSharp.Dom;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>Everything outside of the running text that tells of a page, gathered in one walk without recursion.</summary>
internal sealed class PageFacts
{
    // Pages with more of anything are not written by people; what counts stands first.
    private const int MostOfAnything = 2000;
    private const int LongestText = 1000;

    private readonly Dictionary<string, List<string>> _meta = new(StringComparer.OrdinalIgnoreCase);
    private readonly Dictionary<string, List<string>> _properties = new(StringComparer.Ordinal);

    /// <summary>Contents of all first-level headings that have one.</summary>
    public List<string> Headings { get; } = [];

    /// <summary>Values of the datetime attributes and texts of time elements.</summary>
    public List<string> Times { get; } = [];

    /// <summary>Texts of links and elements that are marked as of the author, by rel or itemprop.</summary>
    public List<string> AuthorTexts { get; } = [];

    /// <summary>Texts of elements whose class says that they are a byline.</summary>
    public List<string> Bylines { get; } = [];

    /// <summary>Texts of elements whose class says that they are a date.</summary>
    public List<string> DateTexts { get; } = [];

    /// <summary>Text of the title element.</summary>
    public string? TitleElement { get; private set; }

    /// <summary>The lang attribute of the root element.</summary>
    public string? Language { get; private set; }

    /// <summary>Address of the canonical link.</summary>
    public string? Canonical { get; private set; }

    /// <summary>Gathers from a document.</summary>
    public static PageFacts Of(IDocument document)
    {
        var facts = new PageFacts();
        var open = new Stack<(INode Node, int Next)>([(document, 0)]);
        while (open.TryPop(out (INode Node, int Next) top))
        {
            INodeList children = top.Node.ChildNodes;
            if (top.Next >= children.Length)
                continue;
            open.Push((top.Node, top.Next + 1));
            if (children[top.Next] is not IElement element)
                continue;
            facts.Take(element);
            open.Push((element, 0));
        }
        return facts;
    }

    /// <summary>First content of the first of these meta elements, by name or property, that has one.</summary>
    public string? Meta(params ReadOnlySpan<string> names)
    {
        foreach (string name in names)
        {
            if (_meta.TryGetValue(name, out List<string>? contents))
                return contents[0];
        }
        return null;
    }

    /// <summary>All contents of meta elements of a name or property.</summary>
    public IReadOnlyList<string> Metas(string name) => _meta.GetValueOrDefault(name) ?? [];

    /// <summary>First value of a microdata property of the page.</summary>
    public string? Property(string name) => _properties.GetValueOrDefault(name)?[0];

    private void Take(IElement element)
    {
        switch (element.LocalName)
        {
            case "html":
                Language ??= Filled(element.GetAttribute("lang")) ?? Filled(element.GetAttribute("xml:lang"));
                break;
            case "title" when element.NamespaceUri?.EndsWith("xhtml", StringComparison.Ordinal) == true:
                TitleElement ??= TextOf(element);
                break;
            case "meta":
                TakeMeta(element);
                break;
            case "link" when HasWord(element.GetAttribute("rel"), "canonical"):
                Canonical ??= Filled(element.GetAttribute("href"));
                break;
            case "h1":
                Add(Headings, TextOf(element));
                break;
            case "time":
                Add(Times, Filled(element.GetAttribute("datetime")) ?? TextOf(element));
                break;
            case "a" when HasWord(element.GetAttribute("rel"), "author"):
                Add(AuthorTexts, TextOf(element));
                break;
            default:
                break;
        }
        if (element.LocalName != "meta" && element.GetAttribute("itemprop") is { Length: > 0 } property)
            TakeProperty(element, property);
        if (element.ClassName is { Length: > 0 and < 200 } names && element.LocalName is not ("body" or "html" or "article" or "main"))
            TakeByClass(element, names);
    }

    private void TakeMeta(IElement element)
    {
        if (Filled(element.GetAttribute("content")) is not { } content)
            return;
        foreach (string attribute in (ReadOnlySpan<string>)["property", "name", "itemprop", "http-equiv"])
        {
            if (Filled(element.GetAttribute(attribute)) is not { } name || name.Length > 100)
                continue;
            Dictionary<string, List<string>> where = attribute == "itemprop" ? _properties : _meta;
            if (!where.TryGetValue(name, out List<string>? contents) && where.Count < MostOfAnything)
                where.Add(name, contents = []);
            if (contents is not null)
                Add(contents, content);
        }
    }

    private void TakeProperty(IElement element, string property)
    {
        // Of these only: articleBody would be gathered whole.
        if (property is not ("datePublished" or "dateCreated" or "headline" or "inLanguage" or "author" or "name"))
            return;
        if (property == "name" ? !IsOfAuthor(element) : property == "author")
        {
            // An author that is an item of its own has a name inside, which comes by itself.
            if (property == "author" && !element.HasAttribute("itemscope"))
                Add(AuthorTexts, TextOf(element));
            return;
        }
        if (property == "name")
        {
            Add(AuthorTexts, TextOf(element));
            return;
        }
        string? value = Filled(element.GetAttribute("content")) ?? Filled(element.GetAttribute("datetime")) ?? TextOf(element);
        if (value is not null && _properties.TryAdd(property, [value]))
            return;
    }

    private static bool IsOfAuthor(IElement element)
    {
        IElement? parent = element.ParentElement;
        for (int i = 0; i < 4 && parent is not null; i++, parent = parent.ParentElement)
        {
            if (parent.GetAttribute("itemprop") == "author")
                return true;
        }
        return false;
    }

    private void TakeByClass(IElement element, string names)
    {
        bool byline = names.Contains("byline", StringComparison.OrdinalIgnoreCase) || names.Contains("author", StringComparison.OrdinalIgnoreCase);
        bool date = names.Contains("date", StringComparison.OrdinalIgnoreCase) || names.Contains("time", StringComparison.OrdinalIgnoreCase)
            || names.Contains("publish", StringComparison.OrdinalIgnoreCase) || names.Contains("posted", StringComparison.OrdinalIgnoreCase);
        if (!byline && !date)
            return;
        string? text = TextOf(element);
        if (byline && text?.Length < 200)
            Add(Bylines, text);
        if (text?.Length < 200)
            Add(DateTexts, text);
    }

    private static void Add(List<string> list, string? text)
    {
        if (text is not null && list.Count < MostOfAnything)
            list.Add(text);
    }

    /// <summary>The beginning of the text within an element, spaces folded; null without one.</summary>
    private static string? TextOf(IElement element)
    {
        var text = new System.Text.StringBuilder();
        var open = new Stack<(INode Node, int Next)>([(element, 0)]);
        int nodes = 0;
        while (text.Length < LongestText && nodes++ < LongestText && open.TryPop(out (INode Node, int Next) top))
        {
            INodeList children = top.Node.ChildNodes;
            if (top.Next >= children.Length)
                continue;
            open.Push((top.Node, top.Next + 1));
            INode child = children[top.Next];
            if (child is ICharacterData { NodeType: NodeType.Text } data)
                text.Append(data.Data.AsSpan(0, Math.Min(data.Data.Length, LongestText)));
            else if (child is IElement { LocalName: not ("script" or "style" or "svg" or "noscript") } inner)
                open.Push((inner, 0));
            if (child is IElement { LocalName: not ("span" or "a" or "b" or "i" or "em" or "strong") })
                text.Append(' ');
        }
        return Filled(Spaces.Fold(text.ToString()));
    }

    private static string? Filled(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    private static bool HasWord(string? list, string word) =>
        list is not null && list.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains(word, StringComparer.OrdinalIgnoreCase);
}
