using Microsoft.AspNetCore.Mvc;
using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Rights;

/// <summary>Sites whose rights were looked at, and the way to what they state.</summary>
public sealed class RightsModel(RegistryContext registry, IServiceProvider services) : PageModel
{
    private const int PageSize = 50;

    /// <summary>What is looked for: an address, or part of a host; null for all sites.</summary>
    public string? Query { get; private set; }

    /// <summary>The sites, by name.</summary>
    public IReadOnlyList<Row> Sites { get; private set; } = [];

    /// <summary>The last site shown, where there are more.</summary>
    public string? Next { get; private set; }

    /// <summary>Whether the caller sees all rights holders.</summary>
    public bool SeesAll => services.GetRequiredService<Caller>().IsAuditor;

    /// <summary>Lists them, or leads to the one that an address is of.</summary>
    public async Task<IActionResult> OnGetAsync(string? q, string? after, CancellationToken cancellation)
    {
        Query = string.IsNullOrWhiteSpace(q) ? null : q.Trim();
        string? part = Query?.ToLowerInvariant();
        if (Query is not null && AddressOf(Query) is { } address)
        {
            string site = RightsSightings.SiteOf(address);
            if ((await SiteRights.HoldersOfAsync(registry, site, cancellation)).Count > 0)
                return Redirect($"/rights/site?address={Uri.EscapeDataString(address)}");
            part = site;
        }
        await ListAsync(part, after, cancellation);
        return Page();
    }

    private async Task ListAsync(string? part, string? after, CancellationToken cancellation)
    {
        IQueryable<SeenSource> sources = registry.RightsSources.AsNoTracking();
        if (part is not null)
            sources = sources.Where(s => s.Site.Contains(part));
        if (!string.IsNullOrEmpty(after))
        {
#pragma warning disable CA1309 // It becomes SQL, which knows no ordinal comparison.
            sources = sources.Where(s => string.Compare(s.Site, after) > 0);
#pragma warning restore CA1309
        }
        var sites = await sources.GroupBy(s => new { s.Site, s.RightsHolderId })
            .Select(g => new { g.Key.Site, g.Key.RightsHolderId, First = g.Min(s => s.FirstSeen), Last = g.Max(s => s.LastSeen) })
            .OrderBy(s => s.Site).ThenBy(s => s.RightsHolderId).Take(PageSize + 1).ToListAsync(cancellation);
        if (sites.Count > PageSize)
        {
            sites.RemoveAt(PageSize);
            Next = sites[^1].Site;
        }
        string[] names = [.. sites.Select(s => s.Site).Distinct()];
        var counts = await registry.RightsStatements.Where(s => names.Contains(s.Site)).GroupBy(s => new { s.Site, s.RightsHolderId })
            .Select(g => new { g.Key.Site, g.Key.RightsHolderId, Count = g.Count() }).ToListAsync(cancellation);
        Guid[] ids = [.. sites.Select(s => s.RightsHolderId).Distinct()];
        Dictionary<Guid, string> holders = await registry.RightsHolders.Where(r => ids.Contains(r.Id)).ToDictionaryAsync(r => r.Id, r => r.Name, cancellation);
        Sites = sites.ConvertAll(s => new Row(
            s.Site, s.RightsHolderId, holders[s.RightsHolderId],
            counts.SingleOrDefault(c => c.Site == s.Site && c.RightsHolderId == s.RightsHolderId)?.Count ?? 0, s.First, s.Last));
    }

    /// <summary>A whole address, with or without its scheme; null for what may be part of a host.</summary>
    private static string? AddressOf(string query)
    {
        bool isWhole = query.Contains("://", StringComparison.Ordinal);
        string text = isWhole ? query : query.Contains('/', StringComparison.Ordinal) ? "https://" + query : "";
        return CrawlAddress.TryParse(text, null, out CrawlAddress? address) ? address.Text : null;
    }

    /// <summary>A site that was looked at.</summary>
    /// <param name="Site">Host and port.</param>
    /// <param name="RightsHolderId">For whom.</param>
    /// <param name="RightsHolder">Name of whom.</param>
    /// <param name="Statements">Statements that were ever seen there.</param>
    /// <param name="First">When it was first looked at.</param>
    /// <param name="Last">When it was last looked at.</param>
    public sealed record Row(string Site, Guid RightsHolderId, string RightsHolder, int Statements, DateTimeOffset First, DateTimeOffset Last);
}
