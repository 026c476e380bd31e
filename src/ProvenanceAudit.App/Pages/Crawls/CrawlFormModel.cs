using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Crawls;

/// <summary>The form of a crawl, for a new one and for one that is changed.</summary>
public abstract class CrawlFormModel(IServiceProvider services) : PageModel
{
    private const int PreviewedRuns = 5;

    /// <summary>Name, unique for the rights holder.</summary>
    [BindProperty, Required(ErrorMessage = "The crawl needs a name."), StringLength(200, ErrorMessage = "A name has at most 200 characters.")]
    public string? Name { get; set; }

    /// <summary>When it runs.</summary>
    [BindProperty]
    public ScheduleInput Schedule { get; set; } = new();

    /// <summary>What it visits.</summary>
    [BindProperty]
    public CrawlFields Fields { get; set; } = new();

    /// <summary>The schedule in words, where it was asked to be shown.</summary>
    public string? PreviewWords { get; private set; }

    /// <summary>And its next runs, as the zone's clock shows them.</summary>
    public IReadOnlyList<DateTimeOffset> PreviewRuns { get; private set; } = [];

    private protected IServiceProvider Services => services;

    /// <summary>Shows when the crawl would run; keeps nothing.</summary>
    private protected IActionResult Preview()
    {
        // The rest of the form may be unfinished.
        string[] about = [.. typeof(ScheduleInput).GetProperties().Select(p => p.Name)];
        foreach (string other in ModelState.Keys.Except(about).ToList())
            ModelState.Remove(other);
        (_, PlanSchedule? schedule) = ReadSchedule();
        PreviewWords = schedule?.Words;
        PreviewRuns = [.. schedule?.After(services.GetRequiredService<TimeProvider>().GetUtcNow()).Take(PreviewedRuns) ?? []];
        return Page();
    }

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
            await services.GetRequiredService<CrawlDesk>().KeepAsync(existing, place, cancellation);
        foreach (FieldMistake mistake in mistakes)
            ModelState.AddModelError(mistake.Field, mistake.Text);
        return plan;
    }

    /// <summary>The schedule as it was chosen; what is wrong with it is noted beside its field.</summary>
    private (string? Cron, PlanSchedule? Schedule) ReadSchedule()
    {
        try
        {
            string? cron = Schedule.ToCron();
            return (cron, cron is null ? null : PlanSchedule.Read(cron, Schedule.TimeZone?.Trim() ?? ""));
        }
        catch (ScheduleException e)
        {
            ModelState.AddModelError(e.Field, FieldMistake.Sentence(e.Message));
            return (null, null);
        }
    }
}
