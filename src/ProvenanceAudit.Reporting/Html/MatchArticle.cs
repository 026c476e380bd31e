using ProvenanceAudit.Matching;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>One match: what is known of it, and both sides beside each other.</summary>
internal static class MatchArticle
{
    // A passage of more than about thirty lines scrolls on the screen, so that the next match is not pages away; print shows it
    // whole.
    private const int LongPassage = 2_400;

    // The core cuts prompts at this many code units.
    private const int LongestPrompt = 2_000;

    private const int MostOtherWorks = 10;

    /// <summary>Writes the match.</summary>
    public static void Write(HtmlWriter html, Work work, ReportedMatch reported, string anchor, int number)
    {
        Match match = reported.Match;
        html.Line($"""
            <article class="match" id="{anchor}" aria-labelledby="{anchor}-title">
            <header>
            <h4 id="{anchor}-title"><a href="#{anchor}">Match {number}</a></h4>
            """);
        WriteBadges(html, match);
        html.Line($"""
            <dl class="measures">
            <div><dt>Identical words</dt><dd>{match.Words}</dd></div>
            <div><dt>{(match.Similarity is null ? "Identity" : "Similarity")}</dt><dd>{Numbers.Percent(match.Similarity ?? match.Identity)}</dd></div>
            <div><dt>Longest run</dt><dd>{Numbers.Count(match.LongestRun, "word", "words")}</dd></div>
            <div><dt>E-value</dt><dd>{Numbers.EValue(match.EValue)}</dd></div>
            </dl>
            </header>
            """);
        WriteSides(html, work, reported, anchor, number);
        if (reported.Prompt is string prompt)
        {
            html.Line($"""
                <details>
                <summary>Prompt{(prompt.Length >= LongestPrompt ? ", its beginning" : "")}</summary>
                <div class="text" dir="auto">{prompt}</div>
                </details>
                """);
        }
        WriteOtherWorks(html, reported);
        html.Line($"</article>");
    }

    private static void WriteBadges(HtmlWriter html, Match match)
    {
        switch (match.Kind)
        {
            case MatchKind.Verbatim:
                html.Line($"""<p class="badges"><span class="badge strong">Verbatim</span>""");
                break;
            case MatchKind.NearVerbatim:
                html.Line($"""<p class="badges"><span class="badge">Near-verbatim</span>""");
                break;
            case MatchKind.Paraphrase:
                html.Line($"""<p class="badges"><span class="badge meaning">Paraphrase</span>""");
                html.Line($"""<span class="badge">{Numbers.Count(match.Sentences.Count, "sentence pair", "sentence pairs")}</span>""");
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(match), match.Kind, null);
        }
        if (match.Significant)
            html.Line($"""<span class="badge">Significant</span>""");
        else
            html.Line($"""<span class="badge doubt">Not significant</span>""");
        if (match.Quoted)
            html.Line($"""<span class="badge">Quoted: {Quotations.WaysOf(match.Quotation)}</span>""");
        html.Line($"</p>");
    }

    private static void WriteSides(HtmlWriter html, Work work, ReportedMatch reported, string anchor, int number)
    {
        Match match = reported.Match;
        if (Math.Max(reported.Output.Text.Length, reported.Work.Text.Length) > LongPassage)
            html.Line($"""<div class="sides long" tabindex="0" role="region" aria-label="Both sides of match {number}">""");
        else
            html.Line($"""<div class="sides">""");
        html.Line($"""
            <figure>
            <figcaption><span class="side">Output</span> <bdi>{reported.Model ?? "Model not stated"}</bdi>
            <span class="under">Output <bdi>{match.OutputId}</bdi>, characters {Numbers.Place(match.Output)}
            """);
        if (reported.Created is DateTimeOffset created)
            html.Line($"""<br/><time datetime="{Numbers.MachineTime(created)}">{Numbers.Time(created)}</time>""");
        html.Line($"</span></figcaption>");
        MarkedPassage.Write(html, reported.Output, match, isWork: false, work.Language);
        html.Line($"""
            </figure>
            <figure>
            <figcaption><span class="side">Work</span> <cite><bdi{new LanguageAttribute(work.Language)}>{work.Title}</bdi></cite>
            <span class="under">Work <bdi>{work.Id}</bdi>, characters {Numbers.Place(match.Source.Span)}</span></figcaption>
            """);
        MarkedPassage.Write(html, reported.Work, match, isWork: true, work.Language);
        html.Line($"""
            </figure>
            </div>
            """);
    }

    private static void WriteOtherWorks(HtmlWriter html, ReportedMatch reported)
    {
        IReadOnlyList<MatchedSource> others = reported.Match.AlsoIn;
        if (others.Count == 0)
            return;
        html.Write($"""<p class="also">Also in """);
        int shown = Math.Min(others.Count, MostOtherWorks);
        for (int i = 0; i < shown; i++)
        {
            string title = i < reported.AlsoInTitles.Count ? reported.AlsoInTitles[i] : others[i].WorkId;
            html.Write($"""
                {(i == 0 ? "" : "; ")}<cite><bdi>{title}</bdi></cite> (<bdi>{others[i].WorkId}</bdi>, characters
                {Numbers.Place(others[i].Span)})
                """);
        }
        if (others.Count > shown)
            html.Write($"; and {Numbers.Count(others.Count - shown, "more work", "more works")} in <code>matches.jsonl</code>");
        html.Line($".</p>");
    }
}
