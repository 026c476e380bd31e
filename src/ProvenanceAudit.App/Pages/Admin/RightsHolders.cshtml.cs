using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Admin;

/// <summary>The tenants: added, renamed, disabled.</summary>
public sealed class RightsHoldersModel : PageModel
{
    private const int LongestName = 200;

    private readonly RegistryContext _registry;
    private readonly AuditTrail _trail;

    /// <summary>Made by the framework.</summary>
    public RightsHoldersModel(IServiceProvider services)
    {
        _registry = services.GetRequiredService<RegistryContext>();
        _trail = services.GetRequiredService<AuditTrail>();
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<Row> List { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation) => await ReadAsync(cancellation);

    /// <summary>Adds one.</summary>
    public async Task<IActionResult> OnPostAddAsync(string? name, string? contactEmail, CancellationToken cancellation)
    {
        if (await CheckAsync(name, null, cancellation) is not string good)
            return await AgainAsync(cancellation);
        var holder = new RightsHolder { Name = good, ContactEmail = string.IsNullOrWhiteSpace(contactEmail) ? null : contactEmail.Trim() };
        _registry.RightsHolders.Add(holder);
        _trail.Add(_registry, "rights-holder.added", "rights-holder", holder.Id, holder.Id, new { holder.Name });
        await _registry.SaveChangesAsync(cancellation);
        return Done($"{holder.Name} was added. Now invite its people.");
    }

    /// <summary>Renames one.</summary>
    public async Task<IActionResult> OnPostRenameAsync(Guid id, string? name, CancellationToken cancellation)
    {
        RightsHolder? holder = await _registry.RightsHolders.SingleOrDefaultAsync(r => r.Id == id, cancellation);
        if (holder is null)
            return NotFound();
        if (await CheckAsync(name, id, cancellation) is not string good)
            return await AgainAsync(cancellation);
        _trail.Add(_registry, "rights-holder.renamed", "rights-holder", id, id, new { From = holder.Name, To = good });
        holder.Name = good;
        await _registry.SaveChangesAsync(cancellation);
        return Done($"It is called {good} now.");
    }

    /// <summary>Disables one, or opens it again.</summary>
    public async Task<IActionResult> OnPostSwitchAsync(Guid id, bool disable, CancellationToken cancellation)
    {
        RightsHolder? holder = await _registry.RightsHolders.SingleOrDefaultAsync(r => r.Id == id, cancellation);
        if (holder is null)
            return NotFound();
        holder.Disabled = disable ? holder.Disabled ?? DateTimeOffset.UtcNow : null;
        _trail.Add(_registry, disable ? "rights-holder.disabled" : "rights-holder.enabled", "rights-holder", id, id);
        await _registry.SaveChangesAsync(cancellation);
        return Done(disable ? $"{holder.Name} is disabled: its people are signed out within a minute, its keys at once." : $"{holder.Name} is open again.");
    }

    private async Task<string?> CheckAsync(string? name, Guid? except, CancellationToken cancellation)
    {
        string good = name?.Trim() ?? "";
        if (good.Length is 0 or > LongestName)
            ModelState.AddModelError("", $"A name has 1 to {LongestName} characters.");
        else if (await _registry.RightsHolders.AnyAsync(r => r.Name == good && r.Id != except, cancellation))
            ModelState.AddModelError("", $"There is a rights holder '{good}' already.");
        return ModelState.IsValid ? good : null;
    }

    private async Task<IActionResult> AgainAsync(CancellationToken cancellation)
    {
        await ReadAsync(cancellation);
        return Page();
    }

    private RedirectResult Done(string notice)
    {
        TempData["Notice"] = notice;
        return Redirect("/admin/rights-holders");
    }

    private async Task ReadAsync(CancellationToken cancellation) => List = await _registry.RightsHolders.AsNoTracking().OrderBy(r => r.Name)
        .Select(r => new Row(
            r.Id, r.Name, r.Disabled, _registry.Users.Count(p => p.RightsHolderId == r.Id && p.Disabled == null),
            _registry.Catalogs.Count(c => c.RightsHolderId == r.Id)))
        .ToListAsync(cancellation);

    /// <summary>A line of the list.</summary>
    /// <param name="Id">Its id.</param>
    /// <param name="Name">Its name.</param>
    /// <param name="Disabled">When it was disabled.</param>
    /// <param name="People">People who may sign in for it.</param>
    /// <param name="Catalogs">Its catalogs.</param>
    public sealed record Row(Guid Id, string Name, DateTimeOffset? Disabled, int People, int Catalogs);
}
