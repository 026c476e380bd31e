namespace ProvenanceAudit.Similarity;

/// <summary>Gathers pairs of like sentences that stand near one another on both sides.</summary>
internal static class SeedClusters
{
    /// <summary>Gathers pairs.</summary>
    /// <param name="seeds">Pairs; sorted here.</param>
    /// <param name="gap">Sentences from one to the next on either side, at most.</param>
    /// <param name="output">The output.</param>
    /// <param name="work">The work.</param>
    /// <returns>What each cluster covers, the most telling first.</returns>
    public static List<WordRectangle> Gather(List<SentenceSeed> seeds, int gap, SentenceText output, SentenceText work)
    {
        seeds.Sort(static (a, b) => a.Output != b.Output ? a.Output.CompareTo(b.Output) : a.Work.CompareTo(b.Work));
        int[] parents = new int[seeds.Count];
        for (int i = 0; i < parents.Length; i++)
            parents[i] = i;
        for (int i = 0; i < parents.Length; i++)
        {
            for (int j = i + 1; j < parents.Length && seeds[j].Output - seeds[i].Output <= gap; j++)
            {
                if (Math.Abs(seeds[j].Work - seeds[i].Work) <= gap)
                    parents[RootOf(parents, i)] = RootOf(parents, j);
            }
        }
        var clusters = new Dictionary<int, AlignmentCandidate>();
        for (int i = 0; i < parents.Length; i++)
        {
            int root = RootOf(parents, i);
            SentenceSeed seed = seeds[i];
            var words = new WordRectangle(
                output.FirstWords[seed.Output], output.FirstWords[seed.Output + 1], work.FirstWords[seed.Work], work.FirstWords[seed.Work + 1]);
            clusters[root] = clusters.TryGetValue(root, out AlignmentCandidate cluster)
                ? new AlignmentCandidate(cluster.Words.With(words), cluster.Bits + seed.Bits, false)
                : new AlignmentCandidate(words, seed.Bits, false);
        }
        List<AlignmentCandidate> gathered = [.. clusters.Values];
        gathered.Sort(AlignmentCandidate.MostTelling);
        return gathered.ConvertAll(static cluster => cluster.Words);
    }

    private static int RootOf(int[] parents, int i)
    {
        while (parents[i] != i)
            i = parents[i] = parents[parents[i]];
        return i;
    }
}
