using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>A bar and a row for each model.</summary>
internal static class ModelsChapter
{
    private const int MostBars = 15;

    /// <summary>Writes the chapter.</summary>
    public static void Write(Manuscript pages, AuditReport report)
    {
        pages.Chapter("Models", "models", keep: 120);
        pages.Paragraph("How much of what each model said is copied. A passage that a model recited in several outputs counts " +
            "in each of them.");
        if (report.Outputs.CopiedWords > 0)
        {
            Pictures.BarChart(pages.Flow, "Copied words by model", [.. report.Models.Take(MostBars).Select(m => new Bar(
                PrintableText.OneLine(m.Model, Styles.Small, 60), m.CopiedWords, Numbers.Whole(m.CopiedWords)))]);
            pages.Flow.Y += 12;
        }
        var table = new Table(
            pages.Flow, new Column("Model", 0.2), new Column("Asked", 0.26), new Column("Outputs", 0.1, true),
            new Column("With copies", 0.1, true),
            new Column("Words", 0.12, true), new Column("Copied words", 0.12, true), new Column("Longest run", 0.1, true));
        foreach (ModelSummary model in report.Models)
        {
            table.Row(
                Cell.Of(model.Model), Cell.Of(Times.Asked(model) ?? "not stated"),
                Cell.Of(Numbers.Whole(model.Outputs)), Cell.Of(Numbers.Whole(model.OutputsWithMatches)),
                Cell.Of(Numbers.Whole(model.Words)),
                Cell.Of(Numbers.Whole(model.CopiedWords)) with
                {
                    Under = [new StyledText(Numbers.Percent(model.CopiedWords, model.Words), Styles.SmallMuted)],
                },
                Cell.Of(Numbers.Whole(model.LongestRun)));
        }
    }
}
