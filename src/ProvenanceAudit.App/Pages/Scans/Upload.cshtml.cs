using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Scans;

/// <summary>Takes a file of a model's outputs, and scans it for all catalogs or for one.</summary>
[StreamedForm]
[IgnoreAntiforgeryToken]
public sealed class UploadModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    /// <summary>Name of the field by which meaning is compared too; it stands before the file.</summary>
    public const string SimilarityField = "similarity";

    /// <summary>The model whose outputs they are.</summary>
    public AuditedModel Model { get; private set; } = null!;

    /// <summary>Catalogs in use.</summary>
    public IReadOnlyList<Catalog> Catalogs { get; private set; } = [];

    /// <summary>The catalog to scan for; null for all. In the address, since the form is read as it comes.</summary>
    [BindProperty(SupportsGet = true, Name = "catalog")]
    public Guid? CatalogId { get; set; }

    /// <summary>What was wrong with the last file.</summary>
    public string? Mistake { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Page() : NotFound();

    /// <summary>Takes the file and queues its scan.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Scan? scan = null;
        (int Status, string Mistake)? refused = await StreamedUpload.ReadAsync(
            HttpContext,
            async (content, name, fields) => scan = await services.GetRequiredService<ScanStart>().OfFileAsync(
                registry, Model, CatalogId is Guid catalog ? [catalog] : null, fields.ContainsKey(SimilarityField), content, name,
                services.GetRequiredService<Caller>().PersonId, cancellation),
            cancellation);
        if (refused is (int status, string mistake))
        {
            Mistake = mistake;
            Response.StatusCode = status;
            return Page();
        }
        TempData["Notice"] = "The file was received, and its scan is queued.";
        return Redirect($"/scans/{scan!.Id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        AuditedModel? found = await registry.Models.SingleOrDefaultAsync(m => m.Id == id && m.Archived == null, cancellation);
        Model = found!;
        Catalogs = await registry.Catalogs.AsNoTracking().Include(c => c.RightsHolder).Where(c => c.Archived == null)
            .OrderBy(c => c.Name).ToListAsync(cancellation);
        return found is not null && (CatalogId is null || Catalogs.Any(c => c.Id == CatalogId));
    }
}
