using System.Globalization;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>What of the input could not be used, and why.</summary>
internal static class ProblemsSection
{
    // A file of the wrong kind can give a problem a line; a reader needs no more of them, and the JSON report has them all.
    private const int MostShown = 1_000;

    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="problems" aria-labelledby="problems-title">
            <h2 id="problems-title">Input problems</h2>
            """);
        if (report.Problems.Count == 0)
            html.Line($"<p>There were none: every record of the catalog and of the outputs was used.</p>");
        else
            WriteTable(html, report.Problems);
        html.Line($"</section>");
    }

    private static void WriteTable(HtmlWriter html, IReadOnlyList<InputProblem> problems)
    {
        html.Line($"""
            <table class="stack">
            <caption>Records that could not be used, or were used with a reservation.</caption>
            <thead><tr><th scope="col">File</th><th scope="col" class="number">Line</th><th scope="col">Record</th>
            <th scope="col">Reason</th></tr></thead>
            <tbody>
            """);
        foreach (InputProblem problem in problems.Take(MostShown))
        {
            string line = problem.Line > 0 ? problem.Line.ToString(CultureInfo.InvariantCulture) : "whole file";
            html.Line($"""
                <tr><th scope="row"><bdi>{problem.File}</bdi></th>
                <td class="number" data-label="Line">{line}</td>
                <td data-label="Record"><bdi>{problem.RecordId ?? "not known"}</bdi></td>
                <td data-label="Reason"><bdi>{problem.Reason}</bdi></td></tr>
                """);
        }
        html.Line($"""
            </tbody>
            </table>
            """);
        if (problems.Count > MostShown)
        {
            html.Line($"""
                <p class="note">{Numbers.Count(problems.Count - MostShown, "more problem is", "more problems are")} in
                <code>report.json</code>.</p>
                """);
        }
    }
}
