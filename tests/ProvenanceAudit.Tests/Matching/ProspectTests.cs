using CsCheck;
using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Tests.Matching;

/// <summary>Saying that extension cannot pay must never be wrong; an exhaustive reckoning of all paths is the judge.</summary>
public sealed class ProspectTests
{
    // Few different words, so that texts share many, in any order; the words next to the run differ, as they do beside a maximal run.
    private static readonly Gen<ulong[]> Text = Gen.ULong[1, 14].Select(n => n * 0x9E3779B97F4A7C15UL).Array[1, Prospect.Words];

    [Theory]
    [InlineData(1)]
    [InlineData(-1)]
    public void Where_a_path_pays_extension_is_tried(int step)
    {
        int paying = 0;
        Gen.Select(Text, Text).Sample(
            (output, work) =>
            {
                bool touches = step > 0 ? output[0] == work[0] : output[^1] == work[^1];
                if (touches || !Pays(InDirection(output, step), InDirection(work, step)))
                    return;
                Interlocked.Increment(ref paying);
                Assert.True(Prospect.MayPay(output, work, step));
            },
            iter: 20_000);
        Assert.True(paying > 200, $"only {paying} of the texts had a path that pays");
    }

    [Fact]
    public void Of_texts_that_share_nothing_nothing_is_tried() =>
        Assert.False(Prospect.MayPay(Numbers(1, 32), Numbers(1000, 32), 1));

    private static ulong[] Numbers(ulong first, int count) =>
        [.. Enumerable.Range(0, count).Select(i => (first + (ulong)i) * 0x9E3779B97F4A7C15UL)];

    private static ulong[] InDirection(ulong[] words, int step) => step > 0 ? words : [.. words.Reverse()];

    /// <summary>Whether any path from the start scores above 0 without having fallen 10 below its best: identical +1, substituted -1, one more or less -1.5.</summary>
    private static bool Pays(ulong[] output, ulong[] work)
    {
        double[,] best = new double[output.Length + 1, work.Length + 1];
        for (int i = 0; i <= output.Length; i++)
        {
            for (int j = 0; j <= work.Length; j++)
            {
                double score = i == 0 && j == 0 ? 0 : double.NegativeInfinity;
                if (i > 0)
                    score = Math.Max(score, best[i - 1, j] - 1.5);
                if (j > 0)
                    score = Math.Max(score, best[i, j - 1] - 1.5);
                if (i > 0 && j > 0)
                    score = Math.Max(score, best[i - 1, j - 1] + (output[i - 1] == work[j - 1] ? 1 : -1));
                if (score > 0)
                    return true;
                best[i, j] = score < -10 ? double.NegativeInfinity : score;
            }
        }
        return false;
    }
}
