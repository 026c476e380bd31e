using Microsoft.AspNetCore.Mvc;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Crawls;

/// <summary>Makes a crawl.</summary>
public sealed class NewCrawlModel(RegistryContext registry, IServiceProvider services) : CrawlFormModel(services)
{
    private const int MostCatalogs = 1000;

    /// <summary>The catalog that its pages go into; a new one where null.</summary>
    [BindProperty]
    public Guid? CatalogId { get; set; }

    /// <summary>Name of the new catalog; that of the crawl where empty.</summary>
    [BindProperty]
    public string? CatalogName { get; set; }

    /// <summary>Whose the new catalog is; asked of auditors alone.</summary>
    [BindProperty]
    public Guid? RightsHolderId { get; set; }

    /// <summary>Whether it is run at once.</summary>
    [BindProperty]
    public bool Begin { get; set; }

    /// <summary>Catalogs to choose from.</summary>
    public IReadOnlyList<Catalog> Catalogs { get; private set; } = [];

    /// <summary>Rights holders to choose from; none for publishers.</summary>
    public IReadOnlyList<RightsHolder> RightsHolders { get; private set; } = [];

    /// <summary>Whether the caller sees all rights holders.</summary>
    public bool SeesAll => Caller.IsAuditor;

    private Caller Caller => Services.GetRequiredService<Caller>();

    /// <summary>Shows the form.</summary>
    public Task OnGetAsync(Guid? catalog, CancellationToken cancellation)
    {
        (CatalogId, Begin, Fields) = (catalog, true, CrawlFields.Of(new CrawlInput()));
        return ListAsync(cancellation);
    }

    /// <summary>Shows when the crawl would run.</summary>
    public async Task<IActionResult> OnPostPreviewAsync(CancellationToken cancellation)
    {
        await ListAsync(cancellation);
        return Preview();
    }

    /// <summary>Makes the crawl.</summary>
    public async Task<IActionResult> OnPostAsync(CancellationToken cancellation)
    {
        // A publisher's crawls are its own, whoever is named.
        var place = new CrawlPlanInput
        {
            CatalogId = CatalogId,
            CatalogName = CatalogName,
            RightsHolderId = SeesAll && CatalogId is null ? RightsHolderId : null,
        };
        if (await KeepAsync(null, place, cancellation) is not { } plan)
        {
            await ListAsync(cancellation);
            return Page();
        }
        if (Begin)
            await Services.GetRequiredService<CrawlDesk>().RunAsync(plan, cancellation);
        TempData["Notice"] = Begin ? $"'{plan.Name}' was made, and its first run is queued." : $"'{plan.Name}' was made.";
        return Redirect($"/crawls/{plan.Id}");
    }

    private async Task ListAsync(CancellationToken cancellation)
    {
        Catalogs = await registry.Catalogs.AsNoTracking().Include(c => c.RightsHolder).Where(c => c.Archived == null)
            .OrderBy(c => c.RightsHolder!.Name).ThenBy(c => c.Name).Take(MostCatalogs).ToListAsync(cancellation);
        if (SeesAll)
        {
            RightsHolders = await registry.RightsHolders.AsNoTracking().Where(r => r.Disabled == null).OrderBy(r => r.Name)
                .ToListAsync(cancellation);
        }
    }
}
