using System.Text;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>Makes one text of the blocks that were taken.</summary>
internal static class TextAssembly
{
    // A page whose article is shorter than this is looked at again, for text of any kind.
    private const double FewWords = 25;

    // An article that a page shows by script stands in its structured data alone.
    private const double ShareOfStatedText = 0.25;

    /// <summary>The text of a page.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="odds">Log odds of each block to belong to the article.</param>
    /// <param name="statedText">Text of the article as structured data states it; empty where it does not.</param>
    public static string Of(PageTree tree, double[] odds, string statedText)
    {
        bool[] taken = [.. odds.Select(o => o > 0)];
        double words = WordsOf(tree, taken);
        if (statedText.Length > 0 && WordCounts.Of(statedText).Words is double stated && stated >= FewWords && words < stated * ShareOfStatedText)
            return statedText;
        if (words < FewWords)
            taken = Lenient(tree, odds, taken, words);
        List<int> blocks = [.. Enumerable.Range(0, taken.Length).Where(i => taken[i])];
        bool[] repeats = Repetition.Find([.. blocks.Select(i => tree.Blocks[i].Text)]);
        return Join(tree, [.. blocks.Where((_, i) => !repeats[i])]);
    }

    /// <summary>
    /// Of a page that has no article: what is nearest to being one, then all prose, then all that is not navigation, then everything. Each is taken only
    /// where it adds more than it doubts.
    /// </summary>
    private static bool[] Lenient(PageTree tree, double[] odds, bool[] taken, double words)
    {
        const ElementHints Furniture = ElementHints.Navigation | ElementHints.Footer | ElementHints.Consent | ElementHints.Hidden | ElementHints.Form
            | ElementHints.Share | ElementHints.Advert | ElementHints.Newsletter;
        var hints = new ElementHints[tree.Elements.Count];
        for (int i = 0; i < hints.Length; i++)
            hints[i] = tree.Elements[i].Hints | (i == 0 ? ElementHints.None : hints[tree.Elements[i].Parent]);
        bool IsFurniture(int block) => (hints[tree.Blocks[block].Element] & Furniture) != 0;
        Func<int, bool>[] passes =
        [
            i => odds[i] > -1.5 && !IsFurniture(i),
            i => tree.Blocks[i].ProseWords > 0 && !IsFurniture(i),
            i => tree.Blocks[i].LinkDensity < 0.5 && !IsFurniture(i),
            i => !IsFurniture(i),
        ];
        foreach (Func<int, bool> pass in passes)
        {
            bool[] more = [.. Enumerable.Range(0, odds.Length).Select(i => taken[i] || pass(i))];
            // A short article is an article all the same, where there is no more of its kind.
            if (WordsOf(tree, more) >= Math.Max(FewWords, words * 2))
                return more;
        }
        return words > 0 ? taken : [.. Enumerable.Repeat(true, odds.Length)];
    }

    private static double WordsOf(PageTree tree, bool[] taken) => tree.Blocks.Where((_, i) => taken[i]).Sum(b => b.Counts.Words);

    private static string Join(PageTree tree, List<int> blocks)
    {
        var text = new StringBuilder();
        int last = -1;
        foreach (int block in blocks)
        {
            if (last >= 0)
                text.Append(Between(tree, tree.Blocks[last].Element, tree.Blocks[block].Element));
            text.Append(tree.Blocks[block].Text);
            last = block;
        }
        return text.ToString();
    }

    /// <summary>What parts two blocks: a tab the cells of a row, a line feed the items of a list and the rows of a table, a blank line all else.</summary>
    private static string Between(PageTree tree, int first, int second)
    {
        (int firstRow, int firstList) = FramesOf(tree, first);
        (int secondRow, int secondList) = FramesOf(tree, second);
        return firstRow >= 0 && firstRow == secondRow ? first == second ? "\n" : "\t" : firstList >= 0 && firstList == secondList ? "\n" : "\n\n";
    }

    private static (int Row, int List) FramesOf(PageTree tree, int element)
    {
        int row = -1;
        // Lists and tables that lay out whole pages are far above.
        for (int i = 0; element >= 0 && i < 8; i++, element = tree.Elements[element].Parent)
        {
            string tag = tree.Elements[element].Tag;
            if (tag == "tr" && row < 0)
                row = element;
            else if (tag is "ul" or "ol" or "dl" or "table")
                return (row, element);
        }
        return (row, -1);
    }
}
