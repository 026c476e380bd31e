using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.App.Pages.Scans;
using ProvenanceAudit.App.Pages.Shared;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Plans;

/// <summary>The form of a plan, for a new one and for one that is changed.</summary>
public abstract class PlanFormModel(RegistryContext registry, IServiceProvider services) : ScheduledFormModel(services)
{
    /// <summary>Name, unique.</summary>
    [BindProperty, Required(ErrorMessage = "The plan needs a name."), StringLength(200, ErrorMessage = "A name has at most 200 characters.")]
    public string? Name { get; set; }

    /// <summary>Whether each run asks from new places.</summary>
    [BindProperty]
    public bool NewPlacesEachRun { get; set; }

    /// <summary>What it asks.</summary>
    [BindProperty]
    public LiveScanInput Input { get; set; } = new();

    /// <summary>Models and catalogs to choose from.</summary>
    public LiveScanChoices Choices { get; private set; } = null!;

    private protected RegistryContext Registry => registry;

    /// <summary>Reads what the form offers.</summary>
    private protected async Task ListAsync(CancellationToken cancellation) => Choices = await LiveScanChoices.ReadAsync(registry, cancellation);

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
            await Services.GetRequiredService<PlanDesk>().KeepAsync(registry, existing, input, cancellation);
        foreach (FieldMistake mistake in mistakes)
            ModelState.AddModelError(mistake.Field, mistake.Text);
        if (plan is null)
            return Page();
        TempData["Notice"] = $"'{plan.Name}' was kept.";
        return Redirect($"/plans/{plan.Id}");
    }
}
