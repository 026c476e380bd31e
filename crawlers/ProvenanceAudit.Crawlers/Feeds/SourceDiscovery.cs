using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.Crawlers.Feeds;

/// <summary>A link element of a page, or a <c>Link</c> header, as stated.</summary>
/// <param name="Relations">Value of <c>rel</c>: words with spaces between them.</param>
/// <param name="Type">Value of <c>type</c>; null where there is none.</param>
/// <param name="Href">Value of <c>href</c>.</param>
public readonly record struct StatedLink(string? Relations, string? Type, string? Href);

/// <summary>Finds the feeds and sitemaps that a page names in its links.</summary>
public static class SourceDiscovery
{
    /// <summary>
    /// Addresses of feeds, in their order, each once: alternates of a feed's media type, and links of relation <c>feed</c>.
    /// </summary>
    /// <param name="links">The page's links.</param>
    /// <param name="baseAddress">What relative addresses stand beside.</param>
    public static IReadOnlyList<CrawlAddress> Feeds(IEnumerable<StatedLink> links, CrawlAddress baseAddress) =>
        Find(links, baseAddress, link => Has(link, "feed") || (Has(link, "alternate")
            && MediaType.Of(link.Type) is "application/rss+xml" or "application/atom+xml" or "application/rdf+xml" or "application/x.atom+xml"));

    /// <summary>Addresses of sitemaps, in their order, each once: links of relation <c>sitemap</c>.</summary>
    /// <param name="links">The page's links.</param>
    /// <param name="baseAddress">What relative addresses stand beside.</param>
    public static IReadOnlyList<CrawlAddress> Sitemaps(IEnumerable<StatedLink> links, CrawlAddress baseAddress) =>
        Find(links, baseAddress, link => Has(link, "sitemap"));

    private static List<CrawlAddress> Find(
        IEnumerable<StatedLink> links, CrawlAddress baseAddress, Func<StatedLink, bool> wanted)
    {
        var found = new List<CrawlAddress>();
        foreach (StatedLink link in links.Where(wanted))
        {
            if (!string.IsNullOrWhiteSpace(link.Href) && CrawlAddress.TryParse(link.Href, baseAddress, out CrawlAddress? address)
                && !found.Contains(address))
                found.Add(address);
        }
        return found;
    }

    private static bool Has(StatedLink link, string relation) =>
        (link.Relations ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Contains(relation, StringComparer.OrdinalIgnoreCase);
}
