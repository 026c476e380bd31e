using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Tests;

/// <summary>A stretch of both sides: the same on both, or different.</summary>
/// <param name="Output">The output's words; may be empty.</param>
/// <param name="Work">The work's words; may be empty.</param>
internal readonly record struct Piece(string Output, string Work)
{
    public bool IsShared => Output == Work && Output.AsSpan().ContainsAnyExcept(' ', '\n');

    public static implicit operator Piece(string shared) => new(shared, shared);
}

/// <summary>Makes reports whose spans are right by construction.</summary>
internal static class Samples
{
    /// <summary>A match laid out from pieces; texts get context on both sides.</summary>
    public static ReportedMatch Match(string workId, int workStart, params Piece[] pieces)
    {
        const int OutputStart = 40;
        var runs = new List<CommonRun>();
        string output = "", work = "";
        int words = 0, longest = 0, columns = 0;
        foreach (Piece piece in pieces)
        {
            if (piece.IsShared)
            {
                int count = WordsOf(piece.Output);
                int o = OutputStart + output.Length, w = workStart + work.Length;
                runs.Add(new CommonRun(new TextSpan(o, o + piece.Output.Length), new TextSpan(w, w + piece.Work.Length), count));
                words += count;
                longest = Math.Max(longest, count);
            }
            else
            {
                columns += Math.Max(WordsOf(piece.Output), WordsOf(piece.Work));
            }
            output += piece.Output;
            work += piece.Work;
        }
        var source = new MatchedSource
        {
            WorkId = workId,
            Span = new TextSpan(workStart, workStart + work.Length),
            Output = new TextSpan(OutputStart, OutputStart + output.Length),
            Words = words,
            Identity = (double)words / (words + columns),
            Runs = runs,
        };
        return new ReportedMatch
        {
            Match = new Match
            {
                OutputId = "output-1",
                Kind = runs.Count == 1 ? MatchKind.Verbatim : MatchKind.NearVerbatim,
                Source = source,
                LongestRun = longest,
                EValue = 3.2e-12,
                Significant = true,
            },
            Model = "model-a",
            Output = new PassageText("Certainly! The text begins like this: ", output, " Shall I go on?"),
            Work = new PassageText("What stands before. ", work, " What stands after."),
        };
    }

    /// <summary>A finding with the sums of its matches.</summary>
    public static Finding Finding(Work work, long workWords, params ReportedMatch[] matches)
    {
        var coverage = new double[100];
        foreach (ReportedMatch match in matches)
        {
            // A word and the space after it take about six characters.
            double slice = workWords * 6.0 / coverage.Length;
            TextSpan span = match.Match.Source.Span;
            for (int i = (int)(span.Start / slice); i <= (int)(span.End / slice); i++)
                coverage[Math.Min(coverage.Length - 1, i)] = Math.Min(1, span.Length / slice);
        }
        return new Finding
        {
            Work = work,
            WorkWords = workWords,
            MatchCount = matches.Length,
            OutputCount = matches.Select(match => match.Match.OutputId).Distinct().Count(),
            CopiedWords = matches.Sum(match => match.Match.Words),
            ShareOfWork = coverage.Average(),
            LongestRun = matches.Select(match => match.Match.LongestRun).DefaultIfEmpty().Max(),
            Coverage = coverage,
            Matches = matches,
        };
    }

    /// <summary>A report of findings.</summary>
    public static AuditReport Report(params Finding[] findings) => new()
    {
        ToolVersion = "0.1.0",
        Created = new DateTimeOffset(2025, 2, 14, 10, 30, 5, TimeSpan.FromHours(1)),
        Catalog = new CatalogSummary("catalogs/harbour-press", 2_148, 181_223_904, 61_330_118),
        Outputs = new OutputsSummary(
            "outputs/january.jsonl", 12_400, 4_031_877, findings.Length, findings.Sum(f => f.CopiedWords)),
        Settings = new MatchSettings { Threads = 8, MaximumEValue = 10 },
        FingerprintScheme = "winnowing v1, k=4, w=5, guarantees runs of 8 words, words-nfkc-1",
        Significance = new SignificanceSummary("", findings.Sum(f => (long)f.MatchCount), 3, 0.5, null, null),
        Findings = findings,
        Models = [new ModelSummary("model-a", 12_400, findings.Length, 4_031_877, findings.Sum(f => f.CopiedWords), 52)],
        Problems = [],
    };

    /// <summary>A small report with one finding of everything.</summary>
    public static AuditReport Small() => Report(Finding(
        new Work { Id = "w1", Title = "Moby-Dick", Contributors = ["Herman Melville"], Language = "en", Published = "1851" },
        209_117, Ishmael()));

    /// <summary>A report in which every member is filled in.</summary>
    public static AuditReport Full()
    {
        ReportedMatch match = Ishmael();
        MatchedSource other = match.Match.Source with { WorkId = "w2", Span = new TextSpan(300, 362) };
        match = match with
        {
            Match = match.Match with { AlsoIn = [other], Quotation = QuotationSigns.QuotationMarks | QuotationSigns.Attribution, Significant = false, EValue = 14.2 },
            AlsoInTitles = ["The American Sea Reader"],
            Prompt = "Go on from: Call me Ishmael.",
            Created = new DateTimeOffset(2025, 1, 4, 1, 10, 0, TimeSpan.FromHours(2)),
        };
        AuditReport report = Report(Finding(
            new Work
            {
                Id = "w1",
                Title = "Moby-Dick",
                Contributors = ["Herman Melville", "Charles Feidelson"],
                Identifiers = new Dictionary<string, string> { ["isbn"] = "9780142437247" },
                Language = "en",
                RightsHolder = "Harbour Press",
                Licence = "CC-BY-4.0",
                Published = "1851-10-18",
            },
            209_117, match, Match("w1", 9_000, "it was the whiteness of the whale that above all things appalled me")));
        return report with
        {
            ReportId = "HP-2025-7",
            Subject = new ReportSubject(
                "Harbour Press", "Sea stories", new DateTimeOffset(2025, 1, 1, 0, 0, 0, TimeSpan.Zero),
                new DateTimeOffset(2025, 4, 1, 0, 0, 0, TimeSpan.Zero)),
            Findings =
            [
                report.Findings[0] with
                {
                    Verdict = Judged(),
                    Decision = new FindingDecision(
                        Verdict.Confirmed, "Recited at length.", "A. " +
                            "Reader", new DateTimeOffset(2025, 4, 2, 9, 0, 0, TimeSpan.Zero)),
                },
            ],
            NotFound = new WorksNotFound(2_147, [new Work { Id = "w3", Title = "The Sea Wolf", Published = "1904" }]),
            Models =
            [
                report.Models[0] with
                {
                    FirstAsked = new DateTimeOffset(2025, 1, 3, 8, 0, 0, TimeSpan.Zero),
                    LastAsked = new DateTimeOffset(2025, 2, 9, 8, 0, 0, TimeSpan.Zero),
                },
            ],
            Significance = new SignificanceSummary("Words count by their rarity.", 1, 1, 0.42, 0.42, 0.0027),
            Problems =
            [
                new InputProblem("works.jsonl", 12, "w9", "The text is empty."),
                new InputProblem("works.jsonl", 0, null, "Cut off."),
            ],
        };
    }

    /// <summary>A verdict with evidence of several kinds, one of them unknown to this version.</summary>
    public static CalibratedVerdict Judged() => new(
        "finding-verdict 1 (0123456789ab)", 0.87,
        [
            new VerdictContribution("longest-run", 43, 2.1), new VerdictContribution("prompt-share", null, -0.9),
            new VerdictContribution("significance", 12, 0.5), new VerdictContribution("of-a-later-version", 0.25, 0.2),
            new VerdictContribution("identity", 1, -0.01),
        ])
    {
        BaseLogOdds = 0.01,
        Prior = 0.5,
    };

    /// <summary>The scanned outputs that a report's matches come from.</summary>
    public static IReadOnlyList<ScannedOutput> Outputs(AuditReport report) =>
        [.. report.Findings.SelectMany(finding => finding.Matches).Select(match => new ScannedOutput(
            new ModelOutput { Id = match.Match.OutputId, Text = "", Model = match.Model }, 100, [match.Match]))];

    private static ReportedMatch Ishmael() =>
        Match("w1", 100, "Call me Ishmael. ", new("Many", "Some"), " years ago, never mind how long precisely");

    private static int WordsOf(string text) => text.Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries).Length;
}
