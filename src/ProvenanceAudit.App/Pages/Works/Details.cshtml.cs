using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Works;

/// <summary>One work: what its catalog says of it, and what was found of it.</summary>
public sealed class WorkModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int FindingsShown = 50;

    /// <summary>The work.</summary>
    public RegisteredWork Work { get; private set; } = null!;

    /// <summary>What the last scans say about it, the last first.</summary>
    public IReadOnlyList<StoredFinding> Findings { get; private set; } = [];

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        Findings = await registry.Findings.AsNoTracking().Include(f => f.Scan!.Model).Where(f => f.WorkId == id)
            .OrderByDescending(f => f.Created).Take(FindingsShown).ToListAsync(cancellation);
        return Page();
    }

    /// <summary>Takes it out of scans; what was found stays.</summary>
    public Task<IActionResult> OnPostWithdrawAsync(Guid id, CancellationToken cancellation) =>
        ChangeAsync(id, isOut: true, "The work is withdrawn: scans leave it out.", cancellation);

    /// <summary>Has it scanned for again.</summary>
    public Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken cancellation) =>
        ChangeAsync(id, isOut: false, "The work is scanned for again.", cancellation);

    private async Task<IActionResult> ChangeAsync(Guid id, bool isOut, string notice, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        await services.GetRequiredService<CatalogDesk>().WithdrawAsync(Work, isOut, cancellation);
        TempData["Notice"] = notice;
        return Redirect($"/works/{id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        RegisteredWork? found = await registry.Works.Include(w => w.Catalog).SingleOrDefaultAsync(w => w.Id == id, cancellation);
        Work = found!;
        return found is not null;
    }
}
