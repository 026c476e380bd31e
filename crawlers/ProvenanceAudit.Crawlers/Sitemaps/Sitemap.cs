using ProvenanceAudit.Crawlers.Addresses;

namespace ProvenanceAudit.Crawlers.Sitemaps;

/// <summary>What a sitemap is.</summary>
public enum SitemapFormat
{
    /// <summary>None that is known.</summary>
    None,

    /// <summary>Pages, in the XML of the protocol 0.9.</summary>
    Pages,

    /// <summary>Other sitemaps, in the XML of the protocol 0.9.</summary>
    Index,

    /// <summary>Pages, one address a line.</summary>
    Text,

    /// <summary>An RSS or Atom feed, whose entries are pages.</summary>
    Feed,
}

/// <summary>A sitemap as it was read.</summary>
/// <param name="Format">What it is.</param>
/// <param name="Entries">Pages, or sitemaps where <paramref name="Format"/> is <see cref="SitemapFormat.Index"/>; in their
/// order.</param>
/// <param name="Problems">What could not be read or was left out, as sentences without a subject.</param>
public sealed record Sitemap(SitemapFormat Format, IReadOnlyList<SitemapEntry> Entries, IReadOnlyList<string> Problems);

/// <summary>A page, or a sitemap, that a sitemap names.</summary>
/// <param name="Address">Its address.</param>
/// <param name="Modified">When it was last changed; null where that is not stated.</param>
/// <param name="News">What a news sitemap says of it; null in others.</param>
public sealed record SitemapEntry(CrawlAddress Address, DateTimeOffset? Modified, SitemapNews? News);

/// <summary>What a news sitemap says of an article.</summary>
/// <param name="Title">Its title; null where it states none.</param>
/// <param name="Published">When it was published; null where that is not stated.</param>
/// <param name="Publication">Name of the newspaper; null where it states none.</param>
/// <param name="Language">Language of the newspaper, as ISO 639 has it; null where it states none.</param>
public sealed record SitemapNews(string? Title, DateTimeOffset? Published, string? Publication, string? Language);
