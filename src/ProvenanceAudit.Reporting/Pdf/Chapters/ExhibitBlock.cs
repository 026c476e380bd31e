using ProvenanceAudit.Matching;
using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>One match: what is known of it, and both sides beside each other.</summary>
internal static class ExhibitBlock
{
    private const int LongestPrompt = 2_000;
    private const int MostOtherWorks = 10;

    /// <summary>Writes the match.</summary>
    public static void Write(Manuscript pages, Work work, ReportedMatch reported, string name, PdfOptions options)
    {
        Match match = reported.Match;
        PageFlow flow = pages.Flow;
        Side output = OutputSide(reported, options), source = WorkSide(work, reported, options);
        List<TextLine> measures = LineBreaker.Break(
            PrintableText.Of($"{Measures(match)}. {ChanceInWords.Of(match.EValue)}", Styles.Small), PageArea.Width);
        flow.EnsureRoom(36 + measures.Count * Styles.SmallLeading + SideBySide.LeastHeight(output, source));
        flow.Space(14);
        flow.Rule(Styles.Ink, flow.Y, 0.8);
        flow.Y += 6;
        flow.Draw(LineBreaker.Break(
            [new StyledText(name, Styles.Exhibit), new StyledText("    " + BadgesOf(match), Styles.SmallBold)],
            PageArea.Width)[0],
            PageArea.Left, flow.Y, 14);
        flow.Y += 15;
        flow.Paragraph(measures, Styles.SmallLeading);
        flow.Y += 6;
        SideBySide.Draw(flow, output, source);
        flow.Y += 10;
        WriteCut(pages, reported, options);
        if (reported.Prompt is string prompt)
        {
            string label = prompt.Length >= LongestPrompt ? "Prompt, its beginning" : "Prompt";
            WriteSmall(flow, [new StyledText($"{label}: ", Styles.SmallBold), .. PrintableText.Of(prompt, Styles.Small)]);
        }
        if (match.AlsoIn.Count > 0)
        {
            WriteSmall(
                flow, [new StyledText("Also in: ", Styles.SmallBold), .. PrintableText.Of(OtherWorks(reported), Styles.Small)]);
        }
    }

    private static Side OutputSide(ReportedMatch reported, PdfOptions options)
    {
        Match match = reported.Match;
        string created = reported.Created is DateTimeOffset moment ? $"\n{Numbers.Time(moment)}" : "";
        return new Side(
            [new StyledText("OUTPUT  ", Styles.Label),
                .. PrintableText.OneLine(reported.Model ?? "Model not stated", Styles.SmallBold, 120)],
            [.. PrintableText.OneLine($"Output {match.OutputId}", Styles.SmallMuted, 120),
                .. PrintableText.Of($", characters {Numbers.Place(match.Output)}{created}", Styles.SmallMuted)],
            MarkedText.Of(reported.Output, match, isWork: false, options.LongestPassage));
    }

    private static Side WorkSide(Work work, ReportedMatch reported, PdfOptions options)
    {
        Match match = reported.Match;
        return new Side(
            [new StyledText("WORK  ", Styles.Label), .. PrintableText.OneLine(work.Title, Styles.SmallBold, 120)],
            [.. PrintableText.OneLine($"Work {work.Id}", Styles.SmallMuted, 120),
                .. PrintableText.Of($", characters {Numbers.Place(match.Source.Span)}", Styles.SmallMuted)],
            MarkedText.Of(reported.Work, match, isWork: true, options.LongestPassage));
    }

    private static string BadgesOf(Match match)
    {
        string kind = match.Kind switch
        {
            MatchKind.Verbatim => "Verbatim",
            MatchKind.NearVerbatim => "Near-verbatim",
            MatchKind.Paraphrase => $"Paraphrase, {Numbers.Count(match.Sentences.Count, "sentence pair", "sentence pairs")}",
            _ => throw new ArgumentOutOfRangeException(nameof(match), match.Kind, null),
        };
        string quoted = match.Quoted ? $"  ·  Quoted: {Quotations.WaysOf(match.Quotation)}" : "";
        return $"{kind}  ·  {(match.Significant ? "Significant" : "Not significant")}{quoted}";
    }

    private static string Measures(Match match) =>
        $"{Numbers.Count(match.Words, "identical word", "identical words")}, longest run " +
        $"{Numbers.Count(match.LongestRun, "word", "words")}, " +
        (match.Similarity is double similarity ? $"similarity {Numbers.Percent(similarity)}, " : $"identity {Numbers.Percent(match.Identity)}, ") +
        $"E-value\u00A0{Numbers.EValue(match.EValue)}";

    private static void WriteCut(Manuscript pages, ReportedMatch reported, PdfOptions options)
    {
        int longest = Math.Max(reported.Output.Text.Length, reported.Work.Text.Length);
        if (longest > options.LongestPassage)
        {
            pages.Remark("The passage goes on for " +
                $"{Numbers.Count(longest - options.LongestPassage, "more character", "more characters")}; report.html and " +
                "report.json show it whole.");
        }
    }

    private static string OtherWorks(ReportedMatch reported)
    {
        IReadOnlyList<MatchedSource> others = reported.Match.AlsoIn;
        IEnumerable<string> shown = others.Take(MostOtherWorks).Select((other, i) =>
            $"{(i < reported.AlsoInTitles.Count ? reported.AlsoInTitles[i] : other.WorkId)} ({other.WorkId}, characters " +
                $"{Numbers.Place(other.Span)})");
        string more = others.Count > MostOtherWorks
            ? $"; and {Numbers.Count(others.Count - MostOtherWorks, "more work", "more works")} in matches.jsonl" : "";
        return string.Join("; ", shown) + more + ".";
    }

    private static void WriteSmall(PageFlow flow, List<StyledText> text)
    {
        flow.Paragraph(LineBreaker.Break(text, PageArea.Width), Styles.SmallLeading);
        flow.Y += 5;
    }
}
