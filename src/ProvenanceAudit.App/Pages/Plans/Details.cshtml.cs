using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Plans;

/// <summary>One plan: when it runs, what came of its runs, and how what the model copies changes.</summary>
public sealed class PlanModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int PageSize = 50;
    private const int ShownRuns = 5;

    // Points on a picture that can still be told apart.
    private const int TrendScans = 100;

    /// <summary>The plan.</summary>
    public ScanPlan Plan { get; private set; } = null!;

    /// <summary>What it asks, as it would be filled in.</summary>
    public LiveScanInput Input { get; private set; } = null!;

    /// <summary>Its next runs, as the zone's clock shows them; none while it is paused or put away.</summary>
    public IReadOnlyList<DateTimeOffset> NextRuns { get; private set; } = [];

    /// <summary>Its runs, the latest first.</summary>
    public IReadOnlyList<ScanPlanRun> Runs { get; private set; } = [];

    /// <summary>The jobs of their scans, by scan.</summary>
    public IReadOnlyDictionary<Guid, Job> Jobs { get; private set; } = new Dictionary<Guid, Job>();

    /// <summary>Time of the last run shown, where there are more.</summary>
    public DateTimeOffset? Earlier { get; private set; }

    /// <summary>Pictures of the trend; none before a run has ended.</summary>
    public IReadOnlyList<TrendChart> Charts { get; private set; } = [];

    /// <summary>Runs in the pictures.</summary>
    public int TrendRuns { get; private set; }

    /// <summary>Whether the pictures show runs that were asked different questions.</summary>
    public bool HasChanges { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, DateTimeOffset? before, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Input = PlanDesk.InputOf(Plan).Scan;
        if (Plan.NextDue is DateTimeOffset due && PlanSchedule.Kept(Plan.Cron, Plan.TimeZone) is { } schedule)
            NextRuns = [TimeZoneInfo.ConvertTime(due, schedule.Zone), .. schedule.After(due).Take(ShownRuns - 1)];
        IQueryable<ScanPlanRun> runs = registry.ScanPlanRuns.AsNoTracking().Include(r => r.Scan).Where(r => r.PlanId == id);
        if (before is DateTimeOffset earlier)
            runs = runs.Where(r => r.At < earlier);
        List<ScanPlanRun> list = await runs.OrderByDescending(r => r.At).Take(PageSize + 1).ToListAsync(cancellation);
        if (list.Count > PageSize)
        {
            list.RemoveAt(PageSize);
            Earlier = list[^1].At;
        }
        Runs = list;
        Jobs = await ScanTotals.JobsOfAsync(registry, [.. list.Select(r => r.ScanId).OfType<Guid>()], cancellation);
        await DrawAsync(cancellation);
        return Page();
    }

    /// <summary>Runs it now.</summary>
    public Task<IActionResult> OnPostRunAsync(Guid id, CancellationToken cancellation) => ChangeAsync(id, async () =>
    {
        if (Plan.Archived is not null)
            return "The plan was put away; take it into use first.";
        ScanPlanRun run = await services.GetRequiredService<PlanRuns>().RunNowAsync(
            id, services.GetRequiredService<Caller>().PersonId, cancellation);
        return run.LeftOut is null ? "The run is queued." : $"It was not run: {run.LeftOut}.";
    }, cancellation);

    /// <summary>Stops the schedule.</summary>
    public Task<IActionResult> OnPostPauseAsync(Guid id, CancellationToken cancellation) => PauseAsync(id, true, cancellation);

    /// <summary>Obeys the schedule again.</summary>
    public Task<IActionResult> OnPostResumeAsync(Guid id, CancellationToken cancellation) => PauseAsync(id, false, cancellation);

    /// <summary>Puts it away, or takes it into use again.</summary>
    public Task<IActionResult> OnPostArchiveAsync(Guid id, CancellationToken cancellation) => ChangeAsync(id, async () =>
    {
        bool isAway = Plan.Archived is null;
        await Desk.PutAwayAsync(registry, Plan, isAway, cancellation);
        return isAway ? "The plan was put away; its runs stay." : "The plan is in use again.";
    }, cancellation);

    private PlanDesk Desk => services.GetRequiredService<PlanDesk>();

    private Task<IActionResult> PauseAsync(Guid id, bool isPaused, CancellationToken cancellation) => ChangeAsync(id, async () =>
        !await Desk.PauseAsync(registry, Plan, isPaused, cancellation) ? "The plan has no schedule."
            : isPaused ? "The schedule is paused." : "The schedule is obeyed again.", cancellation);

    private async Task<IActionResult> ChangeAsync(Guid id, Func<Task<string>> change, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        TempData["Notice"] = await change();
        return Redirect($"/plans/{id}");
    }

    private async Task DrawAsync(CancellationToken cancellation)
    {
        List<Scan> scans = await registry.Scans.AsNoTracking().Where(s => s.PlanId == Plan.Id && s.Finished != null)
            .OrderByDescending(s => s.Created).Take(TrendScans).ToListAsync(cancellation);
        scans.Reverse();
        IReadOnlyList<TrendPoint> points = PlanTrend.Of(scans);
        TrendRuns = points.Count;
        HasChanges = points.Skip(1).Any(p => !p.IsLikeTheLast);
        if (points.Count > 0)
            Charts = [TrendChart.OfShare(points), TrendChart.OfWords(points)];
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Plan = (await registry.ScanPlans.Include(p => p.Model).Include(p => p.Catalogs).ThenInclude(c => c.Catalog).AsSplitQuery()
            .SingleOrDefaultAsync(p => p.Id == id, cancellation))!;
        return Plan is not null;
    }
}
