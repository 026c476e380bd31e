namespace ProvenanceAudit.TrapSite;

/// <summary>How a site is made and served.</summary>
public sealed record TrapSiteSettings
{
    /// <summary>Pages of text, at least 200 for every kind to occur.</summary>
    public int Pages { get; init; } = 10_000;

    /// <summary>Port of the site; the other site has the next free one. Any free port where 0.</summary>
    public int Port { get; init; }

    /// <summary>What <c>Retry-After</c> says of pages that are busy at first, in seconds.</summary>
    public int RetryAfterSeconds { get; init; } = 1;

    /// <summary>Crawl-delay that robots.txt states, in seconds; none where null.</summary>
    public double? CrawlDelaySeconds { get; init; }

    /// <summary>How long each answer is held back.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether pages link to answers that take long or never end: <c>/slow</c>, <c>/endless</c>, <c>/bomb</c>.</summary>
    public bool EndlessAnswers { get; init; } = true;
}
