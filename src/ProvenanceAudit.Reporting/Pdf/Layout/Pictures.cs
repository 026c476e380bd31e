using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>A bar of a chart.</summary>
/// <param name="Label">What it is of.</param>
/// <param name="Value">Its length, 0 or more, in the unit of all bars of the chart.</param>
/// <param name="Shown">The value as the reader sees it.</param>
internal sealed record Bar(IReadOnlyList<StyledText> Label, double Value, string Shown);

/// <summary>Charts, drawn as plain rectangles with their numbers beside them.</summary>
internal static class Pictures
{
    private const double LabelWidth = 150;
    private const double ValueWidth = 70;
    private const double BarHeight = 9;
    private const double BarPitch = 17;

    /// <summary>Bars beside their labels, the longest filling the width; a title above.</summary>
    public static void BarChart(PageFlow flow, string title, IReadOnlyList<Bar> bars)
    {
        flow.EnsureRoom(22 + Math.Min(bars.Count, 4) * BarPitch);
        flow.Draw(Line(PrintableText.Of(title, Styles.SmallBold), PageArea.Width), PageArea.Left, flow.Y, 14);
        flow.Y += 18;
        double longest = Math.Max(bars.Max(b => b.Value), double.Epsilon), room = PageArea.Width - LabelWidth - ValueWidth;
        foreach (Bar bar in bars)
        {
            flow.EnsureRoom(BarPitch);
            TextLine label = Line(bar.Label, LabelWidth - 10);
            flow.Draw(label, PageArea.Left + LabelWidth - 10 - label.Width, flow.Y, BarPitch);
            double width = bar.Value > 0 ? Math.Max(0.8, room * bar.Value / longest) : 0, x = PageArea.Left + LabelWidth;
            flow.Fill(Styles.Accent, x, flow.Y + (BarPitch - BarHeight) / 2, width, BarHeight);
            flow.Fill(Styles.Muted, x, flow.Y, 0.5, BarPitch);
            flow.Draw(Line([new StyledText(bar.Shown, Styles.Small)], ValueWidth), x + width + 6, flow.Y, BarPitch);
            flow.Y += BarPitch;
        }
    }

    /// <summary>A work as a strip from its beginning to its end, dark where it was copied.</summary>
    public static void Coverage(PageFlow flow, IReadOnlyList<double> coverage, double x, double y, double width, double height)
    {
        flow.Fill(Styles.Band, x, y, width, height);
        double slice = width / Math.Max(1, coverage.Count);
        for (int i = 0; i < coverage.Count; i++)
        {
            double share = Numbers.Drawable(coverage[i]);
            if (share == 0)
                continue;
            // Height as well as ink tells how much, and a single sentence is still seen.
            double part = height * (0.35 + 0.65 * share);
            flow.Fill(Styles.Accent, x + i * slice, y + height - part, slice + (i + 1 < coverage.Count ? 0.05 : 0), part);
        }
        flow.Fill(Styles.Hairline, x, y + height, width, 0.5);
    }

    private static TextLine Line(IReadOnlyList<StyledText> text, double width)
    {
        List<TextLine> lines = LineBreaker.Break(text, width);
        if (lines.Count == 0)
            return new TextLine([], 0);
        if (lines.Count == 1)
            return lines[0];
        // A label that is too long for its line ends in an ellipsis.
        TextStyle style = text[0].Style;
        double room = width - style.WidthOf("…");
        TextLine cut = LineBreaker.Break(text, room)[0];
        return new TextLine([.. cut.Pieces, new LinePiece("…", style, cut.Width, style.WidthOf("…"))],
            cut.Width + style.WidthOf("…"));
    }
}
