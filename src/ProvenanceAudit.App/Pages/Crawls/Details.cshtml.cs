using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Crawls;

/// <summary>One crawl: how far it is, what its runs came to, and what became of every address.</summary>
public sealed class CrawlModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    /// <summary>Name of the filter for addresses whose text stands under another one.</summary>
    public const string SameText = "SameText";

    /// <summary>Name of the filter for addresses that were not visited yet.</summary>
    public const string NotVisited = "Waiting";

    private const int AddressesShown = 50;
    private const int RunsShown = 20;
    private const int ShownTimes = 5;

    /// <summary>The crawl.</summary>
    public CrawlPlan Plan { get; private set; } = null!;

    /// <summary>What it visits.</summary>
    public CrawlInput Input { get; private set; } = null!;

    /// <summary>Its hosts.</summary>
    public IReadOnlyList<string> Hosts { get; private set; } = [];

    /// <summary>Its runs, the latest first.</summary>
    public IReadOnlyList<CrawlRun> Runs { get; private set; } = [];

    /// <summary>Their latest jobs, by run.</summary>
    public IReadOnlyDictionary<Guid, Job> Jobs { get; private set; } = new Dictionary<Guid, Job>();

    /// <summary>Number of the last run shown, where there are more.</summary>
    public int? EarlierRuns { get; private set; }

    /// <summary>Its latest run; null before the first.</summary>
    public CrawlRun? Last { get; private set; }

    /// <summary>The latest job of that.</summary>
    public Job? Job { get; private set; }

    /// <summary>Whether a run is under way or about to be.</summary>
    public bool IsGoingOn => Job is { IsFinished: false };

    /// <summary>Its next runs, as the zone's clock shows them.</summary>
    public IReadOnlyList<DateTimeOffset> NextRuns { get; private set; } = [];

    /// <summary>Addresses by how their last visit ended; null for those not visited.</summary>
    public IReadOnlyList<(string? Outcome, int Count)> Counts { get; private set; } = [];

    /// <summary>Addresses whose text stands under another one.</summary>
    public int SameTexts { get; private set; }

    /// <summary>Which addresses are shown: an outcome, <see cref="SameText"/>, <see cref="NotVisited"/>, or null for all.</summary>
    public string? Outcome { get; private set; }

    /// <summary>Part of the addresses shown; null for all.</summary>
    public string? Part { get; private set; }

    /// <summary>The addresses, in the order of their finding.</summary>
    public IReadOnlyList<CrawledAddress> Addresses { get; private set; } = [];

    /// <summary>Where the next addresses begin; null at the end.</summary>
    public long? Next { get; private set; }

    /// <summary>Works by the address that their text goes by.</summary>
    public IReadOnlyDictionary<string, Guid> Works { get; private set; } = new Dictionary<string, Guid>();

    private CrawlDesk Desk => services.GetRequiredService<CrawlDesk>();

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, string? outcome, string? part, long? after, int? before, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (Plan.NextDue is DateTimeOffset due && PlanSchedule.Kept(Plan.Cron, Plan.TimeZone) is { } schedule)
            NextRuns = [TimeZoneInfo.ConvertTime(due, schedule.Zone), .. schedule.After(due).Take(ShownTimes - 1)];
        Outcome = outcome is SameText or NotVisited || Enum.TryParse(outcome, out VisitOutcome _) ? outcome : null;
        Part = string.IsNullOrWhiteSpace(part) ? null : part.Trim();
        await ListRunsAsync(before, cancellation);
        await ListAddressesAsync(after, cancellation);
        return Page();
    }

    /// <summary>The part of the page that is asked for again and again.</summary>
    public async Task<IActionResult> OnGetProgressAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Partial("_CrawlProgress", this) : NotFound();

    /// <summary>All addresses as a table for spreadsheets.</summary>
    public async Task<IActionResult> OnGetAddressesAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Response.ContentType = "text/csv; charset=utf-8";
        Response.Headers.ContentDisposition = "attachment; filename=\"addresses.csv\"";
        IAsyncEnumerable<CrawledAddress> addresses = registry.CrawledAddresses.AsNoTracking()
            .Where(a => a.PlanId == id).OrderBy(a => a.Ordinal).AsAsyncEnumerable();
        await AddressTable.WriteAsync(Response.Body, addresses, cancellation);
        return new EmptyResult();
    }

    /// <summary>Runs it now, or goes on with the run that was stopped.</summary>
    public Task<IActionResult> OnPostRunAsync(Guid id, CancellationToken cancellation) => ChangeAsync(id, async () =>
        await Desk.RunAsync(Plan, cancellation) is { LeftOut: { } reason } ? $"It was not run: {reason}." : "The run is queued.", cancellation);

    /// <summary>Asks the run to stop.</summary>
    public Task<IActionResult> OnPostStopAsync(Guid id, CancellationToken cancellation) => ChangeAsync(id, async () =>
        await Desk.StopAsync(Plan, cancellation) ? "It stops after the pages that are under way." : "It had ended already.", cancellation);

    /// <summary>Stops the schedule.</summary>
    public Task<IActionResult> OnPostPauseAsync(Guid id, CancellationToken cancellation) => PauseAsync(id, true, cancellation);

    /// <summary>Obeys the schedule again.</summary>
    public Task<IActionResult> OnPostResumeAsync(Guid id, CancellationToken cancellation) => PauseAsync(id, false, cancellation);

    /// <summary>Puts it away, or takes it into use again.</summary>
    public Task<IActionResult> OnPostArchiveAsync(Guid id, CancellationToken cancellation) => ChangeAsync(id, async () =>
    {
        bool isAway = Plan.Archived is null;
        await Desk.PutAwayAsync(Plan, isAway, cancellation);
        return isAway ? "The crawl was put away; what it found stays." : "The crawl is in use again.";
    }, cancellation);

    private Task<IActionResult> PauseAsync(Guid id, bool isPaused, CancellationToken cancellation) => ChangeAsync(id, async () =>
        !await Desk.PauseAsync(Plan, isPaused, cancellation) ? "The crawl has no schedule."
            : isPaused ? "The schedule is paused." : "The schedule is obeyed again.", cancellation);

    private async Task<IActionResult> ChangeAsync(Guid id, Func<Task<string>> change, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        TempData["Notice"] = await change();
        return Redirect($"/crawls/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Plan = (await registry.CrawlPlans.Include(p => p.Catalog!.RightsHolder).SingleOrDefaultAsync(p => p.Id == id, cancellation))!;
        if (Plan is null)
            return false;
        Input = CrawlInput.Read(Plan.SettingsJson);
        Hosts = Input.ToSettings([])?.Scope.Hosts ?? [];
        Last = await Desk.LastRunAsync(id, cancellation);
        if (Last is not null)
            Job = (await Desk.JobsOfAsync([Last.Id], cancellation)).GetValueOrDefault(Last.Id);
        return true;
    }

    private async Task ListRunsAsync(int? before, CancellationToken cancellation)
    {
        List<CrawlRun> runs = await registry.CrawlRuns.AsNoTracking().Where(r => r.PlanId == Plan.Id && (before == null || r.Ordinal < before))
            .OrderByDescending(r => r.Ordinal).Take(RunsShown + 1).ToListAsync(cancellation);
        if (runs.Count > RunsShown)
        {
            runs.RemoveAt(RunsShown);
            EarlierRuns = runs[^1].Ordinal;
        }
        Runs = runs;
        Jobs = await Desk.JobsOfAsync([.. runs.Select(r => r.Id)], cancellation);
    }

    private async Task ListAddressesAsync(long? after, CancellationToken cancellation)
    {
        IQueryable<CrawledAddress> own = registry.CrawledAddresses.AsNoTracking().Where(a => a.PlanId == Plan.Id);
        var counts = await own.GroupBy(a => a.Outcome).Select(g => new { g.Key, Count = g.Count() }).ToListAsync(cancellation);
        Counts = [.. counts.OrderByDescending(c => c.Count).Select(c => (c.Key, c.Count))];
        SameTexts = await own.CountAsync(a => a.DuplicateOf != null, cancellation);
        IQueryable<CrawledAddress> wanted = Outcome switch
        {
            null => own,
            SameText => own.Where(a => a.DuplicateOf != null),
            NotVisited => own.Where(a => a.Outcome == null),
            _ => own.Where(a => a.Outcome == Outcome),
        };
        if (Part is not null)
            wanted = wanted.Where(a => a.Address.Contains(Part));
        if (after is not null)
            wanted = wanted.Where(a => a.Ordinal > after);
        List<CrawledAddress> addresses = await wanted.OrderBy(a => a.Ordinal).Take(AddressesShown + 1).ToListAsync(cancellation);
        if (addresses.Count > AddressesShown)
        {
            addresses.RemoveAt(AddressesShown);
            Next = addresses[^1].Ordinal;
        }
        Addresses = addresses;
        // Works of crawls go by the address of their text.
        string[] others = [.. addresses.Select(a => a.DuplicateOf).OfType<string>().Distinct()];
        Works = await registry.Works.AsNoTracking().Where(w => w.CatalogId == Plan.CatalogId && others.Contains(w.ExternalId))
            .ToDictionaryAsync(w => w.ExternalId, w => w.Id, StringComparer.Ordinal, cancellation);
    }
}
