using System.Globalization;
using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>What of the input could not be used, and why.</summary>
internal static class ProblemsChapter
{
    private const int MostShown = 500;

    /// <summary>Writes the chapter.</summary>
    public static void Write(Manuscript pages, AuditReport report)
    {
        pages.Chapter("Problems with inputs", "problems", keep: 120);
        if (report.Problems.Count == 0)
        {
            pages.Paragraph("There were none: every record of the catalog and of the outputs was used.");
            return;
        }
        pages.Paragraph("Records that could not be used, or were used with a reservation.");
        if (report.Problems.Count > MostShown)
            pages.Remark($"The first {Numbers.Whole(MostShown)} of {Numbers.Whole(report.Problems.Count)} are listed here; " +
                "report.json has them all.");
        var table = new Table(
            pages.Flow, new Column("File", 0.27), new Column("Line", 0.1, true), new Column("Record", 0.18),
            new Column("Reason", 0.45));
        foreach (InputProblem problem in report.Problems.Take(MostShown))
        {
            table.Row(
                Cell.Of(problem.File),
                Cell.Of(problem.Line > 0 ? problem.Line.ToString(CultureInfo.InvariantCulture) : "whole file"),
                Cell.Of(problem.RecordId ?? "not known"), new Cell(PrintableText.OneLine(problem.Reason, Styles.Small, 500)));
        }
    }
}
