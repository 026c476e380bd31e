using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Api;
using ProvenanceAudit.App.People;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Keys;

/// <summary>A person's own API keys.</summary>
public sealed class KeysModel : PageModel
{
    private readonly RegistryContext _registry;
    private readonly Caller _caller;
    private readonly KeyDesk _desk;

    /// <summary>Made by the framework.</summary>
    public KeysModel(IServiceProvider services)
    {
        _registry = services.GetRequiredService<RegistryContext>();
        _caller = services.GetRequiredService<Caller>();
        _desk = services.GetRequiredService<KeyDesk>();
    }

    /// <summary>The keys, the latest first.</summary>
    public IReadOnlyList<ApiKey> List { get; private set; } = [];

    /// <summary>What a key can be made for, with what that means.</summary>
    public IReadOnlyList<(string Name, string Meaning)> Scopes { get; private set; } = [];

    /// <summary>The key that was made with this request, shown this once.</summary>
    public string? Secret { get; private set; }

    /// <summary>Its name.</summary>
    public string? SecretName { get; private set; }

    /// <summary>What the form holds.</summary>
    public string? Name { get; private set; }

    /// <summary>Shows them.</summary>
    public Task OnGetAsync(CancellationToken cancellation) => ReadAsync(cancellation);

    /// <summary>Makes a key, and shows it with this answer: nothing else ever holds it.</summary>
    public async Task<IActionResult> OnPostMakeAsync(string? name, string[]? scopes, int? days, CancellationToken cancellation)
    {
        (_, Secret, IReadOnlyList<(string Field, string Mistake)> mistakes) = await _desk.MakeAsync(name, scopes ?? [], days, cancellation);
        foreach ((_, string mistake) in mistakes)
            ModelState.AddModelError("", mistake);
        if (Secret is null)
            Name = name;
        else
            SecretName = name!.Trim();
        await ReadAsync(cancellation);
        return Page();
    }

    /// <summary>Revokes a key, at once.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellation)
    {
        ApiKey? key = await _desk.RevokeAsync(id, cancellation);
        if (key is null)
            return NotFound();
        TempData["Notice"] = $"The key “{key.Name}” works no more.";
        return Redirect("/keys");
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Scopes = KeyScopes.Of(_caller);
        List = await _registry.ApiKeys.AsNoTracking().Where(k => k.PersonId == _caller.PersonId).OrderByDescending(k => k.Id).Take(2 * KeyDesk.MostKeys)
            .ToListAsync(cancellation);
    }
}
