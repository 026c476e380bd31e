using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Scanning;

/// <summary>
/// Settles E-values once the size of a scan is known, and from them the threshold at which the false discovery rate holds.
/// </summary>
/// <param name="index">The works.</param>
/// <param name="chance">How often chance gives a match.</param>
/// <param name="scannedWords">Words of all outputs.</param>
internal sealed class EValues(IPassageIndex index, ChanceModel chance, long scannedWords)
{
    // A match this unlikely by chance shows that the output has the work as its source.
    private const double AnchorEValue = 0.01;

    // Recitals skip and add sentences: what stands within so many words of where an anchor would put it, continues it.
    private const int NearbyWords = 3000;

    /// <summary>E-values of the matches of one output, in their order.</summary>
    /// <remarks>
    /// A match that stands in an output beside a long copy from the same work is not sought in the whole catalog: chance has only that work, or the
    /// stretch around that copy, to draw it from (the sum statistics of Karlin, Altschul 1993 serve the same end). Since such matches come beside those
    /// that are sought everywhere, chance gives at most three times an E-value, and in outputs without copies just the E-value.
    /// </remarks>
    public double[] Of(IReadOnlyList<PendingMatch> matches)
    {
        double[] values = [.. matches.Select(m => scannedWords * chance.PerWord(m.Bits, index.Statistics.Words))];
        bool[] anchors = [.. values.Select(v => v <= AnchorEValue)];
        for (int i = 0; i < values.Length; i++)
        {
            if (!anchors[i])
                values[i] *= SearchedShare(matches, anchors, i);
        }
        return values;
    }

    /// <summary>Largest E-value that is significant; 0 when none is.</summary>
    /// <param name="values">E-values of all matches of the scan; sorted by this.</param>
    /// <param name="maximumRate">The false discovery rate allowed: expected matches by chance over matches, at the threshold.</param>
    public static double Threshold(List<double> values, double maximumRate)
    {
        values.Sort();
        for (int i = values.Count - 1; i >= 0; i--)
        {
            if (values[i] <= maximumRate * (i + 1))
                return values[i];
        }
        return 0;
    }

    private double SearchedShare(IReadOnlyList<PendingMatch> matches, bool[] anchors, int i)
    {
        long searched = index.Statistics.Words;
        for (int j = 0; j < matches.Count; j++)
        {
            if (!anchors[j] || matches[j].Work != matches[i].Work)
                continue;
            long words = index.WordCountAt(matches[j].Work);
            if (Math.Abs((long)matches[j].Diagonal - matches[i].Diagonal) <= NearbyWords)
                words = Math.Min(words, 2 * NearbyWords);
            searched = Math.Min(searched, words);
        }
        return (double)searched / Math.Max(1, index.Statistics.Words);
    }
}
