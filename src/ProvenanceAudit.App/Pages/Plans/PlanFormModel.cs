using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.App.Pages.Scans;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Plans;

/// <summary>The form of a plan, for a new one and for one that is changed.</summary>
public abstract class PlanFormModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int PreviewedRuns = 5;

    /// <summary>Name, unique.</summary>
    [BindProperty, Required(ErrorMessage = "The plan needs a name."), StringLength(200, ErrorMessage = "A name has at most 200 characters.")]
    public string? Name { get; set; }

    /// <summary>When it runs.</summary>
    [BindProperty]
    public ScheduleInput Schedule { get; set; } = new();

    /// <summary>Whether each run asks from new places.</summary>
    [BindProperty]
    public bool NewPlacesEachRun { get; set; }

    /// <summary>What it asks.</summary>
    [BindProperty]
    public LiveScanInput Input { get; set; } = new();

    /// <summary>Models and catalogs to choose from.</summary>
    public LiveScanChoices Choices { get; private set; } = null!;

    /// <summary>The schedule in words, where it was asked to be shown.</summary>
    public string? PreviewWords { get; private set; }

    /// <summary>And its next runs, as the zone's clock shows them.</summary>
    public IReadOnlyList<DateTimeOffset> PreviewRuns { get; private set; } = [];

    private protected RegistryContext Registry => registry;

    private protected IServiceProvider Services => services;

    /// <summary>Reads what the form offers.</summary>
    private protected async Task ListAsync(CancellationToken cancellation) => Choices = await LiveScanChoices.ReadAsync(registry, cancellation);

    /// <summary>Shows when the plan would run; keeps nothing.</summary>
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

    /// <summary>Keeps the plan, or shows what stands against it.</summary>
    private protected async Task<IActionResult> KeepAsync(ScanPlan? existing, CancellationToken cancellation)
    {
        (string? cron, _) = ReadSchedule();
        if (!ModelState.IsValid)
            return Page();
        var input = new PlanInput
        {
            Name = Name,
            Cron = cron,
            TimeZone = Schedule.TimeZone?.Trim() ?? "",
            NewPlacesEachRun = NewPlacesEachRun,
            Scan = Input,
        };
        (ScanPlan? plan, IReadOnlyList<FieldMistake> mistakes) =
            await services.GetRequiredService<PlanDesk>().KeepAsync(registry, existing, input, cancellation);
        foreach (FieldMistake mistake in mistakes)
            ModelState.AddModelError(mistake.Field, mistake.Text);
        if (plan is null)
            return Page();
        TempData["Notice"] = $"'{plan.Name}' was kept.";
        return Redirect($"/plans/{plan.Id}");
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
