namespace ProvenanceAudit.Benchmarks.Verdicts;

/// <summary>A stated probability and what was true.</summary>
/// <param name="Probability">0 to 1.</param>
/// <param name="IsTrue">What was true.</param>
/// <param name="Weight">How much it counts.</param>
internal readonly record struct Forecast(double Probability, bool IsTrue, double Weight);

/// <summary>A bin of a reliability diagram.</summary>
/// <param name="Stated">Mean of the probabilities.</param>
/// <param name="True">Share that was true.</param>
/// <param name="Count">Forecasts in it.</param>
internal readonly record struct ReliabilityBin(double Stated, double True, int Count);

/// <summary>Measures of probabilities.</summary>
internal static class Calibration
{
    /// <summary>Mean squared difference of probability and truth (Brier 1950).</summary>
    public static double Brier(IReadOnlyList<Forecast> forecasts) =>
        forecasts.Sum(f => f.Weight * Math.Pow(f.Probability - (f.IsTrue ? 1 : 0), 2)) / forecasts.Sum(f => f.Weight);

    /// <summary>Bins of equal weight, by probability.</summary>
    public static IReadOnlyList<ReliabilityBin> Bins(IEnumerable<Forecast> forecasts, int count = 15)
    {
        Forecast[] sorted = [.. forecasts.OrderBy(f => f.Probability)];
        double total = sorted.Sum(f => f.Weight), seen = 0;
        var bins = new List<ReliabilityBin>();
        for (int i = 0, bin = 1; i < sorted.Length; bin++)
        {
            int first = i;
            while (i < sorted.Length && (seen < total * bin / count || i == first))
                seen += sorted[i++].Weight;
            ArraySegment<Forecast> some = new(sorted, first, i - first);
            double weight = some.Sum(f => f.Weight);
            bins.Add(new ReliabilityBin(some.Sum(f => f.Weight * f.Probability) / weight, some.Where(f => f.IsTrue).Sum(f => f.Weight) / weight, some.Count));
        }
        return bins;
    }

    /// <summary>Expected calibration error: mean distance of stated and true share over bins of equal weight (Naeini, Cooper, Hauskrecht 2015).</summary>
    public static double Error(IEnumerable<Forecast> forecasts) => Bins(forecasts).Average(b => Math.Abs(b.Stated - b.True));

    /// <summary>The best probabilities that one number alone allows: isotonic regression by pooling adjacent violators (Ayer et al. 1955).</summary>
    /// <param name="known">Scores and truths to learn from.</param>
    /// <returns>The probability of a score.</returns>
    public static Func<double, double> Isotonic(IEnumerable<(double Score, bool IsTrue, double Weight)> known)
    {
        var blocks = new List<(double Score, double True, double Weight)>();
        foreach (var same in known.GroupBy(k => k.Score).OrderBy(g => g.Key))
        {
            blocks.Add((same.Key, same.Where(k => k.IsTrue).Sum(k => k.Weight), same.Sum(k => k.Weight)));
            while (blocks.Count > 1 && blocks[^2].True / blocks[^2].Weight >= blocks[^1].True / blocks[^1].Weight)
            {
                blocks[^2] = (blocks[^2].Score, blocks[^2].True + blocks[^1].True, blocks[^2].Weight + blocks[^1].Weight);
                blocks.RemoveAt(blocks.Count - 1);
            }
        }
        double[] from = [.. blocks.Select(b => b.Score)], share = [.. blocks.Select(b => b.True / b.Weight)];
        return score =>
        {
            int i = Array.BinarySearch(from, score);
            return share[Math.Max(0, i < 0 ? ~i - 1 : i)];
        };
    }
}
