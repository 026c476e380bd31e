using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A crawl: what it visits, into which catalog, and when.</summary>
internal sealed record CrawlView(
    Guid Id, Guid RightsHolderId, Guid CatalogId, string Name, CrawlInput Crawl, string? Cron, string TimeZone, string? ScheduleInWords,
    bool Enabled, DateTimeOffset? NextDue, DateTimeOffset Created, DateTimeOffset? Archived)
{
    public static CrawlView Of(CrawlPlan p) => new(
        p.Id, p.RightsHolderId, p.CatalogId, p.Name, CrawlInput.Read(p.SettingsJson), p.Cron, p.TimeZone,
        PlanSchedule.Kept(p.Cron, p.TimeZone)?.Words, p.Enabled, p.NextDue, p.Created, p.Archived);
}

/// <summary>A run of a crawl. Done and total are pages while it is under way; the other numbers are null before its end.</summary>
internal sealed record CrawlRunView(
    Guid Id, Guid CrawlId, int Ordinal, JobState? State, string? Error, long? Done, long? Total, DateTimeOffset Created, DateTimeOffset? Finished,
    long? Requests, long? Pages, long? Texts, long? Duplicates, long? Statements, long? Bytes, long? Waiting, string? Unfinished,
    IReadOnlyDictionary<string, long>? Outcomes)
{
    public static CrawlRunView Of(CrawlRun r, Job? job)
    {
        CrawlSummary? summary = CrawlStanding.SummaryOf(r);
        CrawlProgress? end = summary?.Progress;
        return new(
            r.Id, r.PlanId, r.Ordinal, job?.State, job?.Error, job?.ProgressDone, job?.ProgressTotal, r.Created, r.Finished, end?.Requests, end?.Pages,
            end?.Texts, summary?.Duplicates, summary?.Statements, end?.Bytes, end?.Waiting, summary?.Unfinished,
            summary?.Outcomes.ToDictionary(o => o.Key.ToString(), o => o.Value));
    }
}

/// <summary>An address that a crawl knows, and what came of visiting it last.</summary>
internal sealed record CrawledAddressView(
    string Address, string Kind, int Depth, string? FoundOn, VisitOutcome? Outcome, string? Reason, int? Status, DateTimeOffset? Visited,
    string? MediaType, string? BodySha256, string? RedirectsTo, string? TextAddress, string? DuplicateOf, Guid? WorkId, string? WarcFile,
    long? WarcOffset)
{
    public static CrawledAddressView Of(CrawledAddress a) => new(
        a.Address, a.Kind, a.Depth, a.FoundOn, a.Outcome is null ? null : Enum.Parse<VisitOutcome>(a.Outcome), a.Reason, a.Status, a.Visited,
        a.MediaType, a.BodySha256, a.RedirectsTo, a.TextAddress, a.DuplicateOf, a.WorkId, a.WarcFile, a.WarcOffset);
}

/// <summary>Crawls, their runs and their addresses.</summary>
internal static class CrawlsApi
{
    /// <summary>Maps them.</summary>
    public static void MapCrawls(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/crawls").WithTags("Crawls");
        group.MapGet("", async ([AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<CrawlPlan> rows = registry.CrawlPlans.AsNoTracking();
            if (paging.AfterId is Guid after)
                rows = rows.Where(p => p.Id > after);
            List<CrawlPlan> list = await rows.OrderBy(p => p.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, CrawlView.Of, p => Paging.KeyOf(p.Id));
        }).Wants(KeyScopes.CrawlsRead).WithSummary("Lists crawls, the oldest first");

        group.MapGet("/{id:guid}", (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            WithAsync(id, registry, plan => Task.FromResult(Results.Ok(CrawlView.Of(plan))), cancellation))
            .Wants(KeyScopes.CrawlsRead).Produces<CrawlView>().ProducesProblem(404).WithSummary("Gives a crawl");

        group.MapPost("", (CrawlPlanInput input, CrawlDesk desk, CancellationToken cancellation) => KeepAsync(null, input, desk, cancellation))
            .Wants(KeyScopes.CrawlsWrite).Produces<CrawlView>(201).ProducesValidationProblem(422).WithSummary("Makes a crawl")
            .WithDescription("Its pages become works of the catalog; without catalogId, of a new one. It runs by its cron expression (minute, hour, "
                + "day of the month, month, day of the week) or when a run is asked for. Only the public internet is reached, and what the "
                + "operator allows besides.");

        group.MapPut("/{id:guid}", (Guid id, CrawlPlanInput input, RegistryContext registry, CrawlDesk desk, CancellationToken cancellation) =>
            WithAsync(id, registry, plan => KeepAsync(plan, input, desk, cancellation), cancellation))
            .Wants(KeyScopes.CrawlsWrite).Produces<CrawlView>().ProducesProblem(404).ProducesValidationProblem(422)
            .WithSummary("Changes a crawl: what is left out is as for a new one; the catalog stays");

        MapChange(group, "pause", "Pauses a schedule; times that pass meanwhile are not made up for", async (desk, plan, cancellation) =>
            await desk.PauseAsync(plan, true, cancellation) ? null : "The crawl has no schedule.");
        MapChange(group, "resume", "Obeys a crawl's schedule again", async (desk, plan, cancellation) =>
            await desk.PauseAsync(plan, false, cancellation) ? null : "The crawl has no schedule.");
        MapChange(group, "archive", "Puts a crawl away; what it found stays", async (desk, plan, cancellation) =>
        {
            await desk.PutAwayAsync(plan, true, cancellation);
            return null;
        });
        MapChange(group, "restore", "Takes a crawl into use again", async (desk, plan, cancellation) =>
        {
            await desk.PutAwayAsync(plan, false, cancellation);
            return null;
        });
        group.MapPost("/{id:guid}/runs", RunAsync).Wants(KeyScopes.CrawlsWrite).Produces<CrawlRunView>(202).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Runs a crawl now, or goes on with the run that was stopped")
            .WithDescription("The answer is 202 with the list of runs in Location, or 409 where a run has not ended.");
        group.MapPost("/{id:guid}/stop", StopAsync).Wants(KeyScopes.CrawlsWrite).Produces<CrawlRunView>(202).ProducesProblem(404).ProducesProblem(409)
            .WithSummary("Asks the run that is under way to stop; what was visited is kept");
        group.MapGet("/{id:guid}/runs", ListRunsAsync).Wants(KeyScopes.CrawlsRead).Produces<Part<CrawlRunView>>().ProducesProblem(404)
            .WithSummary("Lists a crawl's runs with what they came to, the latest first");
        group.MapGet("/{id:guid}/addresses", ListAddressesAsync).Wants(KeyScopes.CrawlsRead).Produces<Part<CrawledAddressView>>().ProducesProblem(404)
            .WithSummary("Lists the addresses that a crawl knows, in the order of their finding; by outcome")
            .WithDescription("An outcome of null is an address that was not visited yet. duplicateOf is the address whose page has the same text.");
    }

    private static void MapChange(
        RouteGroupBuilder group, string verb, string summary, Func<CrawlDesk, CrawlPlan, CancellationToken, Task<string?>> change) =>
        group.MapPost($"/{{id:guid}}/{verb}", (Guid id, RegistryContext registry, CrawlDesk desk, CancellationToken cancellation) =>
            WithAsync(id, registry, async plan => await change(desk, plan, cancellation) is { } conflict
                ? ApiErrors.Answer(StatusCodes.Status409Conflict, conflict)
                : Results.Ok(CrawlView.Of(plan)), cancellation))
            .Wants(KeyScopes.CrawlsWrite).Produces<CrawlView>().ProducesProblem(404).ProducesProblem(409).WithSummary(summary);

    private static async Task<IResult> WithAsync(
        Guid id, RegistryContext registry, Func<CrawlPlan, Task<IResult>> answer, CancellationToken cancellation) =>
        await registry.CrawlPlans.SingleOrDefaultAsync(p => p.Id == id, cancellation) is { } plan ? await answer(plan) : Results.NotFound();

    private static async Task<IResult> KeepAsync(CrawlPlan? existing, CrawlPlanInput input, CrawlDesk desk, CancellationToken cancellation)
    {
        if (input.Crawl is null)
            return ApiErrors.Mistakes("crawl", "Say what to visit.");
        (CrawlPlan? plan, IReadOnlyList<FieldMistake> mistakes) = await desk.KeepAsync(existing, input, cancellation);
        return plan is null ? ApiErrors.Mistakes(mistakes.Select(Within))
            : existing is null ? Results.Created($"{ApiErrors.Root}/crawls/{plan.Id}", CrawlView.Of(plan))
            : Results.Ok(CrawlView.Of(plan));
    }

    /// <summary>A mistake at the place in the body that it is about.</summary>
    private static FieldMistake Within(FieldMistake mistake) => typeof(CrawlInput).GetProperty(mistake.Field) is null ? mistake
        : mistake with { Field = "crawl." + System.Text.Json.JsonNamingPolicy.CamelCase.ConvertName(mistake.Field) };

    private static Task<IResult> RunAsync(Guid id, RegistryContext registry, CrawlDesk desk, CancellationToken cancellation) =>
        WithAsync(id, registry, async plan => await desk.RunAsync(plan, cancellation) is { LeftOut: { } reason }
            ? ApiErrors.Answer(StatusCodes.Status409Conflict, $"It was not run: {reason}.")
            : await AcceptedAsync(plan, desk, cancellation), cancellation);

    private static Task<IResult> StopAsync(Guid id, RegistryContext registry, CrawlDesk desk, CancellationToken cancellation) =>
        WithAsync(id, registry, async plan => await desk.StopAsync(plan, cancellation)
            ? await AcceptedAsync(plan, desk, cancellation)
            : ApiErrors.Answer(StatusCodes.Status409Conflict, "No run is under way."), cancellation);

    private static async Task<IResult> AcceptedAsync(CrawlPlan plan, CrawlDesk desk, CancellationToken cancellation)
    {
        CrawlRun run = (await desk.LastRunAsync(plan.Id, cancellation))!;
        IReadOnlyDictionary<Guid, Job> jobs = await desk.JobsOfAsync([run.Id], cancellation);
        return Results.Accepted($"{ApiErrors.Root}/crawls/{plan.Id}/runs", CrawlRunView.Of(run, jobs.GetValueOrDefault(run.Id)));
    }

    private static async Task<IResult> ListRunsAsync(
        Guid id, [AsParameters] Paging paging, RegistryContext registry, CrawlDesk desk, CancellationToken cancellation)
    {
        if (!await registry.CrawlPlans.AnyAsync(p => p.Id == id, cancellation))
            return Results.NotFound();
        IQueryable<CrawlRun> rows = registry.CrawlRuns.AsNoTracking().Where(r => r.PlanId == id);
        if (paging.AfterNumber is long before)
            rows = rows.Where(r => r.Ordinal < before);
        List<CrawlRun> list = await rows.OrderByDescending(r => r.Ordinal).Take(paging.Size + 1).ToListAsync(cancellation);
        IReadOnlyDictionary<Guid, Job> jobs = await desk.JobsOfAsync([.. list.Select(r => r.Id)], cancellation);
        return Results.Ok(paging.PartOf(list, r => CrawlRunView.Of(r, jobs.GetValueOrDefault(r.Id)), r => Paging.KeyOf(r.Ordinal)));
    }

    private static async Task<IResult> ListAddressesAsync(
        Guid id, [AsParameters] Paging paging, VisitOutcome? outcome, RegistryContext registry, CancellationToken cancellation)
    {
        if (!await registry.CrawlPlans.AnyAsync(p => p.Id == id, cancellation))
            return Results.NotFound();
        IQueryable<CrawledAddress> rows = registry.CrawledAddresses.AsNoTracking().Where(a => a.PlanId == id);
        if (outcome?.ToString() is { } wanted)
            rows = rows.Where(a => a.Outcome == wanted);
        if (paging.AfterNumber is long after)
            rows = rows.Where(a => a.Ordinal > after);
        List<CrawledAddress> list = await rows.OrderBy(a => a.Ordinal).Take(paging.Size + 1).ToListAsync(cancellation);
        return Results.Ok(paging.PartOf(list, CrawledAddressView.Of, a => Paging.KeyOf(a.Ordinal)));
    }
}
