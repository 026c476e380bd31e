using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Catalogs.Harvesting;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Catalogs;

/// <summary>Asks for records of a catalog at an address.</summary>
public sealed class FetchModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    /// <summary>The catalog.</summary>
    public Catalog Catalog { get; private set; } = null!;

    /// <summary>The address as it was written.</summary>
    public string? Address { get; private set; }

    /// <summary>What was wrong with it.</summary>
    public string? Mistake { get; private set; }

    /// <summary>Shows the form.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation) =>
        await FindAsync(id, cancellation) ? Page() : NotFound();

    /// <summary>Queues it.</summary>
    public async Task<IActionResult> OnPostAsync(Guid id, string? address, string? check, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Address = address;
        if (!CatalogHarvest.TryRead(address, out Uri? read, out string? problem) || read is null)
        {
            Mistake = problem;
            Response.StatusCode = StatusCodes.Status400BadRequest;
            return Page();
        }
        Submission submission = await services.GetRequiredService<SubmissionIntake>().AskAsync(
            registry, Catalog, read, services.GetRequiredService<Caller>().PersonId, check == "yes", cancellation);
        TempData["Notice"] = "Its records are being fetched.";
        return Redirect($"/submissions/{submission.Id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Catalog? found = await registry.Catalogs.SingleOrDefaultAsync(c => c.Id == id, cancellation);
        Catalog = found!;
        return found is not null;
    }
}
