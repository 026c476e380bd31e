using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>What was found, in plain words and five numbers.</summary>
internal static class SummarySection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="summary" aria-labelledby="summary-title">
            <h2 id="summary-title">Summary</h2>
            """);
        if (report.Findings.Count == 0)
            WriteNothingFound(html, report);
        else
            WriteFound(html, report);
        WriteParaphrases(html, report);
        WriteNumbers(html, report);
        WriteChance(html, report);
        if (report.Problems.Count > 0)
        {
            html.Line($"""
                <p><a href="#problems">{Numbers.Count(report.Problems.Count, "record of the input", "records of the input")}</a>
                could not be used, or only with a reservation.</p>
                """);
        }
        html.Line($"</section>");
    }

    private static void WriteNothingFound(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <p class="lede"><strong>No copied text was found.</strong></p>
            <p>{Numbers.Count(report.Outputs.Outputs, "output", "outputs")} with
            {Numbers.Count(report.Outputs.Words, "word", "words")} were compared with
            {Numbers.Count(report.Catalog.Works, "work", "works")} of {Numbers.Count(report.Catalog.Words, "word", "words")}. No
            output shares a passage of {Numbers.Count(report.Settings.MinimumWords, "word", "words")} or more with any of these
            works that counts as significant. What this does not show stands under <a href="#limits">Limits</a>.</p>
            """);
    }

    private static void WriteFound(HtmlWriter html, AuditReport report)
    {
        OutputsSummary outputs = report.Outputs;
        html.Line($"""
            <p class="lede"><strong>{outputs.OutputsWithMatches} of {Numbers.Count(outputs.Outputs, "output", "outputs")}</strong>
            ({Numbers.Percent(outputs.OutputsWithMatches, outputs.Outputs)})
            {Repetition.VerbOf(report)} text of
            <strong>{Numbers.Count(report.Findings.Count, "work", "works")}</strong>.</p>
            <p>{outputs.CopiedWords} of the {Numbers.Count(outputs.Words, "word", "words")} that were scanned
            ({Numbers.Percent(outputs.CopiedWords, outputs.Words)}) lie in passages that also stand in one of the
            {Numbers.Count(report.Catalog.Works, "work", "works")} compared with.
            """);
        int longest = LongestRun(report.Findings);
        if (report.Findings[longest].LongestRun == 0)
        {
            html.Line($"</p>");
            return;
        }
        html.Line($"""
            The longest unbroken run is {Numbers.Count(report.Findings[longest].LongestRun, "identical word", "identical words")},
            from <a href="#{Anchors.OfWork(longest)}"><cite><bdi>{report.Findings[longest].Work.Title}</bdi></cite></a>.</p>
            """);
    }

    private static void WriteParaphrases(HtmlWriter html, AuditReport report)
    {
        if (report.Similarity is not SimilaritySummary similarity)
            return;
        html.Line($"<p>{Repetition.ParaphrasesOf(similarity)}</p>");
    }

    private static void WriteNumbers(HtmlWriter html, AuditReport report)
    {
        int longest = report.Findings.Count == 0 ? 0 : report.Findings[LongestRun(report.Findings)].LongestRun;
        html.Line($"""
            <dl class="numbers">
            <div><dt>Outputs scanned</dt><dd>{report.Outputs.Outputs}</dd></div>
            <div><dt>{Repetition.OutputsLabel(report)}</dt><dd>{report.Outputs.OutputsWithMatches}</dd></div>
            <div><dt>Works found</dt><dd>{report.Findings.Count}</dd></div>
            <div><dt>Copied words</dt><dd>{report.Outputs.CopiedWords}</dd></div>
            <div><dt>Longest verbatim run</dt><dd>{longest} <small>{(longest == 1 ? "word" : "words")}</small></dd></div>
            </dl>
            """);
    }

    private static void WriteChance(HtmlWriter html, AuditReport report)
    {
        SignificanceSummary chance = report.Significance;
        if (chance.SignificantMatches + chance.InsignificantMatches == 0)
            return;
        string limit = Numbers.EValue(chance.EValueThreshold);
        string significant = chance.SignificantMatches switch
        {
            0 => "No match is significant: each may well be chance.",
            1 => $"1 match is significant: its E-value is at most {limit}.",
            _ => $"{Numbers.Whole(chance.SignificantMatches)} matches are significant: their E-values are at most {limit}.",
        };
        html.Line($"""
            <p>{significant} The E-value is the number of matches at least as telling that chance alone would be expected to give
            in a scan of this size.
            """);
        if (chance.InsignificantMatches > 0)
        {
            html.Line($"""
                {Numbers.Count(chance.InsignificantMatches, "weaker match is", "weaker matches are")}
                {(report.Settings.ShowInsignificant ? "listed too, marked as not significant and counted above" : "not listed")}.
                """);
        }
        if (chance.FalseDiscoveryRate is double rate)
            html.Line($"By a control with decoys, {Numbers.Percent(rate)} of the significant matches are expected to be false.");
        html.Line($"</p>");
    }

    private static int LongestRun(IReadOnlyList<Finding> findings)
    {
        int longest = 0;
        for (int i = 1; i < findings.Count; i++)
        {
            if (findings[i].LongestRun > findings[longest].LongestRun)
                longest = i;
        }
        return longest;
    }
}
