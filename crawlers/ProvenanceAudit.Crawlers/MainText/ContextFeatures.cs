namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// What the first opinions on the blocks around a block say of it, for the second opinion: boilerplate and text come in runs, and blocks of one make
/// are of one kind. Log odds throughout, but for shares.
/// </summary>
internal static class ContextFeatures
{
    /// <summary>How many there are.</summary>
    public const int Count = 21;

    // Beyond this, more odds mean nothing.
    private const double Surest = 6;

    /// <summary>The features of all blocks, each those of the first opinion with these after them.</summary>
    /// <param name="tree">The page.</param>
    /// <param name="features">Features of each block that the first opinion was made of.</param>
    /// <param name="odds">First opinion on each block.</param>
    public static float[][] Of(PageTree tree, float[][] features, double[] odds)
    {
        int n = odds.Length;
        double[] sure = [.. odds.Select(o => Math.Clamp(o, -Surest, Surest))];
        var byElement = new Dictionary<int, Sum>();
        var byGrandparent = new Dictionary<int, Sum>();
        var byMake = new Dictionary<(string, string, string), Sum>();
        var takenBefore = new double[n + 1];
        int first = -1, last = -1;
        for (int i = 0; i < n; i++)
        {
            TextBlock block = tree.Blocks[i];
            double words = block.Counts.Words + 1;
            (int parent, int grandparent, var make) = PlacesOf(tree, block);
            Add(byElement, parent, sure[i], words);
            Add(byGrandparent, grandparent, sure[i], words);
            Add(byMake, make, sure[i], words);
            takenBefore[i + 1] = takenBefore[i] + (sure[i] > 0 ? words : 0);
            if (sure[i] > 0 && block.Counts.Words >= 12)
            {
                last = i;
                first = first < 0 ? i : first;
            }
        }
        var all = new float[n][];
        double taken = Math.Max(1, takenBefore[n]);
        for (int i = 0; i < n; i++)
        {
            TextBlock block = tree.Blocks[i];
            double words = block.Counts.Words + 1;
            (int parent, int grandparent, var make) = PlacesOf(tree, block);
            var f = new float[features[i].Length + Count];
            features[i].CopyTo(f, 0);
            Span<float> c = f.AsSpan(features[i].Length);
            c[0] = (float)sure[i];
            for (int d = 1; d <= 3; d++)
            {
                c[d * 2 - 1] = i - d >= 0 ? (float)sure[i - d] : (float)-Surest;
                c[d * 2] = i + d < n ? (float)sure[i + d] : (float)-Surest;
            }
            c[7] = (float)byElement[parent].Without(sure[i], words);
            c[8] = (float)byGrandparent[grandparent].Without(sure[i], words);
            c[9] = (float)byMake[make].Without(sure[i], words);
            c[10] = (float)(takenBefore[i] / taken);
            c[11] = (float)((taken - takenBefore[i + 1]) / taken);
            c[12] = (float)takenBefore[n];
            c[13] = first < 0 ? -99 : Math.Clamp(i - first, -50, 50);
            c[14] = last < 0 ? -99 : Math.Clamp(last - i, -50, 50);
            c[15] = (float)Near(tree, sure, i, -1);
            c[16] = (float)Near(tree, sure, i, 1);
            c[17] = Distance(sure, i, -1);
            c[18] = Distance(sure, i, 1);
            c[19] = (float)byElement[parent].Share;
            c[20] = (float)byMake[make].Share;
            all[i] = f;
        }
        return all;
    }

    /// <summary>Mean over the eight blocks on one side, by words.</summary>
    private static double Near(PageTree tree, double[] sure, int index, int step)
    {
        double sum = 0, weight = 0;
        for (int i = index + step, k = 0; i >= 0 && i < sure.Length && k < 8; i += step, k++)
        {
            double words = tree.Blocks[i].Counts.Words + 1;
            sum += sure[i] * words;
            weight += words;
        }
        return weight == 0 ? -Surest : sum / weight;
    }

    /// <summary>Blocks up to the next that is taken, up to 20.</summary>
    private static int Distance(double[] sure, int index, int step)
    {
        int distance = 1;
        for (int i = index + step; i >= 0 && i < sure.Length && distance < 20 && sure[i] <= 0; i += step)
            distance++;
        return index + step * distance < 0 || index + step * distance >= sure.Length ? 20 : distance;
    }

    private static (int Parent, int Grandparent, (string, string, string) Make) PlacesOf(PageTree tree, TextBlock block)
    {
        PageElement element = tree.Elements[block.Element];
        int parent = Math.Max(0, element.Parent);
        return (parent, Math.Max(0, tree.Elements[parent].Parent), (element.Tag, element.Class, tree.Elements[parent].Class));
    }

    private static void Add<T>(Dictionary<T, Sum> sums, T key, double odds, double words)
        where T : notnull
    {
        if (!sums.TryGetValue(key, out Sum? sum))
            sums.Add(key, sum = new Sum());
        sum.Odds += odds * words;
        sum.Words += words;
        sum.Taken += odds > 0 ? words : 0;
    }

    private sealed class Sum
    {
        public double Odds, Words, Taken;

        public double Share => Taken / Words;

        /// <summary>Mean of all but one block; 0 where there is no other.</summary>
        public double Without(double odds, double words) => Words - words < 0.5 ? 0 : (Odds - odds * words) / (Words - words);
    }
}
