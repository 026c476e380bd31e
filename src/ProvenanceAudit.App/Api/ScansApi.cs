using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.App.Api;

/// <summary>
/// A scan, how it stands, and its totals; those of matches are of significant ones, and null before the scan has ended. Paraphrases are among the significant
/// matches; outputsWithMatches counts none of them, copiedWords and longestRun the words that they share with a work. Similarity says whether they are looked for,
/// meaning how they were.
/// </summary>
internal sealed record ScanView(
    Guid Id, long Number, string Name, Guid? PlanId, Guid ModelId, JobState? State, string? Error, long Questions, long Outputs,
    long OutputWords, long Requests, long PromptTokens, long CompletionTokens, long Matches, long SignificantMatches, long Paraphrases, long WorksFound,
    long? OutputsWithMatches, long? CopiedWords, int? LongestRun, bool Similarity, SimilaritySummary? Meaning, DateTimeOffset Created, DateTimeOffset? Started, DateTimeOffset? Finished)
{
    public static ScanView Of(Scan s, Job? job)
    {
        ScanTotals? totals = ScanTotals.Of(s);
        return new(
            s.Id, s.Number, s.Name, s.PlanId, s.ModelId, job?.State, job?.Error, s.Probes, s.Outputs, s.OutputWords, s.Requests,
            s.PromptTokens, s.CompletionTokens, s.Matches, s.SignificantMatches, s.Paraphrases, s.WorksFound, totals?.OutputsWithMatches,
            totals?.CopiedWords, totals?.LongestRun, ScanSettings.Read(s.SettingsJson).Similarity is not null, ComparedMeaning.Of(s), s.Created, s.Started, s.Finished);
    }
}

/// <summary>Scans, for auditors.</summary>
internal static class ScansApi
{
    /// <summary>Maps them.</summary>
    public static void MapScans(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/scans").WithTags("Scans").RequireAuthorization(RoleNames.Auditor);
        group.MapGet("", ListAsync).Wants(KeyScopes.ScansRead)
            .WithSummary("Lists scans, the oldest first; of one plan or model by planId, modelId; for auditors");
        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await ViewOfAsync(id, registry, cancellation) is { } view ? Results.Ok(view) : Results.NotFound())
            .Wants(KeyScopes.ScansRead).Produces<ScanView>().ProducesProblem(404).WithSummary("Gives a scan, and how it stands");
        group.MapPost("", StartAsync).Wants(KeyScopes.ScansWrite).Produces<ScanView>(202).ProducesValidationProblem(422)
            .WithSummary("Starts a scan of a live model")
            .WithDescription("What is left out is as on the page. The answer is 202 with the scan's address in Location; "
                + "ask there until finished is set. Files of outputs are handed in at their model.");
        group.MapPost("/{id:guid}/cancel", CancelAsync).Wants(KeyScopes.ScansWrite)
            .Produces<ScanView>(202).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Asks a scan to stop; what was answered is kept");
        group.MapPost("/{id:guid}/resume", ResumeAsync).Wants(KeyScopes.ScansWrite)
            .Produces<ScanView>(202).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Goes on with a scan that was cancelled or failed");
    }

    /// <summary>A scan as it stands; null where there is none.</summary>
    public static async Task<ScanView?> ViewOfAsync(Guid id, RegistryContext registry, CancellationToken cancellation)
    {
        Scan? scan = await registry.Scans.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation);
        return scan is null ? null : ScanView.Of(scan, (await ScanTotals.JobsOfAsync(registry, [id], cancellation)).GetValueOrDefault(id));
    }

    private static async Task<Part<ScanView>> ListAsync(
        [AsParameters] Paging paging, Guid? planId, Guid? modelId, RegistryContext registry, CancellationToken cancellation)
    {
        IQueryable<Scan> rows = registry.Scans.AsNoTracking();
        if (planId is Guid plan)
            rows = rows.Where(s => s.PlanId == plan);
        if (modelId is Guid model)
            rows = rows.Where(s => s.ModelId == model);
        if (paging.AfterNumber is long after)
            rows = rows.Where(s => s.Number > after);
        List<Scan> list = await rows.OrderBy(s => s.Number).Take(paging.Size + 1).ToListAsync(cancellation);
        IReadOnlyDictionary<Guid, Job> jobs = await ScanTotals.JobsOfAsync(registry, [.. list.Select(s => s.Id)], cancellation);
        return paging.PartOf(list, s => ScanView.Of(s, jobs.GetValueOrDefault(s.Id)), s => Paging.KeyOf(s.Number));
    }

    private static async Task<IResult> StartAsync(
        LiveScanInput input, RegistryContext registry, LiveScans scans, CancellationToken cancellation)
    {
        IReadOnlyList<FieldMistake> mistakes = FieldMistake.Of(input);
        Scan? scan = null;
        if (mistakes.Count == 0)
            (scan, mistakes) = await scans.StartAsync(registry, input, cancellation);
        return scan is null ? ApiErrors.Mistakes(mistakes) : await AcceptedAsync(scan.Id, registry, cancellation);
    }

    private static async Task<IResult> CancelAsync(
        Guid id, RegistryContext registry, JobLeases leases, AuditTrail trail, CancellationToken cancellation)
    {
        if (await ViewOfAsync(id, registry, cancellation) is null)
            return Results.NotFound();
        Job? job = (await ScanTotals.JobsOfAsync(registry, [id], cancellation)).GetValueOrDefault(id);
        if (job is null || !await leases.RequestCancelAsync(registry, job.Id, cancellation))
            return ApiErrors.Answer(StatusCodes.Status409Conflict, "The scan has ended already.");
        trail.Add(registry, "scan.cancelled", "scan", id);
        await registry.SaveChangesAsync(cancellation);
        return await AcceptedAsync(id, registry, cancellation);
    }

    private static async Task<IResult> ResumeAsync(Guid id, RegistryContext registry, ScanStart start, CancellationToken cancellation)
    {
        Scan? scan = await registry.Scans.AsNoTracking().SingleOrDefaultAsync(s => s.Id == id, cancellation);
        if (scan is null)
            return Results.NotFound();
        if (scan.Finished is not null)
            return ApiErrors.Answer(StatusCodes.Status409Conflict, "The scan has ended already.");
        await start.GoOnAsync(registry, scan, cancellation);
        return await AcceptedAsync(id, registry, cancellation);
    }

    private static async Task<IResult> AcceptedAsync(Guid id, RegistryContext registry, CancellationToken cancellation) =>
        Results.Accepted($"{ApiErrors.Root}/scans/{id}", await ViewOfAsync(id, registry, cancellation));
}
