using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>The works that were searched for in vain.</summary>
internal static class NotFoundChapter
{
    /// <summary>Writes the chapter, if it is known.</summary>
    public static void Write(Manuscript pages, AuditReport report)
    {
        if (report.NotFound is not WorksNotFound missing)
            return;
        pages.Chapter("What was not found", "not-found");
        if (missing.Count == 0)
        {
            pages.Paragraph("Text of every work of the catalog was found.");
            return;
        }
        pages.Paragraph($"Of {Numbers.Count(missing.Count, "work", "works")} no passage was found that the report lists. A " +
            "model that did not repeat a work here may still have been trained on it.");
        if (missing.Listed.Count < missing.Count)
            pages.Remark($"The first {Numbers.Whole(missing.Listed.Count)} of them are listed here, by title.");
        var table = new Table(
            pages.Flow, new Column("Work", 0.45), new Column("Contributors", 0.26), new Column("Published", 0.12),
            new Column("Work id", 0.17));
        foreach (Work work in missing.Listed)
        {
            table.Row(
                new Cell(PrintableText.OneLine(work.Title, Styles.Small, 160)),
                new Cell(PrintableText.OneLine(string.Join(", ", work.Contributors), Styles.Small, 120)),
                new Cell(PrintableText.OneLine(work.Published ?? "", Styles.Small, 20)),
                new Cell(PrintableText.OneLine(work.Id, Styles.SmallMuted, 60)));
        }
    }
}
