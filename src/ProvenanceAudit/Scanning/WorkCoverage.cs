using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>How much of a work its matches cover, and where.</summary>
/// <param name="Share">Share of the work's characters that a match covers, 0 to 1.</param>
/// <param name="Slices">Share of characters covered in each of equal slices of the work, 0 to 1.</param>
public sealed record WorkCoverage(double Share, IReadOnlyList<double> Slices)
{
    private const int SliceCount = 100;

    /// <summary>Sums up spans, which may overlap.</summary>
    /// <param name="spans">Spans in the work's text.</param>
    /// <param name="length">Length of the text in UTF-16 code units.</param>
    public static WorkCoverage Of(IEnumerable<TextSpan> spans, int length)
    {
        List<TextSpan> covered = Union(spans);
        return new WorkCoverage(Math.Min(1, covered.Sum(s => (double)s.Length) / Math.Max(1, length)), SlicesOf(covered, length));
    }

    private static double[] SlicesOf(List<TextSpan> covered, int length)
    {
        double[] coverage = new double[SliceCount];
        double slice = Math.Max(1, length) / (double)SliceCount;
        foreach (TextSpan span in covered)
        {
            int last = Math.Min(SliceCount - 1, (int)(span.End / slice));
            for (int i = (int)(span.Start / slice); i <= last; i++)
                coverage[i] += Math.Max(0, Math.Min(span.End, (i + 1) * slice) - Math.Max(span.Start, i * slice)) / slice;
        }
        for (int i = 0; i < coverage.Length; i++)
            coverage[i] = Math.Clamp(coverage[i], 0, 1);
        return coverage;
    }

    private static List<TextSpan> Union(IEnumerable<TextSpan> spans)
    {
        var union = new List<TextSpan>();
        foreach (TextSpan span in spans.OrderBy(s => s.Start))
        {
            if (union.Count > 0 && span.Start <= union[^1].End)
                union[^1] = union[^1] with { End = Math.Max(union[^1].End, span.End) };
            else
                union.Add(span);
        }
        return union;
    }
}
