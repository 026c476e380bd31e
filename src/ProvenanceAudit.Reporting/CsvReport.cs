using System.Globalization;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Reporting.Csv;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting;

/// <summary>
/// An audit report as two tables for spreadsheets: a row for each work found, and a row for each match that the report shows.
/// RFC 4180, UTF-8 with a byte-order mark; no cell can be run as a formula. Texts are cut at 32,000 UTF-16 code units.
/// </summary>
public static class CsvReport
{
    /// <summary>Writes a row for each work found.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void WriteFindings(AuditReport report, Stream stream)
    {
        using var table = new CsvTable(
            stream, "work_id", "title", "contributors", "identifiers", "rights_holder", "licence", "published", "language",
            "work_words",
            "matches", "matches_shown", "outputs", "copied_words", "share_of_work", "longest_run", "decision", "decision_reason",
            "decided_by", "decided_at", "verdict_probability", "verdict_model");
        foreach (Finding finding in report.Findings)
        {
            Work work = finding.Work;
            table.Row(
                work.Id, work.Title, string.Join("; ", work.Contributors),
                string.Join("; ", work.Identifiers.OrderBy(i => i.Key, StringComparer.Ordinal).Select(i => $"{i.Key} {i.Value}")),
                work.RightsHolder, work.Licence, work.Published, work.Language, finding.WorkWords, finding.MatchCount,
                finding.Matches.Count, finding.OutputCount, finding.CopiedWords, finding.ShareOfWork, finding.LongestRun,
                VerdictOf(finding.Decision), finding.Decision?.Reason, finding.Decision?.By, TimeOf(finding.Decision?.At),
                finding.Verdict?.Probability, finding.Verdict?.Model);
        }
    }

    /// <summary>Writes a row for each match that the report shows, with the words of both sides.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void WriteMatches(AuditReport report, Stream stream)
    {
        using var table = new CsvTable(
            stream, "work_id", "title", "work_start", "work_end", "model", "output_id", "output_start", "output_end",
            "answered", "kind",
            "words", "longest_run", "identity", "similarity", "e_value", "significant", "quoted", "output_text", "work_text", "prompt",
            "also_in");
        foreach (Finding finding in report.Findings)
        {
            foreach (ReportedMatch reported in finding.Matches)
            {
                Match match = reported.Match;
                table.Row(
                    finding.Work.Id, finding.Work.Title, match.Source.Span.Start, match.Source.Span.End, reported.Model,
                    match.OutputId,
                    match.Output.Start, match.Output.End, TimeOf(reported.Created), KindOf(match.Kind), match.Words,
                    match.LongestRun,
                    match.Identity, match.Similarity, match.EValue, match.Significant, Quotations.WaysOf(match.Quotation), reported.Output.Text,
                    reported.Work.Text, reported.Prompt, string.Join("; ", reported.AlsoInTitles));
            }
        }
    }

    private static string? TimeOf(DateTimeOffset? moment) =>
        moment?.ToUniversalTime().ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture);

    private static string? VerdictOf(FindingDecision? decision) => decision?.Verdict switch
    {
        null => null,
        Verdict.Confirmed => "confirmed",
        Verdict.Dismissed => "dismissed",
        _ => throw new ArgumentOutOfRangeException(nameof(decision), decision.Verdict, null),
    };

    private static string KindOf(MatchKind kind) => kind switch
    {
        MatchKind.Verbatim => "verbatim",
        MatchKind.NearVerbatim => "near-verbatim",
        MatchKind.Paraphrase => "paraphrase",
        _ => throw new ArgumentOutOfRangeException(nameof(kind), kind, null),
    };
}
