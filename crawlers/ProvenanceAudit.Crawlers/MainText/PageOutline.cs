namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>Where the prose of a page stands: the first, rough opinion that the features of blocks are measured against.</summary>
internal sealed class PageOutline
{
    private const ElementHints Doubtful = ElementHints.Comments | ElementHints.Related | ElementHints.Navigation | ElementHints.Footer
        | ElementHints.Aside | ElementHints.Advert | ElementHints.Newsletter | ElementHints.Consent | ElementHints.Hidden
        | ElementHints.Biography | ElementHints.Paywall;

    private readonly PageTree _tree;
    private readonly HashSet<int> _aboveMain = [];

    /// <summary>Finds out where the prose stands.</summary>
    public PageOutline(PageTree tree)
    {
        _tree = tree;
        Inherited = new ElementHints[tree.Elements.Count];
        for (int i = 0; i < Inherited.Length; i++)
        {
            PageElement element = tree.Elements[i];
            Inherited[i] = element.Hints | (element.Parent < 0 ? ElementHints.None : Inherited[element.Parent]);
        }
        Weights = [.. tree.Blocks.Select(WeightOf)];
        Root = FindRoot();
        Main = FindMain();
        for (int i = Main; i >= 0; i = tree.Elements[i].Parent)
            _aboveMain.Add(i);
        FindEnds();
    }

    /// <summary>Hints of each element and of all above it.</summary>
    public ElementHints[] Inherited { get; }

    /// <summary>For each block, what it says for the element that it stands in: words of prose, or less than nothing.</summary>
    public double[] Weights { get; }

    /// <summary>The element with the greatest sum of weights.</summary>
    public int Root { get; }

    /// <summary>The element that most paragraphs of prose are children of.</summary>
    public int Main { get; }

    /// <summary>First block of prose within the root.</summary>
    public int FirstProse { get; private set; }

    /// <summary>Last block of prose within the root.</summary>
    public int LastProse { get; private set; }

    /// <summary>The nearest element that holds both the main element and another.</summary>
    /// <param name="element">The other.</param>
    /// <param name="branch">The child of that element which holds the other; the other itself where there is none.</param>
    public int MeetingWithMain(int element, out int branch)
    {
        branch = element;
        while (!_aboveMain.Contains(element))
        {
            branch = element;
            element = _tree.Elements[element].Parent;
        }
        return element;
    }

    private double WeightOf(TextBlock block)
    {
        double prose = block.ProseWords;
        if (prose == 0)
            return -1 - Math.Min(block.LinkLetters, 100) / 10.0;
        return (Inherited[block.Element] & Doubtful) != 0 ? prose * 0.15 - 3 : prose;
    }

    private int FindRoot()
    {
        var sums = new double[_tree.Elements.Count];
        for (int i = 0; i < Weights.Length; i++)
            sums[_tree.Blocks[i].Element] += Weights[i];
        int best = 0;
        for (int i = sums.Length - 1; i >= 0; i--)
        {
            // Of equal sums the inner element is meant: it comes first from behind.
            if (i == sums.Length - 1 || sums[i] > sums[best])
                best = i;
            if (i > 0)
                sums[_tree.Elements[i].Parent] += sums[i];
        }
        return best;
    }

    private int FindMain()
    {
        int best = Root;
        double most = -1;
        for (int i = Root; i < _tree.Elements[Root].End; i++)
        {
            double prose = _tree.Elements[i].OwnProseWords * ((Inherited[i] & Doubtful) != 0 ? 0.15 : 1);
            if (prose > most)
                (best, most) = (i, prose);
        }
        return best;
    }

    private void FindEnds()
    {
        PageElement root = _tree.Elements[Root];
        FirstProse = -1;
        for (int i = root.FirstBlock; i < root.EndBlock; i++)
        {
            if (Weights[i] < 10)
                continue;
            LastProse = i;
            if (FirstProse < 0)
                FirstProse = i;
        }
        if (FirstProse < 0)
            (FirstProse, LastProse) = (root.FirstBlock, Math.Max(root.FirstBlock, root.EndBlock - 1));
    }
}
