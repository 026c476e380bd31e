using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>Everything that has to be set alike to make the same report again.</summary>
internal static class SettingsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="settings" aria-labelledby="settings-title">
            <h2 id="settings-title">Settings</h2>
            <dl class="settings">
            """);
        foreach ((string name, string value) in Settings.Of(report))
            html.Line($"<div><dt>{name}</dt><dd><bdi>{value}</bdi></dd></div>");
        html.Line($"""
            </dl>
            </section>
            """);
    }
}
