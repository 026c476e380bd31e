using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Plans;

/// <summary>Changes a plan.</summary>
public sealed class EditPlanModel(RegistryContext registry, IServiceProvider services) : PlanFormModel(registry, services)
{
    /// <summary>The plan as it is.</summary>
    public ScanPlan Plan { get; private set; } = null!;

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        PlanInput input = PlanDesk.InputOf(Plan);
        (Name, NewPlacesEachRun, Input) = (input.Name, input.NewPlacesEachRun, input.Scan);
        Schedule = ScheduleInput.Of(Plan.Cron, Plan.TimeZone);
        return Page();
    }

    /// <summary>Shows when the plan would run.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Preview() : NotFound();

    /// <summary>Keeps the plan.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? await KeepAsync(Plan, cancellation) : NotFound();

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Plan = (await Registry.ScanPlans.Include(p => p.Catalogs).SingleOrDefaultAsync(p => p.Id == id, cancellation))!;
        if (Plan is not null)
            await ListAsync(cancellation);
        return Plan is not null;
    }
}
