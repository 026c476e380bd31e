using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Endpoints;
using ProvenanceAudit.Models;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Models;

/// <summary>Enters a model, or changes one. Its key goes in and never comes out.</summary>
public sealed class EditModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private static readonly TimeSpan LongestTest = TimeSpan.FromSeconds(20);

    /// <summary>The model; null for a new one.</summary>
    public AuditedModel? Existing { get; private set; }

    /// <summary>The model as it is filled in.</summary>
    [BindProperty]
    public ModelInput Input { get; set; } = new();

    /// <summary>What came of a test question; null when none was asked.</summary>
    public string? TestResult { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (Existing is not null)
            Input = ModelDesk.InputOf(Existing);
        return Page();
    }

    /// <summary>Keeps the model.</summary>
    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (!ModelState.IsValid)
            return Page();
        (AuditedModel? model, IReadOnlyList<FieldMistake> mistakes) =
            await services.GetRequiredService<ModelDesk>().KeepAsync(registry, Existing, Input, cancellation);
        foreach (FieldMistake mistake in mistakes)
            ModelState.AddModelError(mistake.Field, mistake.Text);
        if (model is null)
            return Page();
        TempData["Notice"] = $"'{model.Name}' was kept.";
        return Redirect($"/models/edit/{model.Id}");
    }

    /// <summary>Asks one short question.</summary>
    public async Task<IActionResult> OnPostTestAsync(Guid? id, CancellationToken cancellation)
    {
        if (id is null || !await FindAsync(id, cancellation))
            return NotFound();
        // Not in TempData, which is a cookie: what a model says stays here.
        TestResult = await TestAsync(Existing!, cancellation);
        Input = ModelDesk.InputOf(Existing!);
        ModelState.Clear();
        return Page();
    }

    /// <summary>Puts the model away, or takes it into use again.</summary>
    public async Task<IActionResult> OnPostArchiveAsync(Guid? id, CancellationToken cancellation)
    {
        if (id is null || !await FindAsync(id, cancellation))
            return NotFound();
        await services.GetRequiredService<ModelDesk>().PutAwayAsync(registry, Existing!, Existing!.Archived is null, cancellation);
        TempData["Notice"] = Existing.Archived is null ? "The model is in use again." : "The model was put away; what was found stays.";
        return Redirect("/models");
    }

    private async Task<string> TestAsync(AuditedModel model, CancellationToken cancellation)
    {
        if (model.Access == ModelAccess.Files)
            return "The outputs of this model come in files; there is nothing to ask.";
        try
        {
            using HttpModelEndpoint endpoint = services.GetRequiredService<ModelKeys>().Open(
                model, ScanEndpoint.Of(model), LongestTest);
            ModelAnswer answer = await endpoint.AskAsync(
                new ModelRequest("Say hello.", new DecodingParameters { MaximumTokens = 16 }), cancellation);
            string text = answer.Text.Length > 200 ? answer.Text[..200] : answer.Text;
            return $"The connection works. {answer.StatedModel ?? model.ModelId} answered: {text}";
        }
        catch (Exception e) when (e is EndpointException or UserErrorException)
        {
            return $"The connection does not work: {e.Message}.";
        }
    }

    private async Task<bool> FindAsync(Guid? id, CancellationToken cancellation)
    {
        if (id is not null)
            Existing = await registry.Models.SingleOrDefaultAsync(m => m.Id == id, cancellation);
        return id is null || Existing is not null;
    }
}
