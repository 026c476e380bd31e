using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Catalogs;

/// <summary>A catalog in a list.</summary>
/// <param name="Id">The catalog.</param>
/// <param name="Name">Its name.</param>
/// <param name="RightsHolder">Whose it is.</param>
/// <param name="Archived">When it was put away.</param>
/// <param name="Works">Works that are scanned for.</param>
/// <param name="Submitted">When a file was last handed in.</param>
public sealed record CatalogRow(Guid Id, string Name, string RightsHolder, DateTimeOffset? Archived, int Works, DateTimeOffset? Submitted);

/// <summary>Lists catalogs and makes new ones.</summary>
public sealed class CatalogListModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    /// <summary>Name of the new catalog.</summary>
    [BindProperty, Required(ErrorMessage = "Give the catalog a name."), StringLength(200)]
    public string Name { get; set; } = "";

    /// <summary>What the new catalog holds.</summary>
    [BindProperty, StringLength(2000)]
    public string? Description { get; set; }

    /// <summary>Whose the new catalog is; asked of auditors alone.</summary>
    [BindProperty]
    public Guid? RightsHolderId { get; set; }

    /// <summary>The catalogs, by name.</summary>
    public IReadOnlyList<CatalogRow> Catalogs { get; private set; } = [];

    /// <summary>Those for whom the caller can make one; empty for publishers.</summary>
    public IReadOnlyList<RightsHolder> RightsHolders { get; private set; } = [];

    /// <summary>Whether the caller sees all rights holders.</summary>
    public bool SeesAll => Caller.IsAuditor;

    private Caller Caller => services.GetRequiredService<Caller>();

    /// <summary>Shows them.</summary>
    public Task OnGetAsync(CancellationToken cancellation) => LoadAsync(cancellation);

    /// <summary>Makes one.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        Guid? owner = SeesAll ? RightsHolderId : Caller.RightsHolderId;
        if (owner is null || !await registry.RightsHolders.AnyAsync(r => r.Id == owner, cancellation))
            ModelState.AddModelError(nameof(RightsHolderId), "Choose whose catalog it is.");
        Catalog? catalog = null;
        if (ModelState.IsValid)
        {
            (catalog, string field, string mistake) = await services.GetRequiredService<CatalogDesk>().MakeAsync(
                owner!.Value, Name, Description, cancellation);
            if (catalog is null)
                ModelState.AddModelError(field == "name" ? nameof(Name) : nameof(Description), mistake);
        }
        if (catalog is null)
        {
            await LoadAsync(cancellation);
            return Page();
        }
        TempData["Notice"] = $"The catalog '{catalog.Name}' was made. Hand in its works below.";
        return Redirect($"/catalogs/{catalog.Id}");
    }

    private async Task LoadAsync(CancellationToken cancellation)
    {
        Catalogs = await registry.Catalogs.AsNoTracking().OrderBy(c => c.Archived != null).ThenBy(c => c.Name).ThenBy(c => c.Id)
            .Select(c => new CatalogRow(
                c.Id, c.Name, c.RightsHolder!.Name, c.Archived,
                registry.Works.Count(w => w.CatalogId == c.Id && w.Withdrawn == null),
                registry.Submissions.Where(s => s.CatalogId == c.Id).Max(s => (DateTimeOffset?)s.Created)))
            .ToListAsync(cancellation);
        if (SeesAll)
        {
            RightsHolders = await registry.RightsHolders.AsNoTracking().Where(r => r.Disabled == null).OrderBy(r => r.Name)
                .ToListAsync(cancellation);
        }
    }
}
