namespace ProvenanceAudit.Matching;

/// <summary>
/// Passages spread evenly over all works of an index, the same ones whatever order the works stand in: an index built by many threads has no order of its own.
/// </summary>
internal static class PassageSample
{
    /// <summary>Chooses passages of <see cref="IPassageIndex.BlockWords"/> words.</summary>
    /// <param name="index">The index.</param>
    /// <param name="most">Most passages; all of them where the index has no more.</param>
    /// <returns>Number of the work and of the passage's first word, work by work.</returns>
    public static List<(int Work, int Word)> Choose(IPassageIndex index, int most)
    {
        int[] works = [.. Enumerable.Range(0, index.WorkCount)];
        Array.Sort(works, (a, b) =>
        {
            int order = index.WordCountAt(a).CompareTo(index.WordCountAt(b));
            // Reading metadata is slow: ids only settle ties.
            return order != 0 || a == b ? order : string.CompareOrdinal(index.WorkAt(a).Id, index.WorkAt(b).Id);
        });
        long all = works.Sum(work => (long)BlocksIn(index, work));
        double step = Math.Max(1, (double)all / most), next = step / 2;
        var passages = new List<(int, int)>();
        long before = 0;
        foreach (int work in works)
        {
            int blocks = BlocksIn(index, work);
            for (; next < before + blocks; next += step)
                passages.Add((work, (int)(next - before) * IPassageIndex.BlockWords));
            before += blocks;
        }
        return passages;
    }

    private static int BlocksIn(IPassageIndex index, int work) =>
        (index.WordCountAt(work) + IPassageIndex.BlockWords - 1) / IPassageIndex.BlockWords;
}
