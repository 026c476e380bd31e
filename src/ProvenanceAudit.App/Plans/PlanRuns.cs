using System.Globalization;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Plans;

/// <summary>
/// Makes scans of plans. A due run is made in one transaction: whoever moves the plan's due time on makes the scan and its job, or
/// notes why it is left out. Others find the time moved on; who is killed in the middle has done nothing, and the next one does it all.
/// </summary>
internal sealed class PlanRuns(RegistryDatabase database, JobQueue queue, AuditTrail trail, TimeProvider clock)
{
    /// <summary>Plans whose time has come.</summary>
    public async Task<IReadOnlyList<DuePlan>> ListDueAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = clock.GetUtcNow();
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        return await registry.ScanPlans.AsNoTracking()
            .Where(p => p.NextDue <= now && p.Enabled && p.Archived == null && p.Cron != null).OrderBy(p => p.NextDue)
            .Select(p => new DuePlan(p.Id, p.NextDue!.Value, p.Cron!, p.TimeZone)).ToListAsync(cancellation);
    }

    /// <summary>Takes a due run, unless another has taken it.</summary>
    /// <returns>What came of it; null when it was another's.</returns>
    /// <exception cref="ScheduleException">The schedule cannot be read on this machine; another may be able to.</exception>
    public async Task<ScanPlanRun?> RunDueAsync(DuePlan due, CancellationToken cancellation)
    {
        (int missed, DateTimeOffset? next) = due.PassTo(clock.GetUtcNow());
        ScanPlanRun? run;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
        {
            await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
            int taken = await registry.ScanPlans
                .Where(p => p.Id == due.PlanId && p.NextDue == due.Due && p.Cron == due.Cron && p.TimeZone == due.TimeZone
                    && p.Enabled && p.Archived == null)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.NextDue, next), cancellation);
            // The time may have been run before its plan was rescheduled to it again.
            bool isTaken = taken == 0
                || await registry.ScanPlanRuns.AnyAsync(r => r.PlanId == due.PlanId && r.At == due.Due, cancellation);
            run = isTaken ? null : await MakeAsync(registry, due.PlanId, due.Due, missed, null, cancellation);
            await transaction.CommitAsync(cancellation);
        }
        if (run?.ScanId is not null)
            queue.Nudge();
        return run;
    }

    /// <summary>Runs a plan now, beside its schedule.</summary>
    /// <param name="planId">The plan.</param>
    /// <param name="personId">Who wants it.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>What came of it; where it was left out, nothing was kept.</returns>
    public async Task<ScanPlanRun> RunNowAsync(Guid planId, Guid? personId, CancellationToken cancellation)
    {
        ScanPlanRun run;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
        {
            await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
            // Changes nothing, and makes a scheduler that is about to run the plan wait.
            await registry.ScanPlans.Where(p => p.Id == planId)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.NextDue, x => x.NextDue), cancellation);
            run = await MakeAsync(registry, planId, clock.GetUtcNow(), 0, personId, cancellation);
            if (run.ScanId is not null)
                await transaction.CommitAsync(cancellation);
        }
        if (run.ScanId is not null)
            queue.Nudge();
        return run;
    }

    private async Task<ScanPlanRun> MakeAsync(
        RegistryContext registry, Guid planId, DateTimeOffset at, int missed, Guid? personId, CancellationToken cancellation)
    {
        ScanPlan plan = await registry.ScanPlans.AsNoTracking().Include(p => p.Model).Include(p => p.Catalogs)
            .SingleAsync(p => p.Id == planId, cancellation);
        string? leftOut = await ReasonAgainstAsync(registry, plan, cancellation);
        Scan? scan = leftOut is null ? ScanOf(plan, at, personId) : null;
        var run = new ScanPlanRun { PlanId = planId, At = at, ScanId = scan?.Id, Missed = missed, LeftOut = leftOut };
        if (scan is not null)
            registry.Scans.Add(scan);
        registry.ScanPlanRuns.Add(run);
        TimeSpan late = personId is null ? clock.GetUtcNow() - at : TimeSpan.Zero;
        trail.Add(registry, leftOut is null ? "plan.run" : "plan.left-out", "plan", planId, null, new
        {
            plan.Name,
            scan = scan?.Id,
            due = personId is null ? at : (DateTimeOffset?)null,
            lateSeconds = (long)late.TotalSeconds,
            missed,
            reason = leftOut ?? DuePlan.WordsOfMissed(missed),
        });
        await registry.SaveChangesAsync(cancellation);
        if (scan is not null)
            await queue.EnqueueAsync(registry, JobKind.Scan, scan.Id, null, cancellation);
        return run;
    }

    private static async Task<string?> ReasonAgainstAsync(RegistryContext registry, ScanPlan plan, CancellationToken cancellation)
    {
        if (plan.Model!.Archived is not null)
            return "its model was put away";
        if (plan.Model.Access == ModelAccess.Files)
            return "its model is not reached at an endpoint any more";
        long running = await registry.Scans
            .Where(s => s.PlanId == plan.Id && registry.Jobs.Any(j => j.Kind == JobKind.Scan && j.SubjectId == s.Id
                && (j.State == JobState.Queued || j.State == JobState.Running)))
            .Select(s => s.Number).FirstOrDefaultAsync(cancellation);
        return running == 0 ? null : string.Create(CultureInfo.InvariantCulture, $"scan {running} of the same plan had not ended");
    }

    private static Scan ScanOf(ScanPlan plan, DateTimeOffset at, Guid? personId)
    {
        Guid id = ScanPlanRun.ScanIdOf(plan.Id, at);
        var settings = new ScanSettings
        {
            Catalogs = plan.AllCatalogs ? null : [.. plan.Catalogs.Select(c => c.CatalogId).Order()],
            Endpoint = ScanEndpoint.Of(plan.Model!),
            Probes = PlanDesk.ProbesOf(plan) is var probes && plan.NewPlacesEachRun ? probes with { Seed = SeedOf(id) } : probes,
            Asking = PlanDesk.AskingOf(plan),
            Matching = PlanDesk.MatchingOf(plan),
            Similarity = PlanDesk.SimilarityOf(plan),
        };
        return new Scan
        {
            Id = id,
            Name = plan.Name,
            PlanId = plan.Id,
            ModelId = plan.ModelId,
            SettingsJson = settings.Write(),
            CreatedById = personId,
        };
    }

    /// <summary>A seed that each run has to itself: of the end of its id, which is a hash.</summary>
    private static int SeedOf(Guid scanId)
    {
        Span<byte> bytes = stackalloc byte[16];
        scanId.TryWriteBytes(bytes, bigEndian: true, out _);
        return System.Buffers.Binary.BinaryPrimitives.ReadInt32BigEndian(bytes[12..]) & int.MaxValue;
    }
}
