using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Pages.Shared;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Crawls;

/// <summary>The form of a crawl, for a new one and for one that is changed.</summary>
public abstract class CrawlFormModel(IServiceProvider services) : ScheduledFormModel(services)
{
    /// <summary>Name, unique for the rights holder.</summary>
    [BindProperty, Required(ErrorMessage = "The crawl needs a name."), StringLength(200, ErrorMessage = "A name has at most 200 characters.")]
    public string? Name { get; set; }

    /// <summary>What it visits.</summary>
    [BindProperty]
    public CrawlFields Fields { get; set; } = new();

    /// <summary>Keeps the crawl; what stands against it is noted beside its field.</summary>
    /// <param name="existing">The crawl as it is, tracked; null for a new one.</param>
    /// <param name="place">Where a new one goes.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The crawl; null where something stands against it.</returns>
    private protected async Task<CrawlPlan?> KeepAsync(CrawlPlan? existing, CrawlPlanInput place, CancellationToken cancellation)
    {
        (string? cron, _) = ReadSchedule();
        if (!ModelState.IsValid)
            return null;
        (place.Name, place.Cron, place.TimeZone, place.Crawl) = (Name, cron, Schedule.TimeZone?.Trim() ?? "", Fields.ToInput());
        (CrawlPlan? plan, IReadOnlyList<FieldMistake> mistakes) =
            await Services.GetRequiredService<CrawlDesk>().KeepAsync(existing, place, cancellation);
        foreach (FieldMistake mistake in mistakes)
            ModelState.AddModelError(mistake.Field, mistake.Text);
        return plan;
    }
}
