using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Admin;

/// <summary>The tenants: added, renamed, disabled.</summary>
public sealed class RightsHoldersModel : PageModel
{
    private readonly RegistryContext _registry;
    private readonly RightsHolderDesk _desk;

    /// <summary>Made by the framework.</summary>
    public RightsHoldersModel(IServiceProvider services)
    {
        _registry = services.GetRequiredService<RegistryContext>();
        _desk = services.GetRequiredService<RightsHolderDesk>();
    }

    /// <summary>All of them, by name.</summary>
    public IReadOnlyList<Row> List { get; private set; } = [];

    /// <summary>Shows them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation) => await ReadAsync(cancellation);

    /// <summary>Adds one.</summary>
    public async Task<IActionResult> OnPostAddAsync(string? name, string? contactEmail, CancellationToken cancellation)
    {
        (RightsHolder? holder, _, string mistake) = await _desk.AddAsync(name, contactEmail, cancellation);
        return holder is null ? await AgainAsync(mistake, cancellation) : Done($"{holder.Name} was added. Now invite its people.");
    }

    /// <summary>Renames one.</summary>
    public async Task<IActionResult> OnPostRenameAsync(Guid id, string? name, CancellationToken cancellation)
    {
        RightsHolder? holder = await FindAsync(id, cancellation);
        if (holder is null)
            return NotFound();
        return await _desk.ChangeAsync(holder, name, holder.ContactEmail, cancellation) is (_, string mistake)
            ? await AgainAsync(mistake, cancellation)
            : Done($"It is called {holder.Name} now.");
    }

    /// <summary>Disables one, or opens it again.</summary>
    public async Task<IActionResult> OnPostSwitchAsync(Guid id, bool disable, CancellationToken cancellation)
    {
        RightsHolder? holder = await FindAsync(id, cancellation);
        if (holder is null)
            return NotFound();
        await _desk.SwitchAsync(holder, disable, cancellation);
        return Done(disable ? $"{holder.Name} is disabled: its people are signed out within a minute, its keys at once." : $"{holder.Name} is open again.");
    }

    private Task<RightsHolder?> FindAsync(Guid id, CancellationToken cancellation) =>
        _registry.RightsHolders.SingleOrDefaultAsync(r => r.Id == id, cancellation);

    private async Task<IActionResult> AgainAsync(string mistake, CancellationToken cancellation)
    {
        ModelState.AddModelError("", mistake);
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
