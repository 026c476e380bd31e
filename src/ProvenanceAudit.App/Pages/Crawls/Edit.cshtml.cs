using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Crawls;

/// <summary>Changes a crawl.</summary>
public sealed class EditCrawlModel(RegistryContext registry, IServiceProvider services) : CrawlFormModel(services)
{
    /// <summary>The crawl as it is.</summary>
    public CrawlPlan Plan { get; private set; } = null!;

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        (Name, Fields) = (Plan.Name, CrawlFields.Of(CrawlInput.Read(Plan.SettingsJson)));
        Schedule = ScheduleInput.Of(Plan.Cron, Plan.TimeZone);
        return Page();
    }

    /// <summary>Shows when the crawl would run.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Preview() : NotFound();

    /// <summary>Keeps the crawl.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (await KeepAsync(Plan, new CrawlPlanInput(), cancellation) is null)
            return Page();
        TempData["Notice"] = $"'{Plan.Name}' was kept.";
        return Redirect($"/crawls/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Plan = (await registry.CrawlPlans.Include(p => p.Catalog).SingleOrDefaultAsync(p => p.Id == id, cancellation))!;
        return Plan is not null;
    }
}
