using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Plans;

/// <summary>Plans in use, or those that were put away; the latest first.</summary>
public sealed class PlansModel(RegistryContext registry) : PageModel
{
    private const int PageSize = 50;

    /// <summary>The plans of this page.</summary>
    public IReadOnlyList<ScanPlan> Plans { get; private set; } = [];

    /// <summary>When each was last due or run, with what came of it, by plan.</summary>
    public IReadOnlyDictionary<Guid, ScanPlanRun> LastRuns { get; private set; } = new Dictionary<Guid, ScanPlanRun>();

    /// <summary>How their scans stand, by scan.</summary>
    public IReadOnlyDictionary<Guid, Job> Jobs { get; private set; } = new Dictionary<Guid, Job>();

    /// <summary>Whether plans that were put away are shown, and not those in use.</summary>
    public bool Away { get; private set; }

    /// <summary>The last plan shown, where there are more.</summary>
    public Guid? Next { get; private set; }

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(bool away, Guid? before, CancellationToken cancellation)
    {
        Away = away;
        IQueryable<ScanPlan> rows = registry.ScanPlans.AsNoTracking().Include(p => p.Model).Where(p => p.Archived != null == away);
        if (before is Guid last)
            rows = rows.Where(p => p.Id < last);
        List<ScanPlan> plans = await rows.OrderByDescending(p => p.Id).Take(PageSize + 1).ToListAsync(cancellation);
        if (plans.Count > PageSize)
        {
            plans.RemoveAt(PageSize);
            Next = plans[^1].Id;
        }
        Plans = plans;
        Guid[] ids = [.. plans.Select(p => p.Id)];
        LastRuns = await registry.ScanPlanRuns.AsNoTracking().Include(r => r.Scan)
            .Where(r => ids.Contains(r.PlanId) && r.At == registry.ScanPlanRuns.Where(o => o.PlanId == r.PlanId).Max(o => o.At))
            .ToDictionaryAsync(r => r.PlanId, cancellation);
        Jobs = await ScanTotals.JobsOfAsync(registry, [.. LastRuns.Values.Select(r => r.ScanId).OfType<Guid>()], cancellation);
    }

    /// <summary>A plan's schedule in words.</summary>
    public static string ScheduleOf(ScanPlan plan)
    {
        if (plan.Cron is null)
            return "By hand";
        string words = PlanSchedule.Kept(plan.Cron, plan.TimeZone)?.Words ?? $"{plan.Cron}, {plan.TimeZone}";
        return char.ToUpperInvariant(words[0]) + words[1..];
    }
}
