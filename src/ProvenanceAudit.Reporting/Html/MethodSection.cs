using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>How matches are found.</summary>
internal static class MethodSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="method" aria-labelledby="method-title">
            <h2 id="method-title">Method</h2>
            <ol class="prose">
            """);
        foreach ((string name, string text) in Method.Steps(report))
            html.Line($"<li><strong>{name}.</strong> {text}</li>");
        html.Line($"</ol>");
        if (!string.IsNullOrWhiteSpace(report.Significance.Method))
            html.Line($"""<p class="prose">{report.Significance.Method}</p>""");
        if (Method.DecoyControl(report) is string control)
            html.Line($"""<p class="prose">{control}</p>""");
        html.Line($"</section>");
    }
}
