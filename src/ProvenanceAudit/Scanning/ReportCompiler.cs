using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning.Evidence;
using ProvenanceAudit.Verdicts;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>What a report says besides what the scan found.</summary>
/// <param name="CatalogName">Path of the catalog or index as the user named it.</param>
/// <param name="OutputsName">Path of the outputs as the user named it.</param>
/// <param name="ToolVersion">Version of the program.</param>
/// <param name="Created">When the scan ended.</param>
/// <param name="Problems">Records that could not be used, catalog first.</param>
public sealed record ReportFrame(
    string CatalogName, string OutputsName, string ToolVersion, DateTimeOffset Created, IReadOnlyList<InputProblem> Problems);

/// <summary>Sums up a scan work by work, and reads from the index what a reader of the report wants to see beside it.</summary>
/// <param name="index">The index that was scanned with.</param>
/// <param name="settings">The settings of the scan.</param>
/// <param name="matchesPerWork">Most matches shown for a work, strongest first; all of them count.</param>
/// <param name="judge">Gives the verdict on a finding, of its evidence; null for findings without one.</param>
public sealed class ReportCompiler(
    IPassageIndex index, MatchSettings settings, int matchesPerWork = ReportCompiler.DefaultMatchesPerWork,
    Func<FindingEvidence, CalibratedVerdict>? judge = null)
{
    /// <summary>
    /// Matches shown for a work unless asked otherwise: more than a reader looks at, few enough for a browser with hundreds of
    /// works.
    /// </summary>
    public const int DefaultMatchesPerWork = 50;

    /// <summary>Works not found that a report lists by title: a list that a reader goes through, not the whole of a large
    /// catalog.</summary>
    public const int WorksNotFoundListed = 500;

    /// <summary>Compiles the report.</summary>
    public AuditReport Compile(ScanResult scan, ReportFrame frame)
    {
        IndexStatistics statistics = index.Statistics;
        Finding[] findings = [.. scan.Outputs
            .SelectMany(output => output.Matches.Select(match => (Output: output, Match: match)))
            .GroupBy(found => found.Match.Source.WorkId, StringComparer.Ordinal)
            .Select(found => FindingOf(found.Key, [.. found]))
            .OrderByDescending(f => f.CopiedWords).ThenBy(f => f.Work.Id, StringComparer.Ordinal)];
        if (judge is not null)
        {
            var evidence = FindingEvidence.Of(scan, index, DateOnly.FromDateTime(frame.Created.UtcDateTime));
            findings = [.. findings.Select(f => f with { Verdict = judge(evidence[f.Work.Id]) })];
        }
        return new AuditReport
        {
            ToolVersion = frame.ToolVersion,
            Created = frame.Created,
            Catalog = new CatalogSummary(frame.CatalogName, statistics.Works, statistics.Words, statistics.Fingerprints),
            Outputs = new OutputsSummary(
                frame.OutputsName, scan.ScannedOutputs, scan.ScannedWords, scan.Outputs.Count, scan.Models.Sum(m => m.CopiedWords)),
            Settings = settings,
            FingerprintScheme = index.Scheme.ToString(),
            Significance = scan.Significance,
            Similarity = scan.Similarity,
            Findings = findings,
            NotFound = NotFound(findings, statistics.Works),
            Models = scan.Models,
            Problems = frame.Problems,
        };
    }

    private WorksNotFound NotFound(Finding[] findings, int works)
    {
        var found = findings.Select(f => f.Work.Id).ToHashSet(StringComparer.Ordinal);
        // Taken through a heap of the size of the list: a catalog of millions of works is not sorted for its first titles.
        var listed = new PriorityQueue<Work, Work>(Comparer<Work>.Create((a, b) => ByTitle(b, a)));
        foreach (Work work in index.Works.Where(w => !found.Contains(w.Id)))
        {
            if (listed.Count < WorksNotFoundListed)
                listed.Enqueue(work, work);
            else
                listed.EnqueueDequeue(work, work);
        }
        return new WorksNotFound(works - findings.Length, [.. listed.UnorderedItems.Select(w => w.Element).Order(
            Comparer<Work>.Create(ByTitle))]);
    }

    private static int ByTitle(Work a, Work b)
    {
        int order = string.CompareOrdinal(a.Title, b.Title);
        return order != 0 ? order : string.CompareOrdinal(a.Id, b.Id);
    }

    private Finding FindingOf(string workId, List<(ScannedOutput Output, Match Match)> found)
    {
        int length = index.TextLengthOf(workId);
        // What was reworded is not copied: a paraphrase counts with the words that it has in common, and covers nothing.
        IReadOnlyList<TextSpan> covered = WorkCoverage.Union(
            found.Where(f => f.Match.Kind != MatchKind.Paraphrase).Select(f => f.Match.Source.Span));
        return new Finding
        {
            Work = index.FindWork(workId) ?? throw new KeyNotFoundException($"the index has no work '{workId}'"),
            WorkWords = index.WordsIn(workId),
            MatchCount = found.Count,
            ParaphraseCount = found.Count(f => f.Match.Kind == MatchKind.Paraphrase),
            OutputCount = found.Select(f => f.Output).Distinct(ReferenceEqualityComparer.Instance).Count(),
            CopiedWords = found.Sum(f => (long)f.Match.Words),
            ShareOfWork = WorkCoverage.ShareOf(covered, length),
            LongestRun = found.Max(f => f.Match.LongestRun),
            Coverage = WorkCoverage.SlicesOf(covered, length),
            Matches = [.. found.OrderByDescending(f => f.Match.Significant).ThenByDescending(f => f.Match.Words)
                .ThenBy(f => f.Match.OutputId, StringComparer.Ordinal).ThenBy(f => f.Match.Output.Start)
                .Take(matchesPerWork).Select(f => Show(f.Output, f.Match))],
        };
    }

    private ReportedMatch Show(ScannedOutput output, Match match)
    {
        string text = output.Output.Text;
        TextSpan work = match.Source.Span;
        int workLength = index.TextLengthOf(match.Source.WorkId);
        return new ReportedMatch
        {
            Match = match,
            Model = output.Output.Model,
            Prompt = ReportedMatch.Shorten(output.Output.Prompt),
            Created = output.Output.Created,
            Output = PassageText.Of(text, match.Output),
            Work = new PassageText(
                PassageText.CutBefore(
                    index.ReadText(match.Source.WorkId, new TextSpan(work.Start - PassageText.ContextLength, work.Start)),
                    work.Start > PassageText.ContextLength),
                index.ReadText(match.Source.WorkId, work),
                PassageText.CutAfter(
                    index.ReadText(match.Source.WorkId, new TextSpan(work.End, work.End + PassageText.ContextLength)),
                    work.End + PassageText.ContextLength < workLength)),
            AlsoInTitles = [.. match.AlsoIn.Select(source => index.FindWork(source.WorkId)?.Title ?? source.WorkId)],
        };
    }
}
