using System.Text;
using AngleSharp.Dom;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// A page as an array of block-level elements, in the order of the page, and an array of the blocks of text between them. Made
/// in one pass without recursion: pages nest as deep as they like.
/// </summary>
internal sealed class PageTree
{
    /// <summary>Elements in the order in which they begin; the first is the body.</summary>
    public List<PageElement> Elements { get; } = [];

    /// <summary>Blocks in the order of the page.</summary>
    public List<TextBlock> Blocks { get; } = [];

    /// <summary>Reads a body.</summary>
    public static PageTree Of(IElement body)
    {
        var tree = new PageTree();
        new Walk(tree).Read(body);
        tree.Sum();
        tree.DoubtHintsOnWholePages();
        return tree;
    }

    /// <summary>Sums what stands in elements into those around them: children come after their parents.</summary>
    private void Sum()
    {
        foreach (TextBlock block in Blocks)
        {
            PageElement element = Elements[block.Element];
            element.Words += block.Counts.Words;
            element.ProseWords += block.ProseWords;
            element.Letters += block.Counts.Letters;
            element.LinkLetters += Math.Min(block.LinkLetters, block.Counts.Letters);
            element.OwnProseWords += block.ProseWords;
        }
        for (int i = Elements.Count - 1; i > 0; i--)
        {
            PageElement element = Elements[i];
            PageElement parent = Elements[element.Parent];
            parent.Words += element.Words;
            parent.ProseWords += element.ProseWords;
            parent.Letters += element.Letters;
            parent.LinkLetters += element.LinkLetters;
            if (element.EndBlock == element.FirstBlock + 1)
                parent.OwnProseWords += element.ProseWords;
        }
    }

    /// <summary>
    /// A class such as "has-sidebar" or "newsletter-page" on an element about most of the page says nothing of the text in it.
    /// </summary>
    private void DoubtHintsOnWholePages()
    {
        double most = Elements[0].ProseWords * 0.6;
        int first = Blocks.FindIndex(b => b.ProseWords >= 20);
        foreach (PageElement element in Elements)
        {
            if (element.ProseWords <= most && element.Tag != "body")
                continue;
            // Comments may well be longer than what they are about, which stands before them.
            bool hasAll = first >= element.FirstBlock && first < element.EndBlock;
            element.Hints &= ~(ElementHints.Negative & (hasAll ? ~ElementHints.None : ~ElementHints.Comments));
        }
    }

    private sealed class Walk(PageTree tree)
    {
        // As many blocks as a book of a million words has; a page with more is read up to there.
        private const int MostBlocks = 200_000;

        private const ElementHints EveryHint = (ElementHints)(-1);

        private readonly StringBuilder _text = new();
        private readonly Stack<Frame> _open = new();
        private readonly Dictionary<string, ElementHints> _hints = new(StringComparer.Ordinal);
        private int _element;
        private int _linkDepth, _emphasisDepth, _preDepth;
        private int _linkLetters, _emphasisLetters, _links;
        private ElementHints _inline;
        private ElementHints _blockInline = EveryHint;

        private sealed class Frame(INode node, InlineKind kind, ElementHints hints)
        {
            public INode Node { get; } = node;

            public InlineKind Kind { get; } = kind;

            public ElementHints OuterHints { get; } = hints;

            public int Next { get; set; }
        }

        public void Read(IElement body)
        {
            Open(body, -1);
            while (_open.TryPeek(out Frame? frame))
            {
                INodeList children = frame.Node.ChildNodes;
                if (frame.Next < children.Length)
                    Enter(children[frame.Next++]);
                else
                    Close(_open.Pop());
            }
        }

        private void Enter(INode node)
        {
            if (node is ICharacterData { NodeType: NodeType.Text } text)
            {
                Append(text.Data);
                return;
            }
            if (node is not IElement element || tree.Blocks.Count >= MostBlocks)
                return;
            InlineKind kind = ElementKinds.Of(element);
            switch (kind)
            {
                case InlineKind.Skipped:
                    break;
                case InlineKind.Break:
                    if (_text.Length > 0 && _text[^1] == '\n')
                        Flush();
                    else
                        NewLine();
                    break;
                case InlineKind.Rule:
                    Flush();
                    break;
                case InlineKind.Block or InlineKind.Preformatted:
                    Flush();
                    Open(element, _element);
                    break;
                case InlineKind.Inline when IsCard(element):
                    break;
                default:
                    _open.Push(new Frame(element, kind, _inline));
                    if (kind == InlineKind.Link)
                    {
                        _linkDepth++;
                        _links++;
                    }
                    else if (kind == InlineKind.Emphasis)
                    {
                        _emphasisDepth++;
                    }
                    _inline |= HintsOf(element);
                    break;
            }
        }

        /// <summary>
        /// Whether an inline element is a card that opens over a name in running text: a picture, then links to other pages.
        /// </summary>
        private static bool IsCard(IElement element)
        {
            INode? first = element;
            while (first is IElement { LocalName: not "img" })
                first = first.ChildNodes.FirstOrDefault(n => n is IElement || (n.NodeType == NodeType.Text && !string.IsNullOrWhiteSpace(n.TextContent)));
            return first is IElement && element.GetElementsByTagName("a").Length > 1;
        }

        private void Open(IElement element, int parent)
        {
            InlineKind kind = ElementKinds.Of(element) == InlineKind.Preformatted ? InlineKind.Preformatted : InlineKind.Block;
            _open.Push(new Frame(element, kind, _inline));
            _preDepth += kind == InlineKind.Preformatted ? 1 : 0;
            tree.Elements.Add(new PageElement
            {
                Tag = element.LocalName,
                Class = element.ClassName ?? "",
                Parent = parent,
                Depth = parent < 0 ? 0 : tree.Elements[parent].Depth + 1,
                Hints = HintsOf(element),
                FirstBlock = tree.Blocks.Count,
            });
            _element = tree.Elements.Count - 1;
        }

        private void Close(Frame frame)
        {
            switch (frame.Kind)
            {
                case InlineKind.Block or InlineKind.Preformatted:
                    Flush();
                    _preDepth -= frame.Kind == InlineKind.Preformatted ? 1 : 0;
                    PageElement element = tree.Elements[_element];
                    element.End = tree.Elements.Count;
                    element.EndBlock = tree.Blocks.Count;
                    _element = element.Parent;
                    break;
                case InlineKind.Link:
                    _linkDepth--;
                    break;
                case InlineKind.Emphasis:
                    _emphasisDepth--;
                    break;
                default:
                    break;
            }
            _inline = frame.OuterHints;
        }

        private ElementHints HintsOf(IElement element)
        {
            ElementHints hints = ElementKinds.HintsOf(element);
            foreach (string name in ElementKinds.NamingAttributes)
            {
                if (element.GetAttribute(name) is not { Length: > 0 } names)
                    continue;
                if (!_hints.TryGetValue(names, out ElementHints known))
                    _hints.Add(names, known = HintWords.Of(names));
                hints |= known;
            }
            return hints;
        }

        private void Append(string text)
        {
            int before = _text.Length;
            int letters = 0;
            foreach (char c in text)
            {
                if (Spaces.IsInvisible(c))
                    continue;
                if (char.IsWhiteSpace(c) || char.IsControl(c))
                {
                    if (_preDepth > 0 && c is '\n')
                        NewLine();
                    else if (_preDepth > 0 && _text.Length > 0 && c is (' ' or '\t'))
                        _text.Append(c);
                    else if (_text.Length > 0 && _text[^1] is not (' ' or '\n'))
                        _text.Append(' ');
                    continue;
                }
                _text.Append(c);
                letters += char.IsLetterOrDigit(c) ? 1 : 0;
            }
            if (letters == 0 && _text.Length == before)
                return;
            _linkLetters += _linkDepth > 0 ? letters : 0;
            _emphasisLetters += _emphasisDepth > 0 ? letters : 0;
            // A hint holds for a block when all of its words stand within it.
            if (letters > 0)
                _blockInline &= _inline;
        }

        private void NewLine()
        {
            while (_text.Length > 0 && _text[^1] == ' ')
                _text.Length--;
            if (_text.Length > 0)
                _text.Append('\n');
        }

        private void Flush()
        {
            string text = _text.ToString().Trim();
            _text.Clear();
            if (text.Length > 0)
            {
                tree.Blocks.Add(new TextBlock
                {
                    Text = text,
                    Element = _element,
                    LinkLetters = _linkLetters,
                    EmphasisLetters = _emphasisLetters,
                    Links = _links,
                    InlineHints = _blockInline == EveryHint ? ElementHints.None : _blockInline,
                    Counts = WordCounts.Of(text),
                });
            }
            _linkLetters = _emphasisLetters = _links = 0;
            _blockInline = EveryHint;
        }
    }
}
