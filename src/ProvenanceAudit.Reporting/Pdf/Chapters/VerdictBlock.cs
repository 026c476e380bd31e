using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>The verdict on a work, with a bar for what each piece of evidence contributed to it.</summary>
internal static class VerdictBlock
{
    private const double BarHeight = 6;

    /// <summary>Writes it.</summary>
    public static void Write(Manuscript pages, CalibratedVerdict verdict)
    {
        pages.RunIn("Verdict", $"{VerdictWords.Statement(verdict)} {VerdictWords.Supposition(verdict)}");
        VerdictContribution[] shown = [.. VerdictWords.Shown(verdict)];
        double most = shown.Select(c => Math.Abs(c.LogOdds)).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        var table = new Table(pages.Flow, new Column("Evidence", 0.4), new Column("Found", 0.2), new Column("Away or towards", 0.26), new Column("Weight", 0.14, true));
        foreach (VerdictContribution contribution in shown)
        {
            table.Row(
                Cell.Of(VerdictWords.NameOf(contribution)), Cell.Of(VerdictWords.ValueOf(contribution)),
                new Cell([]) { Picture = (x, y, width) => DrawBar(pages.Flow, contribution.LogOdds / most, x, y, width) },
                Cell.Of(VerdictWords.WeightOf(contribution)));
        }
        pages.Flow.Y += 4;
        pages.Remark($"The odds begin with {VerdictWords.WeightOf(new VerdictContribution("", null, verdict.BaseLogOdds))}, those of the average finding. Model: {verdict.Model}.");
    }

    private static void DrawBar(PageFlow flow, double share, double x, double y, double width)
    {
        double middle = x + width / 2, length = double.IsFinite(share) ? Math.Min(1, Math.Abs(share)) * width / 2 : 0;
        if (length > 0)
            flow.Fill(share < 0 ? Styles.Edit : Styles.Accent, share < 0 ? middle - length : middle, y, length, BarHeight);
        flow.Fill(Styles.Muted, middle, y - 1, 0.5, BarHeight + 2);
    }
}
