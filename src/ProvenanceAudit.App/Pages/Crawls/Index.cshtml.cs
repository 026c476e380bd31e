using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Crawls;

/// <summary>Crawls in use, or those that were put away; the latest first.</summary>
public sealed class CrawlsModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int PageSize = 50;
    private const int HostsShown = 3;

    /// <summary>The crawls of this page.</summary>
    public IReadOnlyList<Row> Crawls { get; private set; } = [];

    /// <summary>Whether crawls that were put away are shown, and not those in use.</summary>
    public bool Away { get; private set; }

    /// <summary>The last crawl shown, where there are more.</summary>
    public Guid? Next { get; private set; }

    /// <summary>Whether the caller sees all rights holders.</summary>
    public bool SeesAll => services.GetRequiredService<Caller>().IsAuditor;

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(bool away, Guid? before, CancellationToken cancellation)
    {
        Away = away;
        IQueryable<CrawlPlan> rows = registry.CrawlPlans.AsNoTracking().Include(p => p.Catalog!.RightsHolder).Where(p => p.Archived != null == away);
        if (before is Guid last)
            rows = rows.Where(p => p.Id < last);
        List<CrawlPlan> plans = await rows.OrderByDescending(p => p.Id).Take(PageSize + 1).ToListAsync(cancellation);
        if (plans.Count > PageSize)
        {
            plans.RemoveAt(PageSize);
            Next = plans[^1].Id;
        }
        Guid[] ids = [.. plans.Select(p => p.Id)];
        Dictionary<Guid, CrawlRun> runs = await registry.CrawlRuns.AsNoTracking()
            .Where(r => ids.Contains(r.PlanId) && r.Ordinal == registry.CrawlRuns.Where(o => o.PlanId == r.PlanId).Max(o => o.Ordinal))
            .ToDictionaryAsync(r => r.PlanId, cancellation);
        IReadOnlyDictionary<Guid, Job> jobs = await services.GetRequiredService<CrawlDesk>().JobsOfAsync(
            [.. runs.Values.Select(r => r.Id)], cancellation);
        Crawls = plans.ConvertAll(p => runs.TryGetValue(p.Id, out CrawlRun? run)
            ? new Row(p, run, jobs.GetValueOrDefault(run.Id)) : new Row(p, null, null));
    }

    /// <summary>A line of the list.</summary>
    /// <param name="Plan">The crawl.</param>
    /// <param name="Last">Its latest run.</param>
    /// <param name="Job">The latest job of that.</param>
    public sealed record Row(CrawlPlan Plan, CrawlRun? Last, Job? Job)
    {
        /// <summary>What the latest run came to; null before its end.</summary>
        public CrawlSummary? Summary { get; } = Last is null ? null : CrawlStanding.SummaryOf(Last);

        /// <summary>How it stands.</summary>
        public CrawlStanding Standing => CrawlStanding.Of(Plan, Last, Job);

        /// <summary>The hosts that it visits; of many, the first.</summary>
        public string Hosts
        {
            get
            {
                string[] hosts = [.. CrawlInput.Read(Plan.SettingsJson).ToSettings([])?.Scope.Hosts ?? []];
                return string.Join(", ", hosts.Take(HostsShown)) + (hosts.Length > HostsShown ? $" and {hosts.Length - HostsShown} more" : "");
            }
        }
    }
}
