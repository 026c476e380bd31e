using ProvenanceAudit.Crawlers.Addresses;

namespace ProvenanceAudit.Crawlers.Feeds;

/// <summary>A feed as it was read.</summary>
/// <param name="Format">The format that it is in.</param>
/// <param name="Title">Its title; null where it states none.</param>
/// <param name="Language">Its language as stated, a BCP 47 tag; null where it states none.</param>
/// <param name="Rights">Its copyright line or licence; null where it states none.</param>
/// <param name="Entries">Its entries in their order, at most <see cref="FeedReader.MaximumEntries"/>.</param>
/// <param name="Problems">What could not be read or was left out, as sentences without a subject.</param>
public sealed record Feed(
    FeedFormat Format, string? Title, string? Language, string? Rights, IReadOnlyList<FeedEntry> Entries, IReadOnlyList<string> Problems);

/// <summary>The formats of feeds.</summary>
public enum FeedFormat
{
    /// <summary>None of them.</summary>
    None,

    /// <summary>RSS 0.91 to 2.0.</summary>
    Rss,

    /// <summary>RSS 0.90 and 1.0, which are RDF.</summary>
    Rdf,

    /// <summary>Atom 0.3 and 1.0 (RFC 4287).</summary>
    Atom,
}

/// <summary>One entry of a feed.</summary>
public sealed record FeedEntry
{
    /// <summary>Address of the page that it announces; null where it has none that is crawled.</summary>
    public CrawlAddress? Address { get; init; }

    /// <summary>Its id as stated; null where it states none.</summary>
    public string? Id { get; init; }

    /// <summary>Title as plain text as far as the feed has it so; null where it states none.</summary>
    public string? Title { get; init; }

    /// <summary>Authors as stated, in their order.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>When it was published; null where that is not stated.</summary>
    public DateTimeOffset? Published { get; init; }

    /// <summary>When it was last changed; null where that is not stated.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>
    /// Content in full, HTML, or its text alone where it was XHTML; null where the feed has a summary alone, or nothing.
    /// </summary>
    public string? Content { get; init; }

    /// <summary>Summary, HTML or plain text; null where there is none.</summary>
    public string? Summary { get; init; }

    /// <summary>Copyright line or licence of its own; null where it states none.</summary>
    public string? Rights { get; init; }
}
