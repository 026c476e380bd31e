using System.Numerics;
using System.Runtime.InteropServices;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// Finds passages that say the same with hardly a word in common: sentences whose vectors are nearer to each other than to the rest of both texts, one after the other on both
/// sides. What each pair tells is a log-odds of its cosine; the best chains of pairs are found by local alignment (Smith, Waterman 1981), with sentences that may be left out
/// or told in two.
/// </summary>
/// <remarks>Safe for concurrent callers. Time grows with the product of both numbers of sentences, which <see cref="MostPairs"/> bounds.</remarks>
public static class SentenceChains
{
    /// <summary>Least bits of a chain.</summary>
    public const double MinimumBits = 14;

    /// <summary>Pairs of sentences that are compared at most; of longer texts, only as many sentences of the output as fit.</summary>
    public const int MostPairs = 1 << 20;

    // What a pair must tell to be more than the nearest of many that are unlike.
    private const double PairBits = 2.5;
    private const double Indifferent = 0.5;
    private const double CosineBits = 12;
    private const double MostCosine = 4;
    private const double MostPlaceBits = 5;

    // No one pair tells more: two sentences on the same thing are common.
    private const double MostBits = 8;
    private const double LeastBits = -6;

    // What it costs to leave a sentence out on one side, and how many may be.
    private const double SkipBits = 1.5;
    private const int MostSkipped = 2;

    // A sentence that is told in two counts once and a little.
    private const double SplitShare = 0.35;

    private const int LeastPairs = 3;

    /// <summary>Finds chains.</summary>
    /// <param name="output">The output, with vectors.</param>
    /// <param name="work">The work or a part of it, with vectors of the same model.</param>
    /// <returns>Chains in order of their bits, the strongest first; no two share a sentence.</returns>
    public static IReadOnlyList<ParaphraseAlignment> Find(SentenceText output, SentenceText work)
    {
        int n = output.Sentences.Count, m = work.Sentences.Count;
        if (n < LeastPairs || m < LeastPairs || output.Vectors.Length == 0 || work.Vectors.Length == 0)
            return [];
        n = Math.Min(n, MostPairs / m);
        float[] cosines = Cosines(output.Vectors.Span, work.Vectors.Span, n, m, output.Vectors.Length / output.Sentences.Count);
        double[] bits = Bits(cosines, n, m);
        var found = new List<ParaphraseAlignment>();
        while (Best(bits, n, m) is { } chain)
        {
            found.Add(AlignmentOf(chain.Pairs, chain.Bits, output, work, cosines, m));
            foreach ((int i, int j) in chain.Pairs)
            {
                bits.AsSpan(i * m, m).Fill(LeastBits);
                for (int row = 0; row < n; row++)
                    bits[row * m + j] = LeastBits;
            }
        }
        return found;
    }

    private static float[] Cosines(ReadOnlySpan<float> output, ReadOnlySpan<float> work, int n, int m, int dimensions)
    {
        float[] cosines = new float[n * m];
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < m; j++)
                cosines[i * m + j] = Dot(output.Slice(i * dimensions, dimensions), work.Slice(j * dimensions, dimensions));
        }
        return cosines;
    }

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> first = MemoryMarshal.Cast<float, Vector<float>>(a), second = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sum = Vector<float>.Zero;
        for (int i = 0; i < first.Length; i++)
            sum += first[i] * second[i];
        float dot = Vector.Sum(sum);
        for (int i = first.Length * Vector<float>.Count; i < a.Length; i++)
            dot += a[i] * b[i];
        return dot;
    }

    private static double[] Bits(float[] cosines, int n, int m)
    {
        double[] bits = new double[n * m];
        float[] row = new float[m];
        for (int i = 0; i < n; i++)
        {
            cosines.AsSpan(i * m, m).CopyTo(row);
            Array.Sort(row);
            for (int j = 0; j < m; j++)
                bits[i * m + j] = Math.Log2(m / (double)(m - LastBelow(row, cosines[i * m + j])));
        }
        float[] column = new float[n];
        for (int j = 0; j < m; j++)
        {
            for (int i = 0; i < n; i++)
                column[i] = cosines[i * m + j];
            Array.Sort(column);
            for (int i = 0; i < n; i++)
            {
                double cosine = cosines[i * m + j];
                double places = (bits[i * m + j] + Math.Log2(n / (double)(n - LastBelow(column, cosines[i * m + j])))) / 2;
                bits[i * m + j] = Math.Clamp(Math.Min(MostPlaceBits, places) - PairBits + Math.Clamp((cosine - Indifferent) * CosineBits, LeastBits, MostCosine), LeastBits, MostBits);
            }
        }
        return bits;
    }

    private static int LastBelow(float[] sorted, float value)
    {
        int low = 0, high = sorted.Length;
        while (low < high)
        {
            int middle = (low + high) / 2;
            if (sorted[middle] < value)
                low = middle + 1;
            else
                high = middle;
        }
        return Math.Min(low, sorted.Length - 1);
    }

    private static (List<(int Output, int Work)> Pairs, double Bits)? Best(double[] bits, int n, int m)
    {
        double[] sums = new double[n * m];
        int[] before = new int[n * m];
        int best = -1;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < m; j++)
            {
                int at = i * m + j;
                before[at] = -1;
                double own = bits[at], reached = 0;
                if (own <= 0)
                    continue;
                for (int di = 0; di <= MostSkipped + 1 && di <= i; di++)
                {
                    for (int dj = di == 0 ? 1 : 0; dj <= MostSkipped + 1 && dj <= j; dj++)
                    {
                        int from = at - di * m - dj;
                        if (sums[from] <= 0)
                            continue;
                        double gain = di == 0 || dj == 0
                            ? sums[from] - (1 - SplitShare) * own - SkipBits * (di + dj - 1)
                            : sums[from] - SkipBits * (di + dj - 2);
                        if (gain > reached)
                            (reached, before[at]) = (gain, from);
                    }
                }
                sums[at] = own + reached;
                if (best < 0 || sums[at] > sums[best])
                    best = at;
            }
        }
        if (best < 0 || sums[best] < MinimumBits)
            return null;
        var pairs = new List<(int, int)>();
        for (int at = best; at >= 0; at = before[at])
            pairs.Add((at / m, at % m));
        pairs.Reverse();
        return (pairs, sums[best]);
    }

    private static ParaphraseAlignment AlignmentOf(
        List<(int Output, int Work)> pairs, double bits, SentenceText output, SentenceText work, float[] cosines, int m) => new()
        {
            Output = new TextSpan(output.Sentences[pairs[0].Output].Start, output.Sentences[pairs[^1].Output].End),
            Work = new TextSpan(work.Sentences[pairs[0].Work].Start, work.Sentences[pairs[^1].Work].End),
            Bits = bits,
            Similarity = Math.Clamp(pairs.Average(p => cosines[p.Output * m + p.Work]), 0, 1),
            Sentences = [.. pairs.Select(p => new SentencePair(output.Sentences[p.Output], work.Sentences[p.Work], Math.Clamp(cosines[p.Output * m + p.Work], 0, 1)))],
            Absorbed = [],
            IsSummary = false,
        };
}
