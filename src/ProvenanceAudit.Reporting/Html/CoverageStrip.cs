namespace ProvenanceAudit.Reporting.Html;

/// <summary>A work as a strip from its beginning to its end, dark where it was copied.</summary>
internal static class CoverageStrip
{
    // A slice of which one sentence was copied has to be seen as well.
    private const double FaintestInk = 0.4;

    /// <summary>Draws the strip.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="coverage">Share covered in each of equal slices of the work, 0 to 1.</param>
    public static void Write(HtmlWriter html, IReadOnlyList<double> coverage)
    {
        string slices = Numbers.Plain(Math.Max(1, coverage.Count));
        html.Write($"""
            <svg class="strip" viewBox="0 0 {slices} 10" preserveAspectRatio="none"
            role="img"><title>{Describe(coverage)}</title><rect class="track" width="{slices}" height="10"/>
            """);
        for (int start = 0, end; start < coverage.Count; start = end)
        {
            double ink = InkOf(coverage[start]);
            end = start + 1;
            while (end < coverage.Count && InkOf(coverage[end]) == ink)
                end++;
            if (ink == 0)
                continue;
            html.Write($"""
                <rect x="{Numbers.Plain(start)}" width="{Numbers.Plain(end - start)}" height="10"
                fill-opacity="{Numbers.Plain(ink)}"/>
                """);
        }
        html.Line($"</svg>");
    }

    private static double InkOf(double share)
    {
        double drawable = Numbers.Drawable(share);
        return drawable > 0 ? Math.Round(FaintestInk + (1 - FaintestInk) * drawable, 2) : 0;
    }

    private static string Describe(IReadOnlyList<double> coverage)
    {
        int copied = 0, first = 0, last = 0;
        for (int i = 0; i < coverage.Count; i++)
        {
            if (InkOf(coverage[i]) == 0)
                continue;
            if (copied++ == 0)
                first = i;
            last = i;
        }
        return copied == 0
            ? "No part of the work is covered"
            : $"Copied text in {Numbers.Whole(copied)} of {Numbers.Whole(coverage.Count)} slices of the work, between " +
                $"{Numbers.Percent(first, coverage.Count)} and {Numbers.Percent(last + 1, coverage.Count)} of its length";
    }
}
