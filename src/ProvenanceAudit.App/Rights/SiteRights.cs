using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Rights;

/// <summary>What the crawls of one rights holder saw of a site, and what it comes to; for pages and the API alike.</summary>
internal sealed class SiteRights
{
    private SiteRights(string site, Guid? rightsHolderId, IReadOnlyList<RightsSighting> sightings, IReadOnlyList<RightsSourceObservation> looks)
    {
        (Site, RightsHolderId, Sightings, Looks) = (site, rightsHolderId, sightings, looks);
        Policy = new RightsPolicy(sightings, looks);
    }

    /// <summary>Host and port.</summary>
    public string Site { get; }

    /// <summary>Whose crawls saw it; null where nobody's did.</summary>
    public Guid? RightsHolderId { get; }

    /// <summary>Statements, in the order of first sighting.</summary>
    public IReadOnlyList<RightsSighting> Sightings { get; }

    /// <summary>Looks at sources, in the order of time.</summary>
    public IReadOnlyList<RightsSourceObservation> Looks { get; }

    /// <summary>Decides from them.</summary>
    public RightsPolicy Policy { get; }

    /// <summary>Address of the site's first page, by the scheme under which it was seen.</summary>
    public string Root => (Looks.Any(l => l.SourceAddress.StartsWith("http://" + Site, StringComparison.Ordinal))
        && !Looks.Any(l => l.SourceAddress.StartsWith("https://" + Site, StringComparison.Ordinal)) ? "http://" : "https://") + Site + "/";

    /// <summary>Reads it.</summary>
    /// <param name="registry">In the caller's scope.</param>
    /// <param name="site">Host and port, as <see cref="RightsSightings.SiteOf"/> gives it.</param>
    /// <param name="holderId">Whose crawls; null where nobody's saw it.</param>
    /// <param name="workId">A work of which statements are wanted too, by its id in the catalog; null for none.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static async Task<SiteRights> ReadAsync(
        RegistryContext registry, string site, Guid? holderId, string? workId, CancellationToken cancellation)
    {
        if (holderId is not Guid holder)
            return new SiteRights(site, null, [], []);
        var seen = new RightsSightings(registry, holder);
        IReadOnlyList<RightsSighting> sightings = await seen.StatementsOfAsync(site, cancellation);
        if (workId is not null && workId != site)
            sightings = [.. sightings, .. await seen.StatementsOfAsync(workId, cancellation)];
        return new SiteRights(site, holder, sightings, await seen.ObservationsOfAsync(site, cancellation));
    }

    /// <summary>
    /// The same with when crawls last had an address's content, and how their last visit ended otherwise: what a page stated once and states no more is
    /// known by that alone. A visit that found nothing changed tells nothing new.
    /// </summary>
    public async Task<SiteRights> AndLooksAtAsync(RegistryContext registry, CrawlAddress address, CancellationToken cancellation)
    {
        if (RightsHolderId is not Guid holder)
            return this;
        byte[] key = RegistryCrawlRecord.KeyOf(address);
        Guid[] plans = await registry.CrawlPlans.Where(p => p.RightsHolderId == holder).Select(p => p.Id).ToArrayAsync(cancellation);
        List<CrawledAddress> rows = await registry.CrawledAddresses.AsNoTracking()
            .Where(a => plans.Contains(a.PlanId) && a.Key == key).ToListAsync(cancellation);
        var looks = new List<RightsSourceObservation>();
        foreach (CrawledAddress row in rows)
        {
            if (row.ContentSeen is { } content)
            {
                int? status = row.Outcome == nameof(VisitOutcome.Fetched) ? row.Status : null;
                looks.Add(new(row.Address, RightsSourceState.Fetched, content, status, null, row.BodySha256));
            }
            if (row.Visited is not { } visited)
                continue;
            if (row.Outcome == nameof(VisitOutcome.Gone))
                looks.Add(new(row.Address, RightsSourceState.Absent, visited, row.Status));
            else if (row.Outcome is nameof(VisitOutcome.Failed) or nameof(VisitOutcome.Refused))
                looks.Add(new(row.Address, RightsSourceState.Failed, visited, row.Status, row.Reason));
        }
        return new SiteRights(Site, holder, Sightings, [.. Looks.Concat(looks).Distinct().OrderBy(l => l.ObservedAt)]);
    }

    /// <summary>Rights holders whose crawls looked at a site, as far as the caller sees them, by name.</summary>
    public static async Task<IReadOnlyList<RightsHolder>> HoldersOfAsync(RegistryContext registry, string site, CancellationToken cancellation)
    {
        Guid[] ids = await registry.RightsSources.Where(s => s.Site == site).Select(s => s.RightsHolderId)
            .Union(registry.RightsStatements.Where(s => s.Site == site).Select(s => s.RightsHolderId)).ToArrayAsync(cancellation);
        return await registry.RightsHolders.AsNoTracking().Where(r => ids.Contains(r.Id)).OrderBy(r => r.Name).ToListAsync(cancellation);
    }
}
