using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;
using Spectre.Console;

namespace ProvenanceAudit.App.Terminal;

/// <summary>Sums up a report on the terminal.</summary>
internal static class ScanTable
{
    private const int WorksShown = 20;

    // What the other columns take of a line; a work's name gets the rest, so that each work stands on one line.
    private const int WidthWithoutNames = 56;
    private const int ShortestName = 20;
    private const int LongestName = 60;

    /// <summary>Prints the table of works and where the report lies.</summary>
    /// <param name="report">The report.</param>
    /// <param name="path">Path of the page for people.</param>
    /// <param name="problems">Number of records that could not be used, or not fully.</param>
    public static void Print(AuditReport report, string path, long problems)
    {
        IAnsiConsole console = Terminals.Output;
        if (report.Findings.Count == 0)
        {
            string scanned = $"{Amount.Of(report.Outputs.Outputs, "output")} ({Amount.Of(report.Outputs.Words, "word")})";
            console.WriteLine($"Nothing found: no passage of {Amount.Of(report.Catalog.Works, "work")} in {scanned}.");
        }
        else
        {
            console.Write(TableOf(report, Math.Clamp(console.Profile.Width - WidthWithoutNames, ShortestName, LongestName)));
            if (report.Findings.Count > WorksShown)
                console.WriteLine($"and {Amount.Of(report.Findings.Count - WorksShown, "more work")}, all in the report");
            string outputs = $"{report.Outputs.OutputsWithMatches:N0} of {Amount.Of(report.Outputs.Outputs, "output")}";
            string works = $"{report.Findings.Count:N0} of {Amount.Of(report.Catalog.Works, "work")}";
            console.WriteLine($"Copied: {Amount.Of(report.Outputs.CopiedWords, "word")} in {outputs}, from {works}.");
            if (report.Similarity is { SignificantParaphrases: > 0 and long paraphrases })
                console.WriteLine($"Reworded: {Amount.Of(paraphrases, "paraphrase")}, shown apart from copies in the report.");
        }
        if (problems > 0)
            console.WriteLine($"Input: {Amount.Of(problems, "problem")}, named in the report.");
        console.WriteLine($"Report: {path}");
    }

    private static Table TableOf(AuditReport report, int nameLength)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn(new TableColumn("Work").NoWrap())
            .AddColumn(Number("Matches")).AddColumn(Number("Outputs")).AddColumn(Number("Words")).AddColumn(Number("Longest"))
            .AddColumn(Number("Of work"));
        foreach (Finding finding in report.Findings.Take(WorksShown))
        {
            table.AddRow(
                Cell(NameOf(finding.Work, nameLength)), Cell($"{finding.MatchCount:N0}"), Cell($"{finding.OutputCount:N0}"),
                Cell($"{finding.CopiedWords:N0}"), Cell($"{finding.LongestRun:N0}"), Cell(Share(finding.ShareOfWork)));
        }
        return table;
    }

    private static string NameOf(Work work, int length)
    {
        string name = work.Contributors.Count == 0 ? work.Title : $"{work.Title} ({work.Contributors[0]})";
        return Terminals.Clean(name.Length <= length ? name : name[..(length - 1)] + "…");
    }

    // One decimal, or as many as a small share needs to be told from nothing.
    private static string Share(double share) => share >= 0.001 ? $"{100 * share:F1} %" : $"{100 * share:0.####} %";

    private static TableColumn Number(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static Spectre.Console.Text Cell(string text) => new(text);
}
