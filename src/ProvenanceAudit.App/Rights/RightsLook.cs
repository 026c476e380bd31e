using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Net;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Rights;

/// <summary>What was seen of an address's rights.</summary>
/// <param name="Sightings">Statements and when they were seen.</param>
/// <param name="Observations">How sources were found.</param>
/// <param name="Problems">What could not be read, sentences.</param>
internal sealed record SeenRights(
    IReadOnlyList<RightsSighting> Sightings, IReadOnlyList<RightsSourceObservation> Observations, IReadOnlyList<string> Problems)
{
    /// <summary>Both together.</summary>
    public SeenRights And(SeenRights other) =>
        new([.. Sightings, .. other.Sightings], [.. Observations, .. other.Observations], [.. Problems, .. other.Problems]);
}

/// <summary>
/// Looks at one address now: robots.txt and the site's other files of rights, the address itself where robots.txt allows this crawler to,
/// and the policies and licences that they name.
/// </summary>
internal static class RightsLook
{
    // A look is a dozen requests; half a second apart they burden nobody.
    private static readonly TimeSpan Delay = TimeSpan.FromMilliseconds(500);

    /// <summary>Looks.</summary>
    /// <param name="address">What to look at.</param>
    /// <param name="identity">By what name.</param>
    /// <param name="policy">Which machines may be connected to.</param>
    /// <param name="cancellation">Breaks off.</param>
    public static async Task<SeenRights> AtAsync(
        CrawlAddress address, CrawlerIdentity identity, AddressPolicy policy, CancellationToken cancellation)
    {
        var settings = new CrawlSettings
        {
            Seeds = [address],
            // The site itself, with and without "www.", between which sites redirect.
            Scope = new CrawlScope { Hosts = [address.Authority, Sibling(address.Authority)], MaximumDepth = 0 },
            Identity = identity,
            MinimumDelay = Delay,
            MaximumAttempts = 2,
            FirstBackoff = TimeSpan.FromSeconds(1),
            LongestWait = TimeSpan.FromSeconds(20),
            Lists = false,
        };
        var record = new MemoryCrawlRecord();
        using var fetcher = new PageFetcher(identity, policy, settings.Limits);
        await new Crawler(settings, fetcher, record).RunAsync(null, cancellation);
        IReadOnlyList<PageVisit> visits = record.Visits;
        RightsSourceObservation[] observations = [.. visits.SelectMany(v => v.Observations), .. visits.SelectMany(NotSeen)];
        string[] problems = [.. visits.SelectMany(v => v.Rights.Problems).Select(p => p.Line is { } line
            ? $"{p.SourceAddress}, line {line}: {p.Reason}" : $"{p.SourceAddress}: {p.Reason}")];
        return new SeenRights([.. visits.SelectMany(v => v.Rights.Statements).Select(RightsSighting.Once)], observations, problems);
    }

    /// <summary>A page that could not be had may have stated anything.</summary>
    private static IEnumerable<RightsSourceObservation> NotSeen(PageVisit visit) =>
        visit.Outcome is VisitOutcome.Failed or VisitOutcome.Postponed or VisitOutcome.Disallowed or VisitOutcome.Refused
            && visit.Observations.Count == 0
            ? [new(visit.Entry.Address.Text, RightsSourceState.Failed, visit.At, visit.Status, visit.Reason ?? "it could not be had")] : [];

    private static string Sibling(string authority) =>
        authority.StartsWith("www.", StringComparison.Ordinal) ? authority[4..] : "www." + authority;
}
