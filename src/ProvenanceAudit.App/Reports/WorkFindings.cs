using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Findings;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Works;
using Decided = ProvenanceAudit.Registry.FindingDecision;
using ReportedDecision = ProvenanceAudit.Reports.FindingDecision;

namespace ProvenanceAudit.App.Reports;

/// <summary>Sums up what several scans say about a work, with the strongest passages of all of them.</summary>
/// <param name="registry">In the scope of the rights holder.</param>
/// <param name="catalogId">The catalog of the report, whose works go by their ids in it; null for all catalogs.</param>
/// <param name="copying">Told of every match.</param>
internal sealed class WorkFindings(RegistryContext registry, Guid? catalogId, ModelCopying copying)
{
    /// <summary>Significant matches of words so far.</summary>
    public long Significant { get; private set; }

    /// <summary>Other matches of words that the scans listed, so far.</summary>
    public long Insignificant { get; private set; }

    /// <summary>Significant paraphrases so far.</summary>
    public long Paraphrases { get; private set; }

    /// <summary>Other paraphrases that the scans listed, so far.</summary>
    public long InsignificantParaphrases { get; private set; }

    /// <summary>Sums up the findings on one work.</summary>
    /// <param name="workId">The work.</param>
    /// <param name="findings">At least one, in the order of their scans.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task<Finding> OfAsync(Guid workId, IReadOnlyList<StoredFinding> findings, CancellationToken cancellation)
    {
        RegisteredWork work = await registry.Works.AsNoTracking().Include(w => w.Catalog).SingleAsync(w => w.Id == workId, cancellation);
        Guid[] scans = [.. findings.Select(f => f.ScanId)];
        IQueryable<StoredMatch> matches = registry.Matches.AsNoTracking().Where(m => m.WorkId == workId && scans.Contains(m.ScanId));
        var spans = await matches.OrderBy(m => m.Id)
            .Select(m => new { m.Id, m.ScanId, m.OutputId, m.Kind, m.OutputStart, m.OutputEnd, m.WorkStart, m.WorkEnd, m.LongestRun, m.Significant })
            .ToListAsync(cancellation);
        // There may be very many matches; of others the whole passage counts.
        Dictionary<long, IReadOnlyList<CommonRun>> shared = await matches.Where(m => m.Kind == MatchKind.Paraphrase)
            .Select(m => new { m.Id, m.Runs }).ToDictionaryAsync(m => m.Id, m => m.Runs, cancellation);
        foreach (var match in spans)
        {
            IReadOnlyList<CommonRun> runs = shared.GetValueOrDefault(match.Id) ?? [];
            copying.Add(match.OutputId, CopiedText.Of(match.Kind, new TextSpan(match.OutputStart, match.OutputEnd), runs), match.LongestRun);
            Count(match.Kind == MatchKind.Paraphrase, match.Significant);
        }
        // A work may have been handed in again with another text between two scans: where in it copies are is told of the latest.
        byte[] latest = findings[^1].TextSha256;
        HashSet<Guid> ofLatest = [.. findings.Where(f => f.TextSha256.AsSpan().SequenceEqual(latest)).Select(f => f.ScanId)];
        Dictionary<Guid, string> texts = await TextsOfAsync(findings, cancellation);
        IReadOnlyList<TextSpan> covered = WorkCoverage.Union(
            spans.Where(s => ofLatest.Contains(s.ScanId) && s.Kind != MatchKind.Paraphrase).Select(s => new TextSpan(s.WorkStart, s.WorkEnd)));
        int textLength = texts[findings[^1].ScanId].Length;
        List<StoredMatch> strongest = await matches.Include(m => m.Output)
            .OrderByDescending(m => m.Significant).ThenByDescending(m => m.Words).ThenBy(m => m.Id)
            .Take(ReportCompiler.DefaultMatchesPerWork).ToListAsync(cancellation);
        return new Finding
        {
            Work = work.ToCatalogWork() with { Id = NameOf(work) },
            WorkWords = work.Words,
            MatchCount = spans.Count,
            ParaphraseCount = spans.Count(s => s.Kind == MatchKind.Paraphrase),
            OutputCount = spans.Select(s => s.OutputId).Distinct().Count(),
            CopiedWords = findings.Sum(f => f.CopiedWords),
            ShareOfWork = WorkCoverage.ShareOf(covered, textLength),
            LongestRun = findings.Max(f => f.LongestRun),
            Coverage = WorkCoverage.SlicesOf(covered, textLength),
            Matches = await ShowAsync(work, strongest, texts, cancellation),
            // Each scan was judged by itself. That any of them shows the work reproduced is at least as probable as that the strongest does.
            Verdict = FindingVerdict.Of(findings.MaxBy(f => f.Probability)!),
            Decision = await DecisionOnAsync(findings, cancellation),
        };
    }

    private void Count(bool isParaphrase, bool isSignificant)
    {
        switch (isParaphrase, isSignificant)
        {
            case (false, true): Significant++; break;
            case (false, false): Insignificant++; break;
            case (true, true): Paraphrases++; break;
            case (true, false): InsignificantParaphrases++; break;
        }
    }

    /// <summary>By scan, the text of the work that was scanned for.</summary>
    private async Task<Dictionary<Guid, string>> TextsOfAsync(IReadOnlyList<StoredFinding> findings, CancellationToken cancellation)
    {
        Guid workId = findings[0].WorkId;
        byte[][] hashes = [.. findings.Select(f => f.TextSha256)];
        List<RegisteredText> texts = await registry.Texts.AsNoTracking()
            .Where(t => t.WorkId == workId && hashes.Contains(t.Sha256)).ToListAsync(cancellation);
        return findings.ToDictionary(f => f.ScanId, f => texts.Single(t => t.Sha256.AsSpan().SequenceEqual(f.TextSha256)).Text);
    }

    private async Task<IReadOnlyList<ReportedMatch>> ShowAsync(
        RegisteredWork work, IReadOnlyList<StoredMatch> matches, Dictionary<Guid, string> texts, CancellationToken cancellation)
    {
        Guid[] otherIds = [.. matches.SelectMany(m => m.AlsoIn).Select(s => Guid.ParseExact(s.WorkId, "N")).Distinct()];
        Dictionary<string, RegisteredWork> others = (await registry.Works.AsNoTracking().Include(w => w.Catalog)
            .Where(w => otherIds.Contains(w.Id)).ToListAsync(cancellation)).ToDictionary(w => w.IndexId);
        long[] probeIds = [.. matches.Select(m => m.Output!.ProbeId).OfType<long>().Distinct()];
        Dictionary<long, string> prompts = await registry.Probes.AsNoTracking().Where(p => probeIds.Contains(p.Id))
            .ToDictionaryAsync(p => p.Id, p => p.Prompt, cancellation);
        return [.. matches.Select(row =>
        {
            Match match = row.ToMatch();
            StoredOutput output = row.Output!;
            return new ReportedMatch
            {
                Match = match with
                {
                    Source = match.Source with { WorkId = NameOf(work) },
                    AlsoIn = [.. match.AlsoIn.Select(s => s with { WorkId = NameOf(others[s.WorkId]) })],
                },
                Model = output.Model,
                Prompt = ReportedMatch.Shorten(output.Prompt ?? (output.ProbeId is long probe ? prompts.GetValueOrDefault(probe) : null)),
                Created = output.Answered,
                Output = PassageText.Of(output.Text, match.Output),
                Work = PassageText.Of(texts[row.ScanId], match.Source.Span),
                AlsoInTitles = [.. match.AlsoIn.Select(s => others[s.WorkId].Title)],
            };
        })];
    }

    /// <summary>Ids are unique in a catalog alone: those of other catalogs carry its name.</summary>
    private string NameOf(RegisteredWork work) => work.CatalogId == catalogId ? work.ExternalId : $"{work.Catalog!.Name}/{work.ExternalId}";

    /// <summary>A work counts as confirmed where all that is shown of it was.</summary>
    private async Task<ReportedDecision?> DecisionOnAsync(IReadOnlyList<StoredFinding> findings, CancellationToken cancellation)
    {
        if (findings.Any(f => f.Decision != Decided.Confirmed))
            return null;
        StoredFinding last = findings.MaxBy(f => f.Decided)!;
        string? by = last.DecidedById is Guid id
            ? await registry.AuditLog.Where(e => e.PersonId == id && e.SubjectKind == "finding" && e.SubjectId == last.Id.ToString())
                .OrderByDescending(e => e.Id).Select(e => e.Who).FirstOrDefaultAsync(cancellation)
            : null;
        return new ReportedDecision(Verdict.Confirmed, last.DecisionReason, by, last.Decided);
    }
}
