using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>The whole report on a page, for a reader who reads no further.</summary>
internal static class SummaryChapter
{
    /// <summary>Writes the chapter.</summary>
    public static void Write(Manuscript pages, AuditReport report)
    {
        pages.Chapter("Summary", "summary");
        WriteLede(pages, report);
        WriteFigures(pages.Flow, report);
        pages.RunIn("What was compared", Compared(report));
        pages.RunIn("What was found", Found(report));
        if (report.NotFound is { Count: > 0 } missing)
        {
            pages.RunIn("What was not found", $"Of {Numbers.Count(missing.Count, "work", "works")} of the catalog no passage " +
                "was found; " +
                (missing.Listed.Count < missing.Count ? "the first of them are listed further below."
                    : "they are listed further below."));
        }
        pages.RunIn("How sure this is", Sure(report));
        if (Decided(report) is string decided)
            pages.RunIn("What people decided", decided);
        pages.RunIn("What this does not say", "That words are the same does not say how a model came by them, nor whether a " +
            "licence or an exception of copyright law covers the use. What this report does not show is listed in a chapter " +
            "of its own.");
        if (report.Problems.Count > 0)
        {
            pages.RunIn("Reservations",
                $"{Numbers.Count(report.Problems.Count, "record of the input", "records of the input")} could not be " +
                "used, or only with a reservation; the chapter on problems with inputs names them.");
        }
    }

    private static void WriteLede(Manuscript pages, AuditReport report)
    {
        OutputsSummary outputs = report.Outputs;
        List<StyledText> lede = report.Findings.Count == 0
            ? [new StyledText("No copied text was found.", Styles.LedeStrong)]
            : [
                new StyledText($"{Numbers.Whole(outputs.OutputsWithMatches)} of " +
                    $"{Numbers.Count(outputs.Outputs, "output", "outputs")}", Styles.LedeStrong),
                new StyledText($" {Repetition.VerbOf(report)} text of ", Styles.Lede),
                new StyledText(Numbers.Count(report.Findings.Count, "work", "works"), Styles.LedeStrong),
                new StyledText(".", Styles.Lede),
            ];
        pages.Flow.Paragraph(LineBreaker.Break(lede, PageArea.Measure), Styles.LedeLeading);
        pages.Flow.Y += 12;
    }

    private static void WriteFigures(PageFlow flow, AuditReport report)
    {
        int longest = report.Findings.Select(f => f.LongestRun).DefaultIfEmpty().Max();
        (string Label, string Value)[] figures =
        [
            ("Outputs scanned", Numbers.Whole(report.Outputs.Outputs)),
            (Repetition.OutputsLabel(report), Numbers.Whole(report.Outputs.OutputsWithMatches)),
            ("Works found", Numbers.Whole(report.Findings.Count)), ("Copied words", Numbers.Whole(report.Outputs.CopiedWords)),
            ("Longest run, words", Numbers.Whole(longest)),
        ];
        const double Height = 52;
        flow.Fill(Styles.Band, PageArea.Left, flow.Y, PageArea.Width, Height);
        double width = PageArea.Width / figures.Length;
        for (int i = 0; i < figures.Length; i++)
        {
            double x = PageArea.Left + i * width + 10;
            flow.Draw(LineBreaker.Break([new StyledText(figures[i].Label, Styles.Label)], width)[0], x, flow.Y + 8, 11);
            flow.Draw(LineBreaker.Break([new StyledText(figures[i].Value, Styles.Figure)], width)[0], x, flow.Y + 22, 22);
        }
        flow.Y += Height + 16;
    }

    private static string Compared(AuditReport report)
    {
        string period = Times.PeriodOf(report.Subject) is string p ? $" ({p})" : "";
        string models = report.Models.Count == 0 ? "" : $" of {Numbers.Count(report.Models.Count, "model", "models")}";
        return $"{Numbers.Count(report.Outputs.Outputs, "output", "outputs")}{models}{period}, with " +
            $"{Numbers.Count(report.Outputs.Words, "word", "words")}, were compared word by word with " +
            $"{Numbers.Count(report.Catalog.Works, "work", "works")} of " +
            $"{Numbers.Count(report.Catalog.Words, "word", "words")}. Runs of at least " +
            $"{Numbers.Count(report.Settings.MinimumWords, "identical word", "identical words")} were looked for, and the " +
            "passages about them in which words were changed, added or left out." +
            (report.Similarity is SimilaritySummary similarity ? " " + Repetition.ParaphrasesOf(similarity) : "");
    }

    private static string Found(AuditReport report)
    {
        if (report.Findings.Count == 0)
        {
            return $"No output shares a passage of {Numbers.Count(report.Settings.MinimumWords, "word", "words")} or more " +
                "with any of these works that counts as significant.";
        }
        Finding longest = report.Findings.MaxBy(f => f.LongestRun)!;
        return $"{Numbers.Whole(report.Outputs.CopiedWords)} of the words scanned " +
            $"({Numbers.Percent(report.Outputs.CopiedWords, report.Outputs.Words)}) lie in passages that also stand in one of " +
            "these works. " + (longest.LongestRun == 0 ? "" : "The longest unbroken run is " +
            $"{Numbers.Count(longest.LongestRun, "identical word", "identical words")}, from “{Shorten(longest.Work.Title)}”. ") +
            $"The work with the most copied words is “{Shorten(report.Findings[0].Work.Title)}”, with " +
            $"{Numbers.Whole(report.Findings[0].CopiedWords)}.";
    }

    private static string Sure(AuditReport report)
    {
        SignificanceSummary chance = report.Significance;
        if (chance.SignificantMatches + chance.InsignificantMatches == 0)
            return "No passage was shared at all, so that there is nothing of which chance could be the cause.";
        string significant = chance.SignificantMatches == 0
            ? "No match is significant: each may well be chance."
            : $"{Numbers.Count(chance.SignificantMatches, "match is", "matches are")} significant: chance alone would be " +
                $"expected to give at most {Numbers.EValue(chance.EValueThreshold)} matches as telling as the weakest of them " +
                "in a scan of this size.";
        if (chance.FalseDiscoveryRate is double rate)
            significant += $" By a control with decoys, {Numbers.Percent(rate)} of the significant matches are expected to be " +
                "false.";
        if (chance.InsignificantMatches > 0)
        {
            significant += $" {Numbers.Count(chance.InsignificantMatches, "weaker match is", "weaker matches are")} " +
                (report.Settings.ShowInsignificant ? "listed too, marked as not significant." : "not listed.");
        }
        return significant;
    }

    private static string? Decided(AuditReport report)
    {
        int confirmed = report.Findings.Count(f => f.Decision?.Verdict == Verdict.Confirmed);
        int dismissed = report.Findings.Count(f => f.Decision?.Verdict == Verdict.Dismissed);
        return confirmed + dismissed == 0 ? null
            : $"{Numbers.Count(confirmed, "finding was", "findings were")} confirmed and {Numbers.Whole(dismissed)} " +
                $"dismissed; the reasons stand with the works. {Numbers.Whole(report.Findings.Count - confirmed - dismissed)} " +
                "are open.";
    }

    private static string Shorten(string title) =>
        string.Concat(PrintableText.OneLine(title, Styles.Body, 120).Select(t => t.Text));
}
