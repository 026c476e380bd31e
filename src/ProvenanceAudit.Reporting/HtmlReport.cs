using ProvenanceAudit.Reporting.Html;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting;

/// <summary>
/// An audit report as one HTML file that needs nothing else: no script, no font, no picture, no connection. It is well-formed XML
/// too. Whatever comes from catalogs and outputs is shown as text, never taken as markup.
/// </summary>
public static class HtmlReport
{
    /// <summary>Writes the page section by section; memory does not grow with the number of matches.</summary>
    /// <param name="report">The report.</param>
    /// <param name="writer">Where to, as UTF-8; stays open.</param>
    /// <exception cref="IOException">The writer cannot write.</exception>
    public static void Write(AuditReport report, TextWriter writer)
    {
        var html = new HtmlWriter(writer);
        PageFrame.Open(html, report);
        SummarySection.Write(html, report);
        if (report.Outputs.Outputs > 0)
            ModelsSection.Write(html, report);
        if (report.Findings.Count > 0)
        {
            WorksSection.Write(html, report);
            PassagesSection.Write(html, report);
        }
        if (report.Findings.Any(f => f.Verdict is not null))
            VerdictSection.WriteMeaning(html);
        if (report.NotFound is WorksNotFound missing)
            NotFoundSection.Write(html, missing);
        ProblemsSection.Write(html, report);
        SettingsSection.Write(html, report);
        MethodSection.Write(html, report);
        LimitsSection.Write(html, report);
        GlossarySection.Write(html);
        PageFrame.Close(html, report);
    }
}
