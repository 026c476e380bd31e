using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>Work by work, what is known of it and its strongest passages side by side.</summary>
internal static class PassagesChapter
{
    /// <summary>Writes the chapter.</summary>
    public static void Write(Manuscript pages, AuditReport report, PdfOptions options)
    {
        pages.Chapter("Passages", "passages", keep: 330);
        pages.Paragraph(
            new StyledText("The model’s output stands on the left, the work on the right. ", Styles.Body),
            new StyledText("Words on a tinted ground", Styles.Shared with { Size = 10 }),
            new StyledText(" are identical on both sides. ", Styles.Body),
            new StyledText("Bold underlined words", Styles.Differs with { Size = 10 }),
            new StyledText(" differ, or stand on one side only. ", Styles.Body),
            new StyledText("Grey slanted text", Styles.Context with { Size = 10 }),
            new StyledText(" is what stands around the passage. Each passage is an exhibit: the first number is that of the " +
                "work, in the order of the table above.", Styles.Body));
        for (int i = 0; i < report.Findings.Count; i++)
            WriteWork(pages, report.Findings[i], i, options);
    }

    private static void WriteWork(Manuscript pages, Finding finding, int place, PdfOptions options)
    {
        Work work = finding.Work;
        PageFlow flow = pages.Flow;
        pages.Section(work.Title, WorksChapter.AnchorOf(place), keep: 150);
        if (work.Contributors.Count > 0)
        {
            flow.Paragraph(LineBreaker.Break(
                PrintableText.OneLine(string.Join(", ", work.Contributors), Styles.Emphasis), PageArea.Width), 15);
            flow.Y += 4;
        }
        pages.Facts(FactsOf(work).Select(
            f => (f.Name, (IReadOnlyList<StyledText>)PrintableText.OneLine(f.Value, Styles.Small))), 90);
        flow.Y += 6;
        pages.Paragraph($"{Numbers.Count(finding.CopiedWords, "word", "words")} copied in " +
            $"{Numbers.Count(finding.MatchCount, "match", "matches")} of " +
            $"{Numbers.Count(finding.OutputCount, "output", "outputs")}; the longest run is " +
            $"{Numbers.Count(finding.LongestRun, "word", "words")}. Together they cover " +
            $"{Numbers.Percent(finding.ShareOfWork)} of the work, which has " +
            $"{Numbers.Count(finding.WorkWords, "word", "words")}.");
        flow.EnsureRoom(22);
        Pictures.Coverage(flow, finding.Coverage, PageArea.Left, flow.Y, PageArea.Width, 12);
        flow.Y += 20;
        if (finding.Verdict is CalibratedVerdict verdict)
            VerdictBlock.Write(pages, verdict);
        WriteDecision(pages, finding.Decision);
        int shown = Math.Min(options.PassagesPerWork, finding.Matches.Count);
        if (finding.MatchCount > shown)
        {
            pages.Remark($"{(shown == 0 ? "None" : $"The strongest {Numbers.Whole(shown)}")} of " +
                $"{Numbers.Count(finding.MatchCount, "match", "matches")} {(shown == 1 ? "is" : "are")} shown here; more are " +
                "in report.html, and all of them in matches.jsonl.");
        }
        for (int i = 0; i < shown; i++)
        {
            string name = $"Exhibit {Numbers.Plain(place + 1)}-{Numbers.Plain(i + 1)}";
            ExhibitBlock.Write(pages, work, finding.Matches[i], name, options);
        }
    }

    private static IEnumerable<(string Name, string Value)> FactsOf(Work work)
    {
        yield return ("Rights holder", work.RightsHolder ?? "Not stated");
        yield return ("Licence", work.Licence ?? "Not stated");
        yield return ("Published", work.Published ?? "Not stated");
        if (work.Language is string language)
            yield return ("Language", language);
        yield return ("Work id", work.Id);
        foreach ((string scheme, string value) in work.Identifiers.OrderBy(i => i.Key, StringComparer.Ordinal))
            yield return (string.Concat(PrintableText.OneLine(scheme, Styles.SmallMuted, 30).Select(t => t.Text)), value);
    }

    private static void WriteDecision(Manuscript pages, FindingDecision? decision)
    {
        if (decision is null)
            return;
        (string verdict, string by) = Times.Decided(decision);
        string reason = decision.Reason is string why ? $": {why}" : ".";
        pages.Paragraph([new StyledText(verdict, Styles.Strong), .. PrintableText.Of(by + reason, Styles.Body)]);
    }
}
