using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>What an address is visited for.</summary>
public enum AddressKind
{
    /// <summary>Its text and its links.</summary>
    Page,

    /// <summary>The addresses that it lists; sitemaps and feeds, which the site's own files name.</summary>
    List,

    /// <summary>The rights that it states for the whole site.</summary>
    RightsFile,
}

/// <summary>An address that is to be visited, or was.</summary>
/// <param name="Address">The address.</param>
/// <param name="Kind">What for.</param>
/// <param name="Depth">Links from a seed to it; 0 for seeds and for what sitemaps and feeds name.</param>
/// <param name="FoundOn">Where it was found; null for seeds.</param>
public sealed record FrontierEntry(CrawlAddress Address, AddressKind Kind, int Depth, CrawlAddress? FoundOn)
{
    /// <summary>Redirects that led to it, one after the other, from 0.</summary>
    public int Redirects { get; init; }

    /// <summary>Of a file of rights, what it is; null of others.</summary>
    public SiteFileKind? RightsKind { get; init; }

    /// <summary>Of a file of rights that a statement named, what that statement is about; null of others.</summary>
    public RightsScope? RightsSubject { get; init; }

    /// <summary>What an earlier visit's answer said of itself; null where there was none.</summary>
    public Validators? Known { get; init; }
}

/// <summary>An address as a crawl's record holds it.</summary>
/// <param name="Entry">The address.</param>
/// <param name="Due">Whether it is still to be visited in this run.</param>
public sealed record KnownAddress(FrontierEntry Entry, bool Due);
