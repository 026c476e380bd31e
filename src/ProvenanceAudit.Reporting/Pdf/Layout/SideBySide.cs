using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>One side of a passage.</summary>
/// <param name="Caption">Whose words these are.</param>
/// <param name="Under">Where they stand.</param>
/// <param name="Text">The words.</param>
internal sealed record Side(IReadOnlyList<StyledText> Caption, IReadOnlyList<StyledText> Under, IReadOnlyList<StyledText> Text);

/// <summary>
/// Two texts in columns beside each other. Where they go on over pages, both stop at the same height, and the captions are
/// repeated.
/// </summary>
internal static class SideBySide
{
    private const double Gutter = 22;
    private const double ColumnWidth = (PageArea.Width - Gutter) / 2;
    private const double Padding = 5;
    private const double SecondColumn = PageArea.Left + ColumnWidth + Gutter;

    /// <summary>Height of captions and the first lines, which keep together, in points.</summary>
    public static double LeastHeight(Side left, Side right) =>
        CaptionHeight(CaptionOf(left, false), CaptionOf(right, false)) + 4 * Styles.PassageLeading;

    /// <summary>Sets both sides.</summary>
    public static void Draw(PageFlow flow, Side left, Side right)
    {
        List<TextLine> first = LineBreaker.Break(left.Text, ColumnWidth - 2);
        List<TextLine> second = LineBreaker.Break(right.Text, ColumnWidth - 2);
        flow.EnsureRoom(LeastHeight(left, right));
        DrawCaptions(flow, CaptionOf(left, false), CaptionOf(right, false));
        int rows = Math.Max(first.Count, second.Count);
        for (int next = 0; next < rows;)
        {
            int count = flow.LinesThatFit(rows - next, Styles.PassageLeading);
            if (count == 0)
            {
                flow.NewPage();
                DrawCaptions(flow, CaptionOf(left, true), CaptionOf(right, true));
                continue;
            }
            // Column by column, so that what is copied from the page reads on.
            DrawColumn(flow, first, next, count, PageArea.Left);
            DrawColumn(flow, second, next, count, SecondColumn);
            flow.Fill(Styles.Hairline, PageArea.Left + ColumnWidth + Gutter / 2, flow.Y, 0.5, count * Styles.PassageLeading);
            flow.Y += count * Styles.PassageLeading;
            next += count;
        }
    }

    private static void DrawColumn(PageFlow flow, List<TextLine> lines, int from, int count, double x)
    {
        for (int i = from; i < Math.Min(from + count, lines.Count); i++)
            flow.Draw(lines[i], x, flow.Y + (i - from) * Styles.PassageLeading, Styles.PassageLeading);
    }

    private static List<TextLine> CaptionOf(Side side, bool continued)
    {
        IEnumerable<StyledText> caption = continued
            ? [.. side.Caption, new StyledText(" (continued)", Styles.SmallMuted)] : side.Caption;
        return [.. LineBreaker.Break(caption, ColumnWidth - 2 * Padding),
            .. LineBreaker.Break(side.Under, ColumnWidth - 2 * Padding)];
    }

    private static double CaptionHeight(List<TextLine> left, List<TextLine> right) =>
        Math.Max(left.Count, right.Count) * Styles.SmallLeading + 2 * Padding + 6;

    private static void DrawCaptions(PageFlow flow, List<TextLine> left, List<TextLine> right)
    {
        double height = CaptionHeight(left, right);
        foreach ((List<TextLine> lines, double x) in new[] { (left, PageArea.Left), (right, SecondColumn) })
        {
            flow.Fill(Styles.Band, x, flow.Y, ColumnWidth, height - 6);
            for (int i = 0; i < lines.Count; i++)
                flow.Draw(lines[i], x + Padding, flow.Y + Padding + i * Styles.SmallLeading, Styles.SmallLeading);
        }
        flow.Y += height;
    }
}
