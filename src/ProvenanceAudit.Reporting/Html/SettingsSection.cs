using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>Everything that has to be set alike to make the same report again.</summary>
internal static class SettingsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        MatchSettings settings = report.Settings;
        html.Line($"""
            <section id="settings" aria-labelledby="settings-title">
            <h2 id="settings-title">Settings</h2>
            <dl class="settings">
            <div><dt>Shortest run reported</dt><dd>{Numbers.Count(settings.MinimumWords, "word", "words")}</dd></div>
            <div><dt>Largest false discovery rate</dt><dd>{Numbers.Percent(settings.MaximumFalseDiscoveryRate)}</dd></div>
            <div><dt>Largest E-value of a significant match</dt><dd>{Largest(settings.MaximumEValue)}</dd></div>
            <div><dt>Lowest identity of a near-verbatim match</dt><dd>{Numbers.Percent(settings.MinimumIdentity)}</dd></div>
            <div><dt>Matches that are not
            significant</dt><dd>{(settings.ShowInsignificant ? "listed, marked" : "not listed")}</dd></div>
            <div><dt>Fingerprints</dt><dd><bdi>{report.FingerprintScheme}</bdi></dd></div>
            <div><dt>Compared with</dt><dd>{Numbers.Count(report.Catalog.Works, "work", "works")},
            {Numbers.Count(report.Catalog.Words, "word", "words")},
            {Numbers.Count(report.Catalog.Fingerprints, "fingerprint", "fingerprints")}</dd></div>
            <div><dt>Scanned</dt><dd>{Numbers.Count(report.Outputs.Outputs, "output", "outputs")},
            {Numbers.Count(report.Outputs.Words, "word", "words")}</dd></div>
            <div><dt>Threads</dt><dd>{settings.Threads}; results do not depend on it</dd></div>
            <div><dt>Version of the report format</dt><dd>{AuditReport.FormatVersion}</dd></div>
            </dl>
            </section>
            """);
    }

    private static string Largest(double eValue) => double.IsFinite(eValue) ? Numbers.EValue(eValue) : "as the false discovery rate allows";
}
