using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Api;

/// <summary>A copied or reworded passage: spans are half-open, in UTF-16 code units of the whole texts.</summary>
internal sealed record MatchView(
    long Id, Guid ScanId, long OutputId, Guid WorkId, MatchKind Kind, TextSpan Output, TextSpan Work, int Words, double Identity, int LongestRun,
    double? Similarity, double EValue, bool Significant, QuotationSigns Quotation)
{
    public static MatchView Of(StoredMatch m) => new(
        m.Id, m.ScanId, m.OutputId, m.WorkId, m.Kind, new TextSpan(m.OutputStart, m.OutputEnd), new TextSpan(m.WorkStart, m.WorkEnd), m.Words,
        m.Identity, m.LongestRun, m.Similarity, m.EValue, m.Significant, m.Quotation);
}

/// <summary>A copied passage with the words of both sides and what stands around them.</summary>
/// <param name="Match">Where it is.</param>
/// <param name="Model">Model as the output states it.</param>
/// <param name="Asked">What the model was asked, where kept.</param>
/// <param name="Answered">When it answered, where kept.</param>
/// <param name="OutputText">The output's side.</param>
/// <param name="WorkText">The work's side; null where the work has another text since, and the match belongs to no finding.</param>
/// <param name="Runs">Runs of identical words.</param>
/// <param name="Sentences">What says the same on both sides of a paraphrase.</param>
internal sealed record MatchDetail(
    MatchView Match, string? Model, string? Asked, DateTimeOffset? Answered, PassageText OutputText, PassageText? WorkText,
    IReadOnlyList<CommonRun> Runs, IReadOnlyList<SentencePair> Sentences);

/// <summary>Matches.</summary>
internal static class MatchesApi
{
    /// <summary>Maps them.</summary>
    public static void MapMatches(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/matches").WithTags("Matches");
        group.MapGet("", async (
            [AsParameters] Paging paging, Guid? findingId, Guid? scanId, Guid? workId, MatchKind? kind, RegistryContext registry,
            CancellationToken cancellation) =>
        {
            IQueryable<StoredMatch> rows = registry.Matches.AsNoTracking();
            if (findingId is Guid finding)
                rows = rows.Where(m => registry.Findings.Any(f => f.Id == finding && f.ScanId == m.ScanId && f.WorkId == m.WorkId));
            if (scanId is Guid scan)
                rows = rows.Where(m => m.ScanId == scan);
            if (workId is Guid work)
                rows = rows.Where(m => m.WorkId == work);
            if (kind is MatchKind wanted)
                rows = rows.Where(m => m.Kind == wanted);
            if (paging.AfterNumber is long after)
                rows = rows.Where(m => m.Id > after);
            List<StoredMatch> list = await rows.OrderBy(m => m.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, MatchView.Of, m => Paging.KeyOf(m.Id));
        }).Wants(KeyScopes.FindingsRead).WithSummary("Lists copied and reworded passages; of a finding, a scan or a work by findingId, scanId, workId; of a kind by kind");

        group.MapGet("/{id:long}", async (long id, RegistryContext registry, CancellationToken cancellation) =>
        {
            StoredMatch? match = await registry.Matches.AsNoTracking().Include(m => m.Output).SingleOrDefaultAsync(m => m.Id == id, cancellation);
            if (match is null)
                return Results.NotFound();
            string? work = await TextOfAsync(registry, match, cancellation);
            StoredOutput output = match.Output!;
            string? asked = output.Prompt ?? (output.ProbeId is long probe
                ? await registry.Probes.Where(p => p.Id == probe).Select(p => p.Prompt).SingleOrDefaultAsync(cancellation)
                : null);
            MatchView view = MatchView.Of(match);
            return Results.Ok(new MatchDetail(
                view, output.Model, asked, output.Answered, PassageText.Of(output.Text, view.Output),
                work is null ? null : PassageText.Of(work, view.Work), match.Runs, match.Sentences));
        }).Wants(KeyScopes.FindingsRead).Produces<MatchDetail>().ProducesProblem(404)
            .WithSummary("Gives a passage with the words of both sides");
    }

    /// <summary>The text that was scanned for; null where a match belongs to no finding and the work has another text since.</summary>
    private static async Task<string?> TextOfAsync(RegistryContext registry, StoredMatch match, CancellationToken cancellation)
    {
        byte[]? hash = await registry.Findings.Where(f => f.ScanId == match.ScanId && f.WorkId == match.WorkId)
            .Select(f => f.TextSha256).SingleOrDefaultAsync(cancellation);
        hash ??= await registry.Works
            .Where(w => w.Id == match.WorkId && registry.Scans.Any(s => s.Id == match.ScanId && s.IndexRevision >= w.Revision))
            .Select(w => w.TextSha256).SingleOrDefaultAsync(cancellation);
        return hash is null ? null
            : await registry.Texts.Where(t => t.WorkId == match.WorkId && t.Sha256 == hash).Select(t => t.Text).SingleAsync(cancellation);
    }
}
