namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// Tells blocks of the article from what stands about them. Two models of decision trees, learnt from pages of which the text is known: the first looks at
/// each block, the second again with the first opinions on the blocks around it.
/// </summary>
internal static class BlockJudge
{
    private const double JustRefused = -0.1;

    private static readonly GradientTrees First = Load("first.trees", BlockFeatures.Count);
    private static readonly GradientTrees Second = Load("second.trees", BlockFeatures.Count + ContextFeatures.Count);

    /// <summary>The log odds that each block belongs to the article.</summary>
    public static double[] Judge(PageTree tree, PageClues clues)
    {
        var outline = new PageOutline(tree);
        var measure = new BlockFeatures(tree, outline, clues);
        float[][] features = [.. Enumerable.Range(0, tree.Blocks.Count).Select(measure.Of)];
        double[] odds = [.. features.Select(f => First.LogOdds(f))];
        double[] second = [.. ContextFeatures.Of(tree, features, odds).Select(f => Second.LogOdds(f))];
        for (int i = 0; i < second.Length; i++)
        {
            // A comment can read like an article; where the page itself calls it a comment, it is none.
            if ((outline.Inherited[tree.Blocks[i].Element] & ElementHints.Comments) != 0)
                second[i] = Math.Min(second[i], JustRefused);
        }
        return second;
    }

    private static GradientTrees Load(string name, int features)
    {
        using Stream file = typeof(BlockJudge).Assembly.GetManifestResourceStream("main-text/" + name)
            ?? throw new InvalidOperationException($"the model '{name}' is missing from the program");
        byte[] bytes = new byte[file.Length];
        file.ReadExactly(bytes);
        GradientTrees trees = GradientTrees.Read(bytes);
        return trees.Features == features ? trees
            : throw new InvalidOperationException($"the model '{name}' was learnt on {trees.Features} features, not {features}");
    }
}
