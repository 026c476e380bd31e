using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>A bar for the works most copied from, and a row for each work found, with the page of its passages.</summary>
internal static class WorksChapter
{
    private const int MostBars = 12;

    /// <summary>Name of the place of a work's passages.</summary>
    public static string AnchorOf(int finding) => $"work-{Numbers.Plain(finding + 1)}";

    /// <summary>Writes the chapter.</summary>
    public static void Write(Manuscript pages, AuditReport report)
    {
        pages.Chapter("Works", "works", keep: 300);
        pages.Paragraph("Works whose text was found in outputs, the most copied words first. The strip is the work from its " +
            "beginning to its end, dark where it was copied.");
        if (report.Findings.Count > 1)
        {
            string title = report.Findings.Count > MostBars ? $"Copied words, the {MostBars} works with the most"
                : "Copied words by work";
            Pictures.BarChart(pages.Flow, title, [.. report.Findings.Take(MostBars).Select(f => new Bar(
                PrintableText.OneLine(f.Work.Title, Styles.Small, 80), f.CopiedWords, Numbers.Whole(f.CopiedWords)))]);
            pages.Flow.Y += 12;
        }
        var table = new Table(
            pages.Flow, new Column("Work", 0.31), new Column("Rights", 0.18), new Column("Matches", 0.09, true),
            new Column("Copied words", 0.1, true),
            new Column("Longest run", 0.09, true), new Column("Share of work", 0.17), new Column("Page", 0.06, true));
        for (int i = 0; i < report.Findings.Count; i++)
            WriteRow(table, pages.Flow, report.Findings[i], AnchorOf(i));
    }

    private static void WriteRow(Table table, PageFlow flow, Finding finding, string anchor)
    {
        Work work = finding.Work;
        string by = string.Join(", ", work.Contributors);
        if (work.Published is string published)
            by += by.Length > 0 ? $", {published}" : published;
        table.Row(
            new Cell(PrintableText.OneLine(work.Title, Styles.SmallBold, 200))
            {
                Under = PrintableText.OneLine(by, Styles.SmallMuted, 160),
                Link = anchor,
            },
            new Cell(PrintableText.OneLine(work.RightsHolder ?? "Holder not stated", Styles.Small, 120))
            {
                Under = PrintableText.OneLine(work.Licence ?? "Licence not stated", Styles.SmallMuted, 120),
            },
            Cell.Of(Numbers.Whole(finding.MatchCount)), Cell.Of(Numbers.Whole(finding.CopiedWords)),
            Cell.Of(Numbers.Whole(finding.LongestRun)),
            Cell.Of(Numbers.Percent(finding.ShareOfWork)) with
            {
                Picture = (x, y, width) => Pictures.Coverage(flow, finding.Coverage, x, y, width, 8),
            },
            Cell.Of("") with { PageOf = anchor });
    }
}
