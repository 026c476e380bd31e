using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Robots;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>
/// What a site's robots.txt lets a crawler do, by how it could be had (RFC 9309, 2.3.1): read, its rules; not there (4xx), all;
/// not to be had (5xx, no answer), nothing.
/// </summary>
public sealed class RobotsState
{
    /// <summary>Redirects that are followed (RFC 9309, 2.3.1.2); a file behind more counts as not there.</summary>
    public const int MaximumRedirects = 5;

    /// <summary>How long a file is believed (RFC 9309, 2.4).</summary>
    public static readonly TimeSpan MaximumAge = TimeSpan.FromHours(24);

    private readonly RobotsRules _rules;

    private RobotsState(FetchOutcome last, RobotsFile file, string? unreachable, CrawlerIdentity identity)
    {
        (Answer, File, Unreachable) = (last, file, unreachable);
        _rules = file.For(identity.Token);
        Delay = CrawlDelay.Of(file, identity.Token);
    }

    /// <summary>The answer that counts: behind the redirects.</summary>
    public FetchOutcome Answer { get; }

    /// <summary>The file; empty where there is none or it could not be had.</summary>
    public RobotsFile File { get; }

    /// <summary>Why it could not be had, one sentence, so that nothing may be fetched; null where it could, or is not there.</summary>
    public string? Unreachable { get; }

    /// <summary>The <c>Crawl-delay</c> that it states for this crawler; null where it states none.</summary>
    public TimeSpan? Delay { get; }

    /// <summary>What came of looking for it.</summary>
    public RightsSourceObservation Observation(string source) => new(
        source,
        Unreachable is not null ? RightsSourceState.Failed
            : Answer.Status is >= 200 and < 300 ? RightsSourceState.Fetched : RightsSourceState.Absent,
        Answer.AskedAt, Answer.Status == 0 ? null : Answer.Status, Unreachable,
        Answer.Status is >= 200 and < 300 ? RightsEvidence.HashOf(Answer.Body) : null);

    /// <summary>Whether an address may be fetched, and why not.</summary>
    public bool Allows(CrawlAddress address, out string? reason)
    {
        if (Unreachable is not null)
        {
            reason = $"robots.txt could not be had: {Unreachable}";
            return false;
        }
        RobotsVerdict verdict = _rules.Decide(address.PathAndQuery);
        RobotsDirective? line = verdict.Allowed ? null : File.Directives.First(d => d.Line == verdict.Line);
        reason = line is null ? null : $"robots.txt, line {line.Line}: {line.Name}: {line.Value}";
        return verdict.Allowed;
    }

    /// <summary>Fetches the file of an address's origin.</summary>
    /// <param name="ask">Sends one request; told each address of the chain of redirects.</param>
    /// <param name="origin">An address of the origin.</param>
    /// <param name="identity">For whom it is read.</param>
    /// <param name="limit">Most bytes after content coding.</param>
    public static async Task<RobotsState> FetchAsync(
        Func<CrawlAddress, Task<FetchOutcome>> ask, CrawlAddress origin, CrawlerIdentity identity, int limit)
    {
        CrawlAddress address = CrawlAddress.Parse(origin.Origin + "/robots.txt", AddressOptions.Exact);
        for (int redirects = 0; ; redirects++)
        {
            FetchOutcome answer = await ask(address).ConfigureAwait(false);
            if (answer.IsRedirect && redirects < MaximumRedirects
                && CrawlAddress.TryParse(answer.Header("Location"), address, out CrawlAddress? next, out _, AddressOptions.Exact))
            {
                address = next;
                continue;
            }
            return Of(answer, identity, limit);
        }
    }

    /// <summary>Reads an answer.</summary>
    public static RobotsState Of(FetchOutcome answer, CrawlerIdentity identity, int limit)
    {
        RobotsFile nothing = RobotsFile.Parse("");
        if (answer.Failure is not null)
            return new RobotsState(answer, nothing, answer.FailureReason, identity);
        // Too Many Requests is no word on robots.txt but on the moment; taking it for "all may be fetched" would make things worse.
        if (answer.Status is >= 500 or 429)
            return new RobotsState(answer, nothing, $"the server answered {answer.Status}", identity);
        if (answer.Status is < 200 or >= 300)
            return new RobotsState(answer, nothing, null, identity);
        if (answer.Cut is BodyCut.Time or BodyCut.Disconnect)
            return new RobotsState(answer, nothing, "it broke off before its end", identity);
        byte[] body = answer.Decoded(limit).Bytes;
        ReadOnlySpan<byte> read = body.AsSpan(0, Math.Min(body.Length, RobotsFile.ReadBytes));
        return new RobotsState(answer, RobotsFile.Parse(read), null, identity);
    }
}
