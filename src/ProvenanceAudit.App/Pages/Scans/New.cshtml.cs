using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Scans;

/// <summary>Starts a scan: of a live model, or of a file of outputs, which is handed in on a page of its own.</summary>
public sealed class NewModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    /// <summary>Models and catalogs to choose from.</summary>
    public LiveScanChoices Choices { get; private set; } = null!;

    /// <summary>What to ask a live model.</summary>
    [BindProperty]
    public LiveScanInput Input { get; set; } = new();

    /// <summary>Shows the forms.</summary>
    /// <param name="modelId">The model that is chosen to begin with.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task OnGetAsync(Guid modelId, CancellationToken cancellation)
    {
        Choices = await LiveScanChoices.ReadAsync(registry, cancellation);
        Input.ModelId = modelId;
    }

    /// <summary>Queues a scan of a live model.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Choices = await LiveScanChoices.ReadAsync(registry, cancellation);
        if (!ModelState.IsValid)
            return Page();
        (Scan? scan, IReadOnlyList<FieldMistake> mistakes) =
            await services.GetRequiredService<LiveScans>().StartAsync(registry, Input, cancellation);
        foreach (FieldMistake mistake in mistakes)
            ModelState.AddModelError(mistake.Field, mistake.Text);
        if (scan is null)
            return Page();
        TempData["Notice"] = "The scan is queued.";
        return Redirect($"/scans/{scan.Id}");
    }
}
