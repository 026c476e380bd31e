using ProvenanceAudit.Works;

namespace ProvenanceAudit.Benchmarks.Paraphrases;

/// <summary>Precision, recall, granularity and plagdet of text alignment, macro-averaged (Potthast, Stein, Barrón-Cedeño, Rosso 2010).</summary>
internal readonly record struct Plagdet(double Precision, double Recall, double Granularity, int Detections)
{
    public double Score => Precision + Recall == 0 ? 0 : 2 * Precision * Recall / (Precision + Recall) / Math.Log2(1 + Granularity);

    public static Plagdet Of(IEnumerable<PanPair> pairs)
    {
        var recall = new List<double>();
        var precision = new List<double>();
        var times = new List<double>();
        foreach (PanPair pair in pairs)
        {
            foreach (PanPassages planted in pair.Planted)
            {
                (double covered, int count) = Covered(planted, pair.Found);
                recall.Add(covered);
                if (count > 0)
                    times.Add(count);
            }
            precision.AddRange(pair.Found.Select(found => Covered(found, pair.Planted).Share));
        }
        return new Plagdet(Mean(precision, 0), Mean(recall, 0), Mean(times, 1), precision.Count);
    }

    private static double Mean(List<double> numbers, double ofNone) => numbers.Count == 0 ? ofNone : numbers.Average();

    /// <summary>Share of the characters of a case, both sides together, that others cover which overlap it on both sides; and how many do.</summary>
    private static (double Share, int Count) Covered(PanPassages one, IReadOnlyList<PanPassages> others)
    {
        List<PanPassages> touching = [.. others.Where(other => other.Suspicious.Overlaps(one.Suspicious) && other.Source.Overlaps(one.Source))];
        int covered = Covered(one.Suspicious, touching.Select(static other => other.Suspicious)) + Covered(one.Source, touching.Select(static other => other.Source));
        return ((double)covered / (one.Suspicious.Length + one.Source.Length), touching.Count);
    }

    private static int Covered(TextSpan span, IEnumerable<TextSpan> others)
    {
        int covered = 0, end = span.Start;
        foreach (TextSpan other in others.OrderBy(static other => other.Start))
        {
            int from = Math.Max(end, other.Start), to = Math.Min(span.End, other.End);
            covered += Math.Max(0, to - from);
            end = Math.Max(end, to);
        }
        return covered;
    }
}
