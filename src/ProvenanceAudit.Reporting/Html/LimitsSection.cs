using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>What the report shows and what it does not.</summary>
internal static class LimitsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="limits" aria-labelledby="limits-title">
            <h2 id="limits-title">Limits</h2>
            <div class="columns">
            <div>
            <h3>What this report shows</h3>
            """);
        WriteList(html, Limits.Shown(report));
        html.Line($"""
            </div>
            <div>
            <h3>What it does not show</h3>
            """);
        WriteList(html, Limits.NotShown(report));
        html.Line($"""
            </div>
            </div>
            <p class="prose">Characters that a page cannot hold (control characters, halves of surrogate pairs) or that would
            change the order in which a text is read are shown as �. The files <code>report.json</code> and
            <code>matches.jsonl</code> and the places stated refer to the texts as they were given.</p>
            </section>
            """);
    }

    private static void WriteList(HtmlWriter html, string[] points)
    {
        html.Line($"<ul>");
        foreach (string point in points)
            html.Line($"<li>{point}</li>");
        html.Line($"</ul>");
    }
}
