using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>What a crawl visits, and how politely.</summary>
public sealed record CrawlSettings
{
    /// <summary>Where it begins.</summary>
    public required IReadOnlyList<CrawlAddress> Seeds { get; init; }

    /// <summary>What belongs to it.</summary>
    public required CrawlScope Scope { get; init; }

    /// <summary>By what name it asks.</summary>
    public CrawlerIdentity Identity { get; init; } = new();

    /// <summary>
    /// Least time between the end of one request to a host and the next, and one request to a host at a time; where robots.txt states a
    /// longer <c>Crawl-delay</c>, that.
    /// </summary>
    public TimeSpan MinimumDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Hosts that are asked at the same time, 1 to 256.</summary>
    public int ConcurrentHosts { get; init; } = 8;

    /// <summary>Requests for one address that fails or whose server is overloaded, 1 to 10.</summary>
    public int MaximumAttempts { get; init; } = 4;

    /// <summary>Longest that a host may ask to be left alone in one run; what is left of it is for the next run.</summary>
    public TimeSpan LongestWait { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>First wait after a failure or an answer that tells of overload; each further one in a row doubles it.</summary>
    public TimeSpan FirstBackoff { get; init; } = TimeSpan.FromSeconds(5);

    /// <summary>Failures of a host in a row after which what is left of it is for the next run.</summary>
    public int MaximumHostFailures { get; init; } = 12;

    /// <summary>Whether sitemaps and feeds are read, as robots.txt and pages name them and at <c>/sitemap.xml</c>.</summary>
    public bool Lists { get; init; } = true;

    /// <summary>Whether the files in which sites state rights are fetched: <c>/.well-known/tdmrep.json</c>, <c>/ai.txt</c>.</summary>
    public bool RightsFiles { get; init; } = true;

    /// <summary>How much of an answer is waited for.</summary>
    public FetchLimits Limits { get; init; } = new();

    /// <summary>What counts as a trap.</summary>
    public TrapLimits Traps { get; init; } = new();
}
