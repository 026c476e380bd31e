using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>Work by work, what is known of it and its passages side by side.</summary>
internal static class PassagesSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="passages" aria-labelledby="passages-title">
            <h2 id="passages-title">Passages</h2>
            <p class="legend">The model's output stands first, the work beside it or, on a narrow screen, below it. <mark>Marked
            words</mark> are identical on both sides. Words <span class="edit">underlined</span> differ or stand on one side only.
            <span class="context">Grey text</span> is what stands around the passage.</p>
            """);
        if (report.Similarity is not null)
        {
            html.Line($"""
                <p class="legend">In a paraphrase, <span class="pair"><span class="pair-number">1</span>stretches with the same
                number</span> say the same in other words; what words they share is marked.</p>
                """);
        }
        for (int i = 0; i < report.Findings.Count; i++)
            WriteWork(html, report.Findings[i], i);
        html.Line($"</section>");
    }

    private static void WriteWork(HtmlWriter html, Finding finding, int place)
    {
        Work work = finding.Work;
        string anchor = Anchors.OfWork(place);
        html.Line($"""
            <section class="work" id="{anchor}" aria-labelledby="{anchor}-title">
            <header>
            <h3 id="{anchor}-title"><bdi{new LanguageAttribute(work.Language)}>{work.Title}</bdi></h3>
            """);
        if (work.Contributors.Count > 0)
            html.Line($"""<p class="by"><bdi>{string.Join(", ", work.Contributors)}</bdi></p>""");
        html.Line($"""
            <dl class="facts">
            <div><dt>Licence</dt><dd><bdi>{work.Licence ?? "Not stated"}</bdi></dd></div>
            <div><dt>Rights holder</dt><dd><bdi>{work.RightsHolder ?? "Not stated"}</bdi></dd></div>
            <div><dt>Published</dt><dd><bdi>{work.Published ?? "Not stated"}</bdi></dd></div>
            <div><dt>Language</dt><dd><bdi>{work.Language ?? "Not stated"}</bdi></dd></div>
            <div><dt>Work id</dt><dd><bdi>{work.Id}</bdi></dd></div>
            """);
        foreach ((string scheme, string value) in work.Identifiers)
            html.Line($"<div><dt><bdi>{scheme}</bdi></dt><dd><bdi>{value}</bdi></dd></div>");
        html.Line($"""
            </dl>
            <p>{Numbers.Count(finding.CopiedWords, "word", "words")} copied in
            {Numbers.Count(finding.MatchCount, "match", "matches")} of {Numbers.Count(finding.OutputCount, "output", "outputs")};
            the longest run is {Numbers.Count(finding.LongestRun, "word", "words")}. Together they cover
            {Numbers.Percent(finding.ShareOfWork)} of the work, which has {Numbers.Count(finding.WorkWords, "word", "words")}.
            """);
        if (finding.ParaphraseCount > 0)
        {
            html.Line($"""
                {Numbers.Count(finding.ParaphraseCount, "match is a paraphrase", "matches are paraphrases")}, of which identical
                words alone count as copied.
                """);
        }
        html.Line($"</p>");
        CoverageStrip.Write(html, finding.Coverage);
        if (finding.Verdict is CalibratedVerdict judged)
            VerdictSection.Write(html, judged);
        if (finding.Decision is FindingDecision decision)
        {
            (string verdict, string by) = Times.Decided(decision);
            string end = decision.Reason is null ? "." : ": ";
            html.Line($"<p><strong>{verdict}</strong><bdi>{by}</bdi>{end}<bdi>{decision.Reason}</bdi></p>");
        }
        html.Line($"</header>");
        if (finding.MatchCount > finding.Matches.Count)
        {
            html.Line($"""
                <p class="note">{(finding.Matches.Count == 0 ? "None" : $"The strongest {Numbers.Whole(finding.Matches.Count)}")}
                of {Numbers.Count(finding.MatchCount, "match", "matches")} {(finding.Matches.Count == 1 ? "is" : "are")} shown
                here; all of them are in <code>matches.jsonl</code>.</p>
                """);
        }
        for (int i = 0; i < finding.Matches.Count; i++)
            MatchArticle.Write(html, work, finding.Matches[i], Anchors.OfMatch(place, i), i + 1);
        html.Line($"""
            <p class="back"><a href="#works">All works</a></p>
            </section>
            """);
    }
}
