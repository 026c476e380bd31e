using System.Diagnostics.CodeAnalysis;
using System.Globalization;

namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>Which addresses belong to a crawl. All conditions must hold; the order of lists does not matter.</summary>
public sealed record CrawlScope
{
    /// <summary>
    /// Hosts, in lower case and Punycode as <see cref="CrawlAddress.Host"/> has them; or with a port, as
    /// <see cref="CrawlAddress.Authority"/> has them, and then that port alone. Not empty.
    /// </summary>
    public required IReadOnlyList<string> Hosts { get; init; }

    /// <summary>
    /// Whether hosts below those named belong to it: <c>news.example.org</c> where <c>example.org</c> is named.
    /// </summary>
    public bool Subdomains { get; init; }

    /// <summary>Beginnings of paths, one of which must fit; every path where empty.</summary>
    public IReadOnlyList<string> PathPrefixes { get; init; } = [];

    /// <summary>Patterns of which one must fit; every address where empty.</summary>
    public IReadOnlyList<AddressPattern> Include { get; init; } = [];

    /// <summary>Patterns of which none may fit; stronger than <see cref="Include"/>.</summary>
    public IReadOnlyList<AddressPattern> Exclude { get; init; } = [];

    /// <summary>Most links from a seed to a page, from 0, which is the seeds alone; without bound where null.</summary>
    public int? MaximumDepth { get; init; }

    /// <summary>Most pages that are fetched, from 1; without bound where null. The crawl counts them.</summary>
    public long? MaximumPages { get; init; }

    /// <summary>The hosts of some addresses, with the ports that they name, and no other condition.</summary>
    public static CrawlScope HostsOf(IEnumerable<CrawlAddress> seeds) =>
        new() { Hosts = [.. seeds.Select(seed => seed.Authority).Distinct(StringComparer.Ordinal)] };

    /// <summary>Whether an address belongs to the crawl.</summary>
    /// <param name="address">The address.</param>
    /// <param name="depth">Links from a seed to it; 0 for seeds and for what sitemaps and feeds name.</param>
    /// <param name="reason">Why not, as a phrase that names the condition.</param>
    public bool Allows(CrawlAddress address, int depth, [NotNullWhen(false)] out string? reason)
    {
        if (!Hosts.Any(host => IsOf(address, host)))
            reason = $"the host {address.Authority} is outside the crawl";
        else if (depth > MaximumDepth)
            reason = string.Create(CultureInfo.InvariantCulture, $"it is {depth} links deep; {MaximumDepth} are followed");
        else if (PathPrefixes.Count > 0
            && !PathPrefixes.Any(prefix => address.PathAndQuery.StartsWith(prefix, StringComparison.Ordinal)))
            reason = "its path is outside the crawl";
        else if (Exclude.FirstOrDefault(pattern => pattern.Matches(address)) is { } excluding)
            reason = $"it is excluded by {excluding}";
        else if (Include.Count > 0 && !Include.Any(pattern => pattern.Matches(address)))
            reason = "no pattern of the crawl includes it";
        else
            reason = null;
        return reason is null;
    }

    private bool IsOf(CrawlAddress address, string host)
    {
        // A colon outside the brackets of an IPv6 address begins a port.
        string own = host.LastIndexOf(':') > host.LastIndexOf(']') ? address.Authority : address.Host;
        return own == host || (Subdomains && own.Length > host.Length && own.EndsWith(host, StringComparison.Ordinal)
            && own[own.Length - host.Length - 1] == '.');
    }
}
