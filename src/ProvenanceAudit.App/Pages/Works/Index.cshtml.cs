using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Works;

/// <summary>Finds works by part of a title, a name or an identifier.</summary>
public sealed class WorkListModel(RegistryContext registry) : PageModel
{
    private const int PageSize = 50;

    // More words than anybody types; each costs a pass.
    private const int MostWords = 8;

    /// <summary>Words that all stand in id, title, contributors or identifiers.</summary>
    [BindProperty(SupportsGet = true, Name = "q")]
    public string? Query { get; set; }

    /// <summary>The catalog to look in; all where null.</summary>
    [BindProperty(SupportsGet = true)]
    public Guid? Catalog { get; set; }

    /// <summary>Whether a finding that was not dismissed is about the work; either where null.</summary>
    [BindProperty(SupportsGet = true)]
    public bool? Found { get; set; }

    /// <summary>Whether the work was withdrawn; either where null.</summary>
    [BindProperty(SupportsGet = true)]
    public bool? Withdrawn { get; set; }

    /// <summary>Whether works may have been left out.</summary>
    public bool IsFiltered => !string.IsNullOrWhiteSpace(Query) || Catalog is not null || Found is not null || Withdrawn is not null;

    /// <summary>Findings that were not dismissed, by work.</summary>
    public IReadOnlyDictionary<Guid, int> Findings { get; private set; } = new Dictionary<Guid, int>();

    /// <summary>The works, those changed last first.</summary>
    public IReadOnlyList<RegisteredWork> Works { get; private set; } = [];

    /// <summary>The catalogs to choose from.</summary>
    public IReadOnlyList<Catalog> Catalogs { get; private set; } = [];

    /// <summary>Revision of the last work shown, where there are more.</summary>
    public long? Next { get; private set; }

    /// <summary>Looks for them.</summary>
    public async Task OnGetAsync(long? before, CancellationToken cancellation)
    {
        IQueryable<RegisteredWork> found = registry.Works.AsNoTracking();
        if (Catalog is Guid catalog)
            found = found.Where(w => w.CatalogId == catalog);
        if (Found is bool isFound)
            found = found.Where(w => registry.Findings.Any(f => f.WorkId == w.Id && f.Decision != FindingDecision.Dismissed) == isFound);
        if (Withdrawn is bool isOut)
            found = found.Where(w => w.Withdrawn != null == isOut);
        string sought = RegisteredWork.SearchFormOf(Query ?? "");
        foreach (string word in sought.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(MostWords))
            found = found.Where(w => w.SearchText.Contains(word));
        if (before is long revision)
            found = found.Where(w => w.Revision < revision);
        List<RegisteredWork> works = await found.Include(w => w.Catalog).OrderByDescending(w => w.Revision).Take(PageSize + 1)
            .ToListAsync(cancellation);
        if (works.Count > PageSize)
        {
            works.RemoveAt(PageSize);
            Next = works[^1].Revision;
        }
        Works = works;
        Guid[] ids = [.. works.Select(w => w.Id)];
        Findings = await registry.Findings.Where(f => ids.Contains(f.WorkId) && f.Decision != FindingDecision.Dismissed)
            .GroupBy(f => f.WorkId).Select(g => new { g.Key, Count = g.Count() }).ToDictionaryAsync(g => g.Key, g => g.Count, cancellation);
        Catalogs = await registry.Catalogs.AsNoTracking().OrderBy(c => c.Name).ToListAsync(cancellation);
    }

    /// <summary>Address of the works after those shown.</summary>
    public string NextPage => QueryString.Create(new Dictionary<string, string?>
    {
        ["q"] = Query,
        ["catalog"] = Catalog?.ToString(),
        ["found"] = Found?.ToString(),
        ["withdrawn"] = Withdrawn?.ToString(),
        ["before"] = Next?.ToString(System.Globalization.CultureInfo.InvariantCulture),
    }).ToString();
}
