using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
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

    /// <summary>Name on pages and reports.</summary>
    [BindProperty, Required(ErrorMessage = "The model needs a name."), StringLength(200)]
    public string Name { get; set; } = "";

    /// <summary>How it is reached.</summary>
    [BindProperty]
    public ModelAccess Access { get; set; }

    /// <summary>Base address.</summary>
    [BindProperty, StringLength(2000)]
    public string? BaseUrl { get; set; }

    /// <summary>Its name at the endpoint.</summary>
    [BindProperty, StringLength(200)]
    public string? ModelId { get; set; }

    /// <summary>A new key; empty keeps the one there is.</summary>
    [BindProperty, StringLength(4000)]
    public string? Key { get; set; }

    /// <summary>Whether the key is to be forgotten.</summary>
    [BindProperty]
    public bool RemoveKey { get; set; }

    /// <summary>What came of a test question; null when none was asked.</summary>
    public string? TestResult { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid? id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (Existing is not null)
            (Name, Access, BaseUrl, ModelId) = (Existing.Name, Existing.Access, Existing.BaseUrl, Existing.ModelId);
        return Page();
    }

    /// <summary>Keeps the model.</summary>
    public async Task<IActionResult> OnPostAsync(Guid? id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        ModelKeys keys = services.GetRequiredService<ModelKeys>();
        string name = Name?.Trim() ?? "";
        if (await registry.Models.AnyAsync(m => m.Name == name && m.Id != id, cancellation))
            ModelState.AddModelError(nameof(Name), "There is a model of this name.");
        bool isLive = Access != ModelAccess.Files;
        if (isLive)
        {
            foreach (string mistake in keys.Mistakes(EndpointOf(BaseUrl ?? "", ModelId ?? "", Access)))
                ModelState.AddModelError(nameof(BaseUrl), char.ToUpperInvariant(mistake[0]) + mistake[1..] + ".");
            foreach (string mistake in string.IsNullOrEmpty(Key) ? [] : HttpModelEndpoint.KeyMistakes(Key))
                ModelState.AddModelError(nameof(Key), char.ToUpperInvariant(mistake[0]) + mistake[1..] + ".");
        }
        if (!ModelState.IsValid)
            return Page();
        AuditedModel model = Existing ?? registry.Models.Add(new AuditedModel { Name = name, Access = Access }).Entity;
        (model.Name, model.Access) = (name, Access);
        model.BaseUrl = isLive ? BaseUrl!.Trim() : null;
        model.ModelId = isLive ? ModelId!.Trim() : null;
        if (!isLive || RemoveKey)
            model.EncryptedKey = null;
        else if (!string.IsNullOrEmpty(Key))
            model.EncryptedKey = keys.Encrypt(Key);
        services.GetRequiredService<AuditTrail>().Add(
            registry, Existing is null ? "model.entered" : "model.changed", "model", model.Id, null, new { model.Name, newKey = !string.IsNullOrEmpty(Key) });
        await registry.SaveChangesAsync(cancellation);
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
        (Name, Access, BaseUrl, ModelId) = (Existing!.Name, Existing.Access, Existing.BaseUrl, Existing.ModelId);
        ModelState.Clear();
        return Page();
    }

    /// <summary>Puts the model away, or takes it into use again.</summary>
    public async Task<IActionResult> OnPostArchiveAsync(Guid? id, CancellationToken cancellation)
    {
        if (id is null || !await FindAsync(id, cancellation))
            return NotFound();
        Existing!.Archived = Existing.Archived is null ? DateTimeOffset.UtcNow : null;
        services.GetRequiredService<AuditTrail>().Add(
            registry, Existing.Archived is null ? "model.restored" : "model.archived", "model", Existing.Id);
        await registry.SaveChangesAsync(cancellation);
        TempData["Notice"] = Existing.Archived is null ? "The model is in use again." : "The model was put away; what was found stays.";
        return Redirect("/models");
    }

    internal static ScanEndpoint EndpointOf(string address, string model, ModelAccess access) =>
        new(address.Trim(), model.Trim(), access == ModelAccess.Completions ? EndpointApi.Completions : EndpointApi.Chat);

    private async Task<string> TestAsync(AuditedModel model, CancellationToken cancellation)
    {
        if (model.Access == ModelAccess.Files)
            return "The outputs of this model come in files; there is nothing to ask.";
        try
        {
            using HttpModelEndpoint endpoint = services.GetRequiredService<ModelKeys>().Open(
                model, EndpointOf(model.BaseUrl ?? "", model.ModelId ?? "", model.Access), LongestTest);
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
