using System.ComponentModel.DataAnnotations;
using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Catalogs;

/// <summary>One catalog: what it holds, what was handed in, and a form to hand in more.</summary>
public sealed class CatalogModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int PageSize = 50;

    /// <summary>New name.</summary>
    [BindProperty, Required(ErrorMessage = "A catalog needs a name."), StringLength(200)]
    public string Name { get; set; } = "";

    /// <summary>New description.</summary>
    [BindProperty, StringLength(2000)]
    public string? Description { get; set; }

    /// <summary>The catalog.</summary>
    public Catalog Catalog { get; private set; } = null!;

    /// <summary>Works that are scanned for.</summary>
    public int Works { get; private set; }

    /// <summary>Words in them.</summary>
    public long Words { get; private set; }

    /// <summary>Works that were withdrawn.</summary>
    public int Withdrawn { get; private set; }

    /// <summary>Files handed in, the last first; one more than is shown where there are older ones.</summary>
    public IReadOnlyList<(Submission Submission, JobState? State)> Submissions { get; private set; } = [];

    /// <summary>Number of the last submission shown, where there are older ones.</summary>
    public long? Older { get; private set; }

    /// <summary>Shows it.</summary>
    public async Task<IActionResult> OnGetAsync(Guid id, long? before, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        (Name, Description) = (Catalog.Name, Catalog.Description);
        await LoadAsync(before, cancellation);
        return Page();
    }

    /// <summary>Changes name and description.</summary>
    public async Task<IActionResult> OnPostRenameAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        if (ModelState.IsValid && await Desk.ChangeAsync(Catalog, Name, Description, cancellation) is (string field, string mistake))
            ModelState.AddModelError(field == "name" ? nameof(Name) : nameof(Description), mistake);
        if (!ModelState.IsValid)
        {
            await LoadAsync(null, cancellation);
            return Page();
        }
        return Done("The changes are kept.");
    }

    /// <summary>Puts it away: scans leave its works out.</summary>
    public async Task<IActionResult> OnPostArchiveAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        await Desk.PutAwayAsync(Catalog, isAway: true, cancellation);
        return Done("The catalog is put away: scans leave its works out.");
    }

    /// <summary>Takes it into use again.</summary>
    public async Task<IActionResult> OnPostRestoreAsync(Guid id, CancellationToken cancellation)
    {
        if (!await FindAsync(id, cancellation))
            return NotFound();
        await Desk.PutAwayAsync(Catalog, isAway: false, cancellation);
        return Done("The catalog is in use again.");
    }

    private CatalogDesk Desk => services.GetRequiredService<CatalogDesk>();

    private RedirectResult Done(string notice)
    {
        TempData["Notice"] = notice;
        return Redirect($"/catalogs/{Catalog.Id}");
    }

    private async Task<bool> FindAsync(Guid id, CancellationToken cancellation)
    {
        Catalog? found = await registry.Catalogs.Include(c => c.RightsHolder).SingleOrDefaultAsync(c => c.Id == id, cancellation);
        Catalog = found!;
        return found is not null;
    }

    private async Task LoadAsync(long? before, CancellationToken cancellation)
    {
        Guid id = Catalog.Id;
        var counts = await registry.Works.Where(w => w.CatalogId == id).GroupBy(w => w.Withdrawn != null)
            .Select(g => new { IsOut = g.Key, Works = g.Count(), Words = g.Sum(w => (long)w.Words) }).ToListAsync(cancellation);
        Works = counts.Where(c => !c.IsOut).Sum(c => c.Works);
        Words = counts.Where(c => !c.IsOut).Sum(c => c.Words);
        Withdrawn = counts.Where(c => c.IsOut).Sum(c => c.Works);
        List<Submission> submissions = await registry.Submissions.AsNoTracking()
            .Where(s => s.CatalogId == id && (before == null || s.Number < before))
            .OrderByDescending(s => s.Number).Take(PageSize + 1).ToListAsync(cancellation);
        if (submissions.Count > PageSize)
        {
            submissions.RemoveAt(PageSize);
            Older = submissions[^1].Number;
        }
        Guid[] ids = [.. submissions.Select(s => s.Id)];
        List<Job> jobs = await registry.Jobs.AsNoTracking().Where(j => j.Kind == JobKind.Ingest && ids.Contains(j.SubjectId))
            .OrderBy(j => j.Queued).ToListAsync(cancellation);
        ILookup<Guid, Job> bySubject = jobs.ToLookup(j => j.SubjectId);
        Submissions = [.. submissions.Select(s => (s, bySubject[s.Id].LastOrDefault()?.State))];
    }
}
