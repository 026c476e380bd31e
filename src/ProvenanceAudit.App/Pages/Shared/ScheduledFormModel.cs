using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;

namespace ProvenanceAudit.App.Pages.Shared;

/// <summary>A form of something that runs by a schedule, which it shows in words before it is kept.</summary>
public abstract class ScheduledFormModel(IServiceProvider services) : PageModel
{
    private const int PreviewedRuns = 5;

    /// <summary>When it runs.</summary>
    [BindProperty]
    public ScheduleInput Schedule { get; set; } = new();

    /// <summary>The schedule in words, where it was asked to be shown.</summary>
    public string? PreviewWords { get; private set; }

    /// <summary>And its next runs, as the zone's clock shows them.</summary>
    public IReadOnlyList<DateTimeOffset> PreviewRuns { get; private set; } = [];

    private protected IServiceProvider Services => services;

    /// <summary>Shows when it would run; keeps nothing.</summary>
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

    /// <summary>The schedule as it was chosen; what is wrong with it is noted beside its field.</summary>
    private protected (string? Cron, PlanSchedule? Schedule) ReadSchedule()
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
