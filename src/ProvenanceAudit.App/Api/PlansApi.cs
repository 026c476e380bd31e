using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A plan of scans: what it asks, and when.</summary>
internal sealed record PlanView(
    Guid Id, string Name, string? Cron, string TimeZone, string? ScheduleInWords, bool Enabled, DateTimeOffset? NextDue,
    bool NewPlacesEachRun, LiveScanInput Scan, DateTimeOffset Created, DateTimeOffset? Archived)
{
    public static PlanView Of(ScanPlan p)
    {
        PlanInput input = PlanDesk.InputOf(p);
        return new(
            p.Id, p.Name, p.Cron, p.TimeZone, PlanSchedule.Kept(p.Cron, p.TimeZone)?.Words, p.Enabled, p.NextDue, p.NewPlacesEachRun,
            input.Scan, p.Created, p.Archived);
    }
}

/// <summary>A time that a plan was due or run by hand, and what came of it: a scan, or the reason why it was left out.</summary>
internal sealed record PlanRunView(DateTimeOffset At, Guid? ScanId, int Missed, string? LeftOut, ScanView? Scan)
{
    public static PlanRunView Of(ScanPlanRun r, Job? job) =>
        new(r.At, r.ScanId, r.Missed, r.LeftOut, r.Scan is null ? null : ScanView.Of(r.Scan, job));
}

/// <summary>Plans of scans, for auditors.</summary>
internal static class PlansApi
{
    /// <summary>Maps them.</summary>
    public static void MapPlans(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/plans").WithTags("Plans").RequireAuthorization(RoleNames.Auditor);
        group.MapGet("", async ([AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<ScanPlan> rows = registry.ScanPlans.AsNoTracking().Include(p => p.Catalogs);
            if (paging.AfterId is Guid after)
                rows = rows.Where(p => p.Id > after);
            List<ScanPlan> list = await rows.OrderBy(p => p.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, PlanView.Of, p => Paging.KeyOf(p.Id));
        }).Wants(KeyScopes.ScansRead).WithSummary("Lists plans, the oldest first; for auditors");

        group.MapGet("/{id:guid}", (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            WithAsync(id, registry, plan => Task.FromResult(Results.Ok(PlanView.Of(plan))), cancellation))
            .Wants(KeyScopes.ScansRead).Produces<PlanView>().ProducesProblem(404).WithSummary("Gives a plan");

        group.MapPost("", (PlanInput input, RegistryContext registry, PlanDesk desk, CancellationToken cancellation) =>
            KeepAsync(null, input, registry, desk, cancellation))
            .Wants(KeyScopes.ScansWrite).Produces<PlanView>(201).ProducesValidationProblem(422).WithSummary("Makes a plan")
            .WithDescription("A cron expression has five fields: minute, hour, day of the month, month, day of the week; "
                + "where both days are given, both must hold. All runs ask the same questions unless newPlacesEachRun is set.");

        group.MapPut("/{id:guid}", (Guid id, PlanInput input, RegistryContext registry, PlanDesk desk, CancellationToken cancellation) =>
            WithAsync(id, registry, plan => KeepAsync(plan, input, registry, desk, cancellation), cancellation))
            .Wants(KeyScopes.ScansWrite).Produces<PlanView>().ProducesProblem(404).ProducesValidationProblem(422)
            .WithSummary("Changes a plan: what is left out is as for a new one");

        MapChange(group, "pause", "Pauses a schedule; times that pass meanwhile are not made up for", async (desk, registry, plan, cancellation) =>
            await desk.PauseAsync(registry, plan, true, cancellation) ? null : "The plan has no schedule.");
        MapChange(group, "resume", "Obeys a plan's schedule again", async (desk, registry, plan, cancellation) =>
            await desk.PauseAsync(registry, plan, false, cancellation) ? null : "The plan has no schedule.");
        MapChange(group, "archive", "Puts a plan away; its runs stay", async (desk, registry, plan, cancellation) =>
        {
            await desk.PutAwayAsync(registry, plan, true, cancellation);
            return null;
        });
        MapChange(group, "restore", "Takes a plan into use again", async (desk, registry, plan, cancellation) =>
        {
            await desk.PutAwayAsync(registry, plan, false, cancellation);
            return null;
        });
        group.MapPost("/{id:guid}/runs", RunAsync).Wants(KeyScopes.ScansWrite).Produces<ScanView>(202).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Runs a plan now, beside its schedule")
            .WithDescription("The answer is 202 with the scan's address in Location, or 409 where the run before has not ended.");
        group.MapGet("/{id:guid}/runs", ListRunsAsync).Wants(KeyScopes.ScansRead).Produces<Part<PlanRunView>>().ProducesProblem(404)
            .WithSummary("Lists a plan's runs with what came of them, the latest first; those left out too");
    }

    private static void MapChange(
        RouteGroupBuilder group, string verb, string summary,
        Func<PlanDesk, RegistryContext, ScanPlan, CancellationToken, Task<string?>> change) =>
        group.MapPost($"/{{id:guid}}/{verb}", (Guid id, RegistryContext registry, PlanDesk desk, CancellationToken cancellation) =>
            WithAsync(id, registry, async plan => await change(desk, registry, plan, cancellation) is { } conflict
                ? ApiErrors.Answer(StatusCodes.Status409Conflict, conflict)
                : Results.Ok(PlanView.Of(plan)), cancellation))
            .Wants(KeyScopes.ScansWrite).Produces<PlanView>().ProducesProblem(404).ProducesProblem(409).WithSummary(summary);

    private static async Task<IResult> WithAsync(
        Guid id, RegistryContext registry, Func<ScanPlan, Task<IResult>> answer, CancellationToken cancellation) =>
        await registry.ScanPlans.Include(p => p.Catalogs).SingleOrDefaultAsync(p => p.Id == id, cancellation) is { } plan
            ? await answer(plan)
            : Results.NotFound();

    private static async Task<IResult> KeepAsync(
        ScanPlan? existing, PlanInput input, RegistryContext registry, PlanDesk desk, CancellationToken cancellation)
    {
        input.TimeZone ??= "";
        IReadOnlyList<FieldMistake> mistakes = FieldMistake.Of(input);
        if (mistakes.Count > 0)
            return ApiErrors.Mistakes(mistakes);
        if (input.Scan is null)
            return ApiErrors.Mistakes("scan", "Say what to ask.");
        mistakes = FieldMistake.Of(input.Scan);
        if (mistakes.Count > 0)
            return ApiErrors.Mistakes(mistakes, "scan.");
        (ScanPlan? plan, mistakes) = await desk.KeepAsync(registry, existing, input, cancellation);
        return plan is null ? ApiErrors.Mistakes(mistakes.Select(Within))
            : existing is null ? Results.Created($"{ApiErrors.Root}/plans/{plan.Id}", PlanView.Of(plan))
            : Results.Ok(PlanView.Of(plan));
    }

    /// <summary>A mistake at the place in the body that it is about.</summary>
    private static FieldMistake Within(FieldMistake mistake) => mistake.Field switch
    {
        nameof(LiveScanInput.ModelId) => mistake with { Field = "scan.modelId" },
        nameof(LiveScanInput.CatalogIds) => mistake with { Field = "scan.catalogIds" },
        _ => mistake,
    };

    private static async Task<IResult> RunAsync(
        Guid id, RegistryContext registry, PlanRuns runs, Caller caller, CancellationToken cancellation)
    {
        ScanPlan? plan = await registry.ScanPlans.AsNoTracking().SingleOrDefaultAsync(p => p.Id == id, cancellation);
        if (plan is null)
            return Results.NotFound();
        if (plan.Archived is not null)
            return ApiErrors.Answer(StatusCodes.Status409Conflict, "The plan was put away; restore it first.");
        ScanPlanRun run = await runs.RunNowAsync(id, caller.PersonId, cancellation);
        return run.LeftOut is { } reason
            ? ApiErrors.Answer(StatusCodes.Status409Conflict, $"It was not run: {reason}.")
            : Results.Accepted(
                $"{ApiErrors.Root}/scans/{run.ScanId}", await ScansApi.ViewOfAsync(run.ScanId!.Value, registry, cancellation));
    }

    private static async Task<IResult> ListRunsAsync(
        Guid id, [AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation)
    {
        if (!await registry.ScanPlans.AnyAsync(p => p.Id == id, cancellation))
            return Results.NotFound();
        IQueryable<ScanPlanRun> rows = registry.ScanPlanRuns.AsNoTracking().Include(r => r.Scan).Where(r => r.PlanId == id);
        if (paging.AfterTime is (DateTimeOffset time, _))
            rows = rows.Where(r => r.At < time);
        List<ScanPlanRun> list = await rows.OrderByDescending(r => r.At).Take(paging.Size + 1).ToListAsync(cancellation);
        IReadOnlyDictionary<Guid, Job> jobs = await ScanTotals.JobsOfAsync(
            registry, [.. list.Select(r => r.ScanId).OfType<Guid>()], cancellation);
        return Results.Ok(paging.PartOf(
            list, r => PlanRunView.Of(r, r.ScanId is Guid scan ? jobs.GetValueOrDefault(scan) : null), r => Paging.KeyOf(r.At, r.PlanId)));
    }
}
