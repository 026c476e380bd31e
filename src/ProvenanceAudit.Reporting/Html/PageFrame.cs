using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>What stands around the sections: the head of the file, the title block, the contents, the foot.</summary>
internal static class PageFrame
{
    // Even if a text were taken for markup, the browser would run and load nothing.
    private const string Policy =
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; base-uri 'none'; form-action 'none'";

    /// <summary>Everything before the first section.</summary>
    public static void Open(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <!DOCTYPE html>
            <html lang="en">
            <head>
            <meta charset="utf-8"/>
            <meta http-equiv="Content-Security-Policy" content="{Policy}"/>
            <meta name="viewport" content="width=device-width, initial-scale=1"/>
            <meta name="referrer" content="no-referrer"/>
            <meta name="color-scheme" content="light dark"/>
            <meta name="generator" content="ProvenanceAudit {report.ToolVersion}"/>
            <title>Copied text in {report.Outputs.Name}, compared with {report.Catalog.Name}</title>
            <style>
            {StyleSheet.Report}</style>
            </head>
            <body>
            <a class="skip" href="#summary">Skip to the summary</a>
            <header class="title">
            <p class="kicker">ProvenanceAudit <span>Report on copied text</span></p>
            <h1>Copied text in model outputs</h1>
            <dl class="facts">
            """);
        WriteSubject(html, report);
        html.Line($"""
            <div><dt>Outputs</dt><dd><bdi>{report.Outputs.Name}</bdi></dd></div>
            <div><dt>Compared with</dt><dd><bdi>{report.Catalog.Name}</bdi></dd></div>
            <div><dt>Scan ended</dt><dd><time
            datetime="{Numbers.MachineTime(report.Created)}">{Numbers.Time(report.Created)}</time></dd></div>
            <div><dt>Made by</dt><dd>ProvenanceAudit <bdi>{report.ToolVersion}</bdi></dd></div>
            </dl>
            </header>
            <div class="page">
            """);
        WriteContents(html, report);
        html.Line($"<main>");
    }

    /// <summary>Everything after the last section.</summary>
    public static void Close(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            </main>
            </div>
            <footer>
            <p>ProvenanceAudit <bdi>{report.ToolVersion}</bdi>, {Numbers.Time(report.Created)}. The same data for programs:
            report.json; every match, one a line: matches.jsonl.</p>
            </footer>
            </body>
            </html>
            """);
    }

    private static void WriteSubject(HtmlWriter html, AuditReport report)
    {
        (string Name, string? Value)[] facts =
        [
            ("Report id", report.ReportId), ("Rights holder", report.Subject?.RightsHolder), ("Catalog", report.Subject?.Catalog),
            ("Period", Times.PeriodOf(report.Subject)),
        ];
        foreach ((string name, string? value) in facts.Where(fact => fact.Value is not null))
            html.Line($"<div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>");
    }

    private static void WriteContents(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <nav class="contents" aria-label="Contents">
            <ol>
            <li><a href="#summary">Summary</a></li>
            """);
        if (report.Outputs.Outputs > 0)
            html.Line($"""<li><a href="#models">Models</a></li>""");
        if (report.Findings.Count > 0)
        {
            html.Line($"""
                <li><a href="#works">Works</a></li>
                <li><a href="#passages">Passages</a></li>
                """);
        }
        if (report.Findings.Any(f => f.Verdict is not null))
            html.Line($"""<li><a href="#verdicts">Verdicts</a></li>""");
        if (report.NotFound is not null)
            html.Line($"""<li><a href="#not-found">Works not found</a></li>""");
        html.Line($"""
            <li><a href="#problems">Input problems</a></li>
            <li><a href="#settings">Settings</a></li>
            <li><a href="#method">Method</a></li>
            <li><a href="#limits">Limits</a></li>
            <li><a href="#glossary">Glossary</a></li>
            </ol>
            </nav>
            """);
    }
}
