using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>What the report shows and what it does not, so that nobody claims more with it than it bears.</summary>
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
            <ul>
            <li>The outputs given and the works given hold the words shown, at the places stated. Anyone who has both texts can
            check every passage by hand.</li>
            <li>Runs of at least {Numbers.Count(report.Settings.MinimumWords, "word", "words")} were looked for in the same way in
            every output, whatever the model.</li>
            <li>The E-value of a match says how far chance can explain it: far below 1, not at all; near the limit of the
            settings, easily.</li>
            </ul>
            </div>
            <div>
            <h3>What it does not show</h3>
            <ul>
            <li>How a model came to a passage. It may have been trained on the work, on a quotation of it, or have had it in its
            prompt.</li>
            <li>Infringement. Whether a use is allowed depends on law, licence, length and purpose, which a program does not
            judge.</li>
            <li>Authorship. The source named is the earliest in the catalog, by the dates that the catalog states; older works
            outside it are not known here, and works may quote each other.</li>
            <li>Rights. Licence and rights holder are repeated from the catalog and were not verified.</li>
            <li>Absence. Outputs not given, works not in the catalog, paraphrases, translations and shorter runs are not covered.
            A model that did not repeat a work here may still have been trained on it.</li>
            </ul>
            </div>
            </div>
            <p class="prose">Characters that a page cannot hold (control characters, halves of surrogate pairs) or that would
            change the order in which a text is read are shown as �. The files <code>report.json</code> and
            <code>matches.jsonl</code> and the places stated refer to the texts as they were given.</p>
            </section>
            """);
    }
}
