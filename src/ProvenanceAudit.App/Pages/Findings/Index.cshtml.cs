using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Findings;

/// <summary>Findings that the caller sees, the latest first.</summary>
public sealed class FindingsModel(RegistryContext registry) : PageModel
{
    private const int PageSize = 50;

    // Older scans are reached from the list of scans.
    private const int ScansToChoose = 100;

    /// <summary>The findings of this page.</summary>
    public IReadOnlyList<StoredFinding> Findings { get; private set; } = [];

    /// <summary>Models to filter by.</summary>
    public IReadOnlyList<AuditedModel> Models { get; private set; } = [];

    /// <summary>Catalogs to filter by.</summary>
    public IReadOnlyList<Catalog> Catalogs { get; private set; } = [];

    /// <summary>Scans to filter by, the latest first.</summary>
    public IReadOnlyList<Scan> Scans { get; private set; } = [];

    /// <summary>Whether the caller sees all rights holders.</summary>
    public bool SeesAll => Caller.Of(User)!.IsAuditor;

    /// <summary>Whether findings may have been left out.</summary>
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Work) || Catalog is not null || ModelId is not null || Scan is not null
        || Decision is not null || MostEValue is not null || LeastProbability is not null;

    /// <summary>The catalog of the work.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Catalog { get; set; }

    /// <summary>Part of a work's title, author or id.</summary>
    [BindProperty(SupportsGet = true)]
    public string? Work { get; set; }

    /// <summary>The model.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? ModelId { get; set; }

    /// <summary>The scan.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Scan { get; set; }

    /// <summary>The decision.</summary>
    [BindProperty(SupportsGet = true)]
    public FindingDecision? Decision { get; set; }

    /// <summary>Largest E-value of a finding's strongest match.</summary>
    [BindProperty(SupportsGet = true)]
    public double? MostEValue { get; set; }

    /// <summary>Least probability of a finding's verdict.</summary>
    [BindProperty(SupportsGet = true)]
    public double? LeastProbability { get; set; }

    /// <summary>Address of the next page; null on the last.</summary>
    public string? Next { get; private set; }

    /// <summary>Lists them.</summary>
    /// <param name="before">Time of the last finding of the page before.</param>
    /// <param name="after">Its id.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task OnGetAsync(DateTimeOffset? before, Guid? after, CancellationToken cancellation)
    {
        Models = await registry.Models.AsNoTracking().OrderBy(m => m.Name).ToListAsync(cancellation);
        Catalogs = await registry.Catalogs.AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancellation);
        Scans = await ScansAsync(cancellation);
        IQueryable<StoredFinding> rows = registry.Findings.AsNoTracking().Include(f => f.Work).Include(f => f.Scan!.Model);
        if (!string.IsNullOrWhiteSpace(Work))
        {
            string part = RegisteredWork.SearchFormOf(Work.Trim());
            rows = rows.Where(f => f.Work!.SearchText.Contains(part));
        }
        if (Catalog is Guid catalog)
            rows = rows.Where(f => f.Work!.CatalogId == catalog);
        if (ModelId is Guid model)
            rows = rows.Where(f => f.Scan!.ModelId == model);
        if (Scan is Guid scan)
            rows = rows.Where(f => f.ScanId == scan);
        if (Decision is FindingDecision decision)
            rows = rows.Where(f => f.Decision == decision);
        if (MostEValue is double most)
            rows = rows.Where(f => f.SmallestEValue <= most);
        if (LeastProbability is double least)
            rows = rows.Where(f => f.Probability >= least);
        if (before is DateTimeOffset time && after is Guid id)
            rows = rows.Where(f => f.Created < time || (f.Created == time && f.Id > id));
        List<StoredFinding> found = await rows.OrderByDescending(f => f.Created).ThenBy(f => f.Id).Take(PageSize + 1).ToListAsync(cancellation);
        if (found.Count > PageSize)
        {
            found.RemoveAt(PageSize);
            Next = Url.Page(null, new { Work, Catalog, ModelId, Scan, Decision, MostEValue, LeastProbability, before = found[^1].Created.ToString("O"), after = found[^1].Id });
        }
        Findings = found;
    }

    private async Task<IReadOnlyList<Scan>> ScansAsync(CancellationToken cancellation)
    {
        List<Scan> scans = await registry.Scans.AsNoTracking().Where(s => s.Finished != null).OrderByDescending(s => s.Number).Take(ScansToChoose)
            .ToListAsync(cancellation);
        if (Scan is Guid chosen && !scans.Exists(s => s.Id == chosen))
            scans.AddRange(await registry.Scans.AsNoTracking().Where(s => s.Id == chosen).ToListAsync(cancellation));
        return scans;
    }
}
