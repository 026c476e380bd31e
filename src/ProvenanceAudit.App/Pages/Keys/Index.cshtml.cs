using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Api;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Keys;

/// <summary>A person's own API keys.</summary>
public sealed class KeysModel : PageModel
{
    private const int LongestName = 100;
    private const int MostKeys = 100;

    private readonly RegistryContext _registry;
    private readonly Caller _caller;
    private readonly AuditTrail _trail;

    /// <summary>Made by the framework.</summary>
    public KeysModel(IServiceProvider services)
    {
        _registry = services.GetRequiredService<RegistryContext>();
        _caller = services.GetRequiredService<Caller>();
        _trail = services.GetRequiredService<AuditTrail>();
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
        string good = name?.Trim() ?? "";
        string[] wanted = [.. KeyScopes.All.Select(s => s.Name).Where((scopes ?? []).Contains)];
        if (good.Length is 0 or > LongestName)
            ModelState.AddModelError("", $"Say in 1 to {LongestName} characters what the key is for.");
        if (wanted.Length == 0)
            ModelState.AddModelError("", "Choose at least one thing that the key may do.");
        if (days is < 1 or > 3650)
            ModelState.AddModelError("", "A key works for 1 to 3650 days.");
        if (await _registry.ApiKeys.CountAsync(k => k.PersonId == _caller.PersonId && k.Revoked == null, cancellation) >= MostKeys)
            ModelState.AddModelError("", $"You have {MostKeys} keys. Revoke one that is not used.");
        if (ModelState.IsValid)
        {
            Person owner = await _registry.Users.AsNoTracking().SingleAsync(p => p.Id == _caller.PersonId, cancellation);
            (ApiKey key, Secret) = ApiKey.Create(
                owner, good, wanted, days is int some ? DateTimeOffset.UtcNow.AddDays(some) : null);
            _registry.ApiKeys.Add(key);
            _trail.Add(_registry, "api-key.made", "api-key", key.Id, detail: new { key.Name, key.Prefix, Scopes = wanted, key.Expires });
            await _registry.SaveChangesAsync(cancellation);
            SecretName = good;
        }
        else
        {
            Name = name;
        }
        await ReadAsync(cancellation);
        return Page();
    }

    /// <summary>Revokes a key, at once.</summary>
    public async Task<IActionResult> OnPostRevokeAsync(Guid id, CancellationToken cancellation)
    {
        ApiKey? key = await _registry.ApiKeys.SingleOrDefaultAsync(k => k.Id == id && k.PersonId == _caller.PersonId, cancellation);
        if (key is null)
            return NotFound();
        if (key.Revoked is null)
        {
            key.Revoked = DateTimeOffset.UtcNow;
            _trail.Add(_registry, "api-key.revoked", "api-key", id, detail: new { key.Name, key.Prefix });
            await _registry.SaveChangesAsync(cancellation);
        }
        TempData["Notice"] = $"The key “{key.Name}” works no more.";
        return Redirect("/keys");
    }

    private async Task ReadAsync(CancellationToken cancellation)
    {
        Scopes = [.. KeyScopes.All.Where(s => _caller.IsAuditor || s.Name != KeyScopes.ScansRead)];
        List = await _registry.ApiKeys.AsNoTracking().Where(k => k.PersonId == _caller.PersonId).OrderByDescending(k => k.Id).Take(2 * MostKeys)
            .ToListAsync(cancellation);
    }
}
