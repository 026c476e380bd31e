using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;
using Spectre.Console;

namespace ProvenanceAudit.App.Terminal;

/// <summary>Sums up a report on the terminal.</summary>
internal static class ScanTable
{
    private const int WorksShown = 20;

    /// <summary>Prints the table of works and where the report lies.</summary>
    public static void Print(AuditReport report, string folder, long problems)
    {
        IAnsiConsole console = Terminals.Output;
        if (report.Findings.Count == 0)
        {
            console.WriteLine(
                $"Nothing found: no passage of {report.Catalog.Works:N0} works in {report.Outputs.Outputs:N0} outputs ({report.Outputs.Words:N0} words).");
        }
        else
        {
            console.Write(TableOf(report));
            if (report.Findings.Count > WorksShown)
                console.WriteLine($"and {report.Findings.Count - WorksShown:N0} more works, all in the report");
            console.WriteLine(
                $"{report.Outputs.OutputsWithMatches:N0} of {report.Outputs.Outputs:N0} outputs copy {report.Outputs.CopiedWords:N0} words "
                + $"from {report.Findings.Count:N0} of {report.Catalog.Works:N0} works.");
        }
        if (problems > 0)
            console.WriteLine($"{problems:N0} records have problems; the report names them.");
        console.WriteLine($"Report: {Path.Combine(folder, "report.html")}");
    }

    private static Table TableOf(AuditReport report)
    {
        Table table = new Table().Border(TableBorder.Rounded).AddColumn("Work").AddColumn(Number("Matches")).AddColumn(Number("Outputs"))
            .AddColumn(Number("Words copied")).AddColumn(Number("Longest run")).AddColumn(Number("Share of work"));
        foreach (Finding finding in report.Findings.Take(WorksShown))
        {
            table.AddRow(
                Cell(NameOf(finding.Work)), Cell($"{finding.MatchCount:N0}"), Cell($"{finding.OutputCount:N0}"), Cell($"{finding.CopiedWords:N0}"),
                Cell($"{finding.LongestRun:N0}"), Cell($"{100 * finding.ShareOfWork:0.0##} %"));
        }
        return table;
    }

    private static string NameOf(Work work)
    {
        string name = work.Contributors.Count == 0 ? work.Title : $"{work.Title} ({work.Contributors[0]})";
        return Terminals.Clean(name.Length <= 60 ? name : name[..59] + "…");
    }

    private static TableColumn Number(string title) => new TableColumn(title).RightAligned().NoWrap();

    private static Spectre.Console.Text Cell(string text) => new(text);
}
