using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>How matches are found, for a reader who is no engineer.</summary>
internal static class MethodSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="method" aria-labelledby="method-title">
            <h2 id="method-title">Method</h2>
            <ol class="prose">
            <li><strong>Words.</strong> Outputs and works are cut into words in the same way. Case, punctuation, line breaks,
            hyphens at line ends and typographic variants of a letter make no difference. In scripts that put no spaces between
            words, each character counts as a word.</li>
            <li><strong>Fingerprints.</strong> Of each short sequence of words in the works a number is computed, and a selection
            of these numbers is kept so that every sufficiently long run of words that two texts share is certain to share one
            (winnowing: Schleimer, Wilkerson and Aiken, 2003). This scan used <code>{report.FingerprintScheme}</code>.</li>
            <li><strong>Passages.</strong> Where an output and a work share a fingerprint, their words are compared one by one,
            forwards and backwards, as far as they are identical; then over single words changed, added or left out, as long as
            more is gained than lost. What is reported was compared word by word: a shared fingerprint alone is never
            reported.</li>
            <li><strong>Sources.</strong> A passage that stands in several works is one match. Of the works that hold nearly all
            of it, the earliest published is named as the source; the others are listed with it.</li>
            <li><strong>Chance.</strong> Common phrases are shared by chance. The E-value says how many matches at least as
            telling chance alone would be expected to give in the whole scan. Matches are significant up to the E-value at which
            no more than {Numbers.Percent(report.Settings.MaximumFalseDiscoveryRate)} of them may be chance.</li>
            </ol>
            """);
        if (!string.IsNullOrWhiteSpace(report.Significance.Method))
            html.Line($"""<p class="prose">{report.Significance.Method}</p>""");
        if (report.Significance.FalseDiscoveryRate is double rate)
        {
            html.Line($"""
                <p class="prose">At this threshold decoys, scaled to the size of this scan, give
                {Numbers.EValue(report.Significance.DecoyMatches ?? double.NaN)} matches beside
                {Numbers.Count(report.Significance.SignificantMatches, "significant match", "significant matches")}: a false
                discovery rate of {Numbers.Percent(rate)}.</p>
                """);
        }
        html.Line($"</section>");
    }
}
