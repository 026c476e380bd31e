using Microsoft.AspNetCore.Mvc;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Plans;

/// <summary>Makes a plan.</summary>
public sealed class NewPlanModel(RegistryContext registry, IServiceProvider services) : PlanFormModel(registry, services)
{
    /// <summary>Shows the form.</summary>
    public Task OnGetAsync(CancellationToken cancellation)
    {
        Schedule.Repeat = App.Plans.Repeat.Weekly;
        return ListAsync(cancellation);
    }

    /// <summary>Shows when the plan would run.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        return Preview();
    }

    /// <summary>Keeps the plan.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        return await KeepAsync(null, cancellation);
    }
}
