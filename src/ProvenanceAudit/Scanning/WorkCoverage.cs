using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>How much of a work its copied passages cover, and where.</summary>
public static class WorkCoverage
{
    /// <summary>Slices of <see cref="SlicesOf"/>.</summary>
    public const int Slices = 100;

    /// <summary>The spans in order, those that touch or overlap made one.</summary>
    public static IReadOnlyList<TextSpan> Union(IEnumerable<TextSpan> spans)
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

    /// <summary>Share of a text that a <see cref="Union"/> covers, 0 to 1.</summary>
    /// <param name="union">Spans that do not overlap.</param>
    /// <param name="length">Length of the text, in UTF-16 code units.</param>
    public static double ShareOf(IReadOnlyList<TextSpan> union, int length) => union.Sum(s => (double)s.Length) / Math.Max(1, length);

    /// <summary>Share covered in each of 100 equal slices of a text, 0 to 1.</summary>
    /// <param name="union">Spans that do not overlap.</param>
    /// <param name="length">Length of the text, in UTF-16 code units.</param>
    public static double[] SlicesOf(IReadOnlyList<TextSpan> union, int length)
    {
        double[] coverage = new double[Slices];
        double slice = Math.Max(1, length) / (double)Slices;
        foreach (TextSpan span in union)
        {
            int last = Math.Min(Slices - 1, (int)(span.End / slice));
            for (int i = (int)(span.Start / slice); i <= last; i++)
                coverage[i] += Math.Max(0, Math.Min(span.End, (i + 1) * slice) - Math.Max(span.Start, i * slice)) / slice;
        }
        for (int i = 0; i < coverage.Length; i++)
            coverage[i] = Math.Clamp(coverage[i], 0, 1);
        return coverage;
    }
}
