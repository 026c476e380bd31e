using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Crawls;

/// <summary>What came of wanting a run.</summary>
/// <param name="Run">The run that is queued; null where it was left out.</param>
/// <param name="LeftOut">Why it was left out, a clause; null where it was not.</param>
internal sealed record MadeRun(CrawlRun? Run, string? LeftOut);

/// <summary>
/// Makes runs of crawls. A due run is made in one transaction: whoever moves the crawl's due time on makes the run and its job, or notes
/// why it is left out. A run that was broken off is gone on with before another is begun; one is under way at a time.
/// </summary>
internal sealed class CrawlRuns(RegistryDatabase database, JobQueue queue, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Crawls whose time has come.</summary>
    public async Task<IReadOnlyList<DuePlan>> ListDueAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        return await registry.CrawlPlans.AsNoTracking()
            .Where(p => p.NextDue <= now && p.Enabled && p.Archived == null && p.Cron != null).OrderBy(p => p.NextDue)
            .Select(p => new DuePlan(p.Id, p.NextDue!.Value, p.Cron!, p.TimeZone)).ToListAsync(cancellation);
    }

    /// <summary>Takes a due run, unless another has taken it.</summary>
    /// <returns>What came of it; null when it was another's.</returns>
    /// <exception cref="ScheduleException">The schedule cannot be read on this machine; another may be able to.</exception>
    public async Task<MadeRun?> RunDueAsync(DuePlan due, CancellationToken cancellation)
    {
        (int missed, DateTimeOffset? next) = due.PassTo(clock.GetUtcNow());
        MadeRun? made;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
        {
            await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
            int taken = await registry.CrawlPlans
                .Where(p => p.Id == due.PlanId && p.NextDue == due.Due && p.Cron == due.Cron && p.TimeZone == due.TimeZone
                    && p.Enabled && p.Archived == null)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.NextDue, next), cancellation);
            // The time may have been run before its crawl was rescheduled to it again.
            bool isTaken = taken == 0 || await registry.CrawlRuns.AnyAsync(r => r.PlanId == due.PlanId && r.Created == due.Due, cancellation);
            made = isTaken ? null : await MakeAsync(registry, due.PlanId, due.Due, missed, isDue: true, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        if (made?.Run is not null)
            queue.Nudge();
        return made;
    }

    /// <summary>Runs a crawl now, beside its schedule, or goes on with the run that was broken off.</summary>
    /// <param name="planId">The crawl; the caller sees it.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>What came of it; where it was left out, nothing was kept.</returns>
    public async Task<MadeRun> RunNowAsync(Guid planId, CancellationToken cancellation)
    {
        MadeRun made;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
        {
            await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
            // Changes nothing, and makes a scheduler that is about to run the crawl wait.
            await registry.CrawlPlans.Where(p => p.Id == planId)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.NextDue, x => x.NextDue), cancellation);
            made = await MakeAsync(registry, planId, clock.GetUtcNow(), 0, isDue: false, cancellation);
            if (made.Run is not null)
                await transaction.CommitAsync(cancellation);
        }
        if (made.Run is not null)
            queue.Nudge();
        return made;
    }

    /// <summary>The latest run of a crawl; null before the first.</summary>
    public static Task<CrawlRun?> LastOfAsync(RegistryContext registry, Guid planId, CancellationToken cancellation) =>
        registry.CrawlRuns.AsNoTracking().Where(r => r.PlanId == planId).OrderByDescending(r => r.Ordinal).FirstOrDefaultAsync(cancellation);

    private async Task<MadeRun> MakeAsync(
        RegistryContext registry, Guid planId, DateTimeOffset at, int missed, bool isDue, CancellationToken cancellation)
    {
        CrawlPlan plan = await registry.CrawlPlans.AsNoTracking().Include(p => p.Catalog).SingleAsync(p => p.Id == planId, cancellation);
        CrawlRun? last = await LastOfAsync(registry, planId, cancellation);
        string? leftOut = await ReasonAgainstAsync(registry, plan, last, cancellation);
        CrawlRun? run = leftOut is not null ? null
            : last is { Finished: null } ? last
            : registry.CrawlRuns.Add(new CrawlRun
            {
                RightsHolderId = plan.RightsHolderId,
                PlanId = planId,
                Ordinal = (last?.Ordinal ?? 0) + 1,
                Created = at,
            }).Entity;
        string action = leftOut is not null ? "crawl.left-out" : run == last ? "crawl.resumed-run" : "crawl.run";
        trail.Add(registry, action, "crawl", planId, plan.RightsHolderId, new
        {
            plan.Name,
            run = run?.Ordinal,
            due = isDue ? at : (DateTimeOffset?)null,
            missed,
            reason = leftOut ?? DuePlan.WordsOfMissed(missed),
        });
        await registry.SaveChangesAsync(cancellation);
        if (run is not null)
            await queue.EnqueueAsync(registry, JobKind.Crawl, run.Id, plan.RightsHolderId, cancellation);
        return new MadeRun(run, leftOut);
    }

    private static async Task<string?> ReasonAgainstAsync(
        RegistryContext registry, CrawlPlan plan, CrawlRun? last, CancellationToken cancellation)
    {
        if (plan.Catalog!.Archived is not null)
            return "its catalog was put away";
        bool isRunning = last is { Finished: null } && await registry.Jobs.AnyAsync(
            j => j.Kind == JobKind.Crawl && j.SubjectId == last.Id && (j.State == JobState.Queued || j.State == JobState.Running), cancellation);
        return isRunning ? string.Create(CultureInfo.InvariantCulture, $"run {last!.Ordinal} had not ended") : null;
    }
}
