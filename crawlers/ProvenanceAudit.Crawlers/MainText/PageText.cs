namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>What a page says: the text of its article, or whatever text it has, and what it tells of it.</summary>
public sealed record PageText
{
    /// <summary>Title of the article, without the name of the site; null where the page has none.</summary>
    public string? Title { get; init; }

    /// <summary>Names of the authors, as the page gives them and in its order.</summary>
    public IReadOnlyList<string> Authors { get; init; } = [];

    /// <summary>When it was published: ISO 8601, as precise as the page tells it ("2019", "2019-11-19", "2019-11-19T08:30:00+01:00"); null where unknown.</summary>
    public string? Date { get; init; }

    /// <summary>Its language as a BCP 47 tag, as stated or, where it is not or the text belies it, as detected; null where unknown.</summary>
    public string? Language { get; init; }

    /// <summary>The address that the page says it is to be known by, absolute; null where it says none.</summary>
    public Uri? CanonicalAddress { get; init; }

    /// <summary>Name of the site or publisher; null where unknown.</summary>
    public string? SiteName { get; init; }

    /// <summary>
    /// The text: paragraphs, headings, items and cells as they stand in the article, parted by blank lines, those of one list or table by a line feed.
    /// Empty where the page has no text.
    /// </summary>
    public string Text { get; init; } = "";
}
