using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Crawls;

/// <summary>What is done with crawls, from pages and API alike.</summary>
internal sealed class CrawlDesk(
    RegistryContext registry, Caller caller, CatalogDesk catalogs, CrawlRuns runs, JobStop stop, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Keeps a crawl.</summary>
    /// <param name="existing">The crawl as it was, tracked; null for a new one.</param>
    /// <param name="input">The crawl as it is to be.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The crawl, or what stands against it.</returns>
    public async Task<(CrawlPlan? Plan, IReadOnlyList<FieldMistake> Mistakes)> KeepAsync(
        CrawlPlan? existing, CrawlPlanInput input, CancellationToken cancellation)
    {
        var mistakes = new List<FieldMistake>([.. FieldMistake.Of(input), .. FieldMistake.Of(input.Crawl)]);
        input.Crawl.ToSettings(mistakes);
        string? cron = string.IsNullOrWhiteSpace(input.Cron) ? null : input.Cron.Trim();
        PlanSchedule? schedule = PlanSchedule.Sent(cron, input.TimeZone, mistakes);
        (Guid? holder, Guid? catalogId) = existing is null ? await PlaceAsync(input, mistakes, cancellation)
            : PlaceOf(existing, input, mistakes);
        string name = input.Name?.Trim() ?? "";
        Guid? id = existing?.Id;
        if (holder is not null && await registry.CrawlPlans.AnyAsync(p => p.RightsHolderId == holder && p.Name == name && p.Id != id, cancellation))
            mistakes.Add(new(nameof(input.Name), "There is a crawl of this name."));
        if (mistakes.Count > 0)
            return (null, mistakes);
        // The catalog and the crawl that fills it come to be together.
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        if (catalogId is null)
        {
            (Catalog? made, _, string mistake) = await catalogs.MakeAsync(
                holder!.Value, string.IsNullOrWhiteSpace(input.CatalogName) ? name : input.CatalogName, null, cancellation);
            if (made is null)
                return (null, [new(nameof(input.CatalogName), mistake)]);
            catalogId = made.Id;
        }
        CrawlPlan plan = existing ?? registry.CrawlPlans.Add(new CrawlPlan
        {
            RightsHolderId = holder!.Value,
            CatalogId = catalogId.Value,
            Name = name,
            SettingsJson = "{}",
            CreatedById = caller.PersonId,
        }).Entity;
        // A run that is due and not yet taken stays due, unless the schedule is another one now.
        bool isRescheduled = existing is null || plan.Cron != cron || plan.TimeZone != input.TimeZone;
        bool wasPaused = plan is { Cron: not null, Enabled: false };
        (plan.Name, plan.SettingsJson, plan.Cron, plan.TimeZone) = (name, input.Crawl.Write(), cron, input.TimeZone);
        plan.Enabled = schedule is not null && !wasPaused;
        if (isRescheduled || !plan.Enabled)
            SetNextDue(plan);
        trail.Add(registry, existing is null ? "crawl.made" : "crawl.changed", "crawl", plan.Id, plan.RightsHolderId,
            new { plan.Name, seeds = input.Crawl.Seeds.Take(20), plan.Cron, plan.TimeZone });
        await registry.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return (plan, []);
    }

    /// <summary>Stops the schedule, or obeys it again from now on; times that pass meanwhile are not made up for.</summary>
    /// <returns>False when the crawl has no schedule.</returns>
    public async Task<bool> PauseAsync(CrawlPlan plan, bool isPaused, CancellationToken cancellation)
    {
        if (plan.Cron is null)
            return false;
        if (plan.Enabled == isPaused)
        {
            plan.Enabled = !isPaused;
            SetNextDue(plan);
            trail.Add(registry, isPaused ? "crawl.paused" : "crawl.resumed", "crawl", plan.Id, plan.RightsHolderId);
            await registry.SaveChangesAsync(cancellation);
        }
        return true;
    }

    /// <summary>Puts a crawl away, or takes it into use again; what it found stays.</summary>
    public async Task PutAwayAsync(CrawlPlan plan, bool isAway, CancellationToken cancellation)
    {
        if (plan.Archived is not null == isAway)
            return;
        plan.Archived = isAway ? clock.GetUtcNow() : null;
        SetNextDue(plan);
        trail.Add(registry, isAway ? "crawl.archived" : "crawl.restored", "crawl", plan.Id, plan.RightsHolderId);
        await registry.SaveChangesAsync(cancellation);
    }

    /// <summary>Runs a crawl now, or goes on with the run that was broken off.</summary>
    public async Task<MadeRun> RunAsync(CrawlPlan plan, CancellationToken cancellation) => plan.Archived is not null
        ? new MadeRun(null, "it was put away")
        : await runs.RunNowAsync(plan.Id, cancellation);

    /// <summary>Asks the run that is under way to stop; what was visited is kept.</summary>
    /// <returns>Whether there was one.</returns>
    public async Task<bool> StopAsync(CrawlPlan plan, CancellationToken cancellation)
    {
        CrawlRun? last = await LastRunAsync(plan.Id, cancellation);
        return last is not null && await stop.AskAsync(JobKind.Crawl, last.Id, plan.RightsHolderId, cancellation);
    }

    /// <summary>The latest run of a crawl; null before the first.</summary>
    public Task<CrawlRun?> LastRunAsync(Guid planId, CancellationToken cancellation) =>
        CrawlRuns.LastOfAsync(registry, planId, cancellation);

    /// <summary>The last job of each of some runs, by run.</summary>
    public async Task<IReadOnlyDictionary<Guid, Job>> JobsOfAsync(IReadOnlyCollection<Guid> runIds, CancellationToken cancellation)
    {
        List<Job> jobs = await registry.Jobs.AsNoTracking()
            .Where(j => j.Kind == JobKind.Crawl && runIds.Contains(j.SubjectId)).ToListAsync(cancellation);
        return jobs.GroupBy(j => j.SubjectId).ToDictionary(g => g.Key, g => g.MaxBy(j => j.Queued)!);
    }

    /// <summary>Whose a new crawl is, and into which catalog it goes; null for one that is to be made.</summary>
    private async Task<(Guid? HolderId, Guid? CatalogId)> PlaceAsync(
        CrawlPlanInput input, List<FieldMistake> mistakes, CancellationToken cancellation)
    {
        Guid? holder = caller.RightsHolderId ?? input.RightsHolderId;
        if (input.CatalogId is Guid catalogId)
        {
            Catalog? catalog = await registry.Catalogs.AsNoTracking().SingleOrDefaultAsync(c => c.Id == catalogId, cancellation);
            if (catalog is null)
                mistakes.Add(new(nameof(input.CatalogId), "There is no such catalog."));
            else if (catalog.Archived is not null)
                mistakes.Add(new(nameof(input.CatalogId), "The catalog was put away; take it into use first."));
            else if ((input.RightsHolderId ?? catalog.RightsHolderId) != catalog.RightsHolderId)
                mistakes.Add(new(nameof(input.CatalogId), "The catalog is another rights holder's."));
            return (catalog?.RightsHolderId, catalogId);
        }
        if (holder is null || (input.RightsHolderId ?? holder) != holder || !await registry.RightsHolders.AnyAsync(r => r.Id == holder, cancellation))
        {
            mistakes.Add(new(nameof(input.RightsHolderId), "Choose whose crawl it is."));
            return (null, null);
        }
        return (holder, null);
    }

    private static (Guid? HolderId, Guid? CatalogId) PlaceOf(CrawlPlan existing, CrawlPlanInput input, List<FieldMistake> mistakes)
    {
        if ((input.CatalogId ?? existing.CatalogId) != existing.CatalogId)
            mistakes.Add(new(nameof(input.CatalogId), "A crawl keeps its catalog; make another crawl for another one."));
        if ((input.RightsHolderId ?? existing.RightsHolderId) != existing.RightsHolderId)
            mistakes.Add(new(nameof(input.RightsHolderId), "A crawl keeps its rights holder."));
        return (existing.RightsHolderId, existing.CatalogId);
    }

    private void SetNextDue(CrawlPlan plan) => plan.NextDue = plan is { Enabled: true, Archived: null }
        ? PlanSchedule.Kept(plan.Cron, plan.TimeZone)?.Next(clock.GetUtcNow())
        : null;
}
