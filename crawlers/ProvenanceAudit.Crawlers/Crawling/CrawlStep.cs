using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>An answer, and where it was written.</summary>
/// <param name="Outcome">The answer, or why there is none.</param>
/// <param name="Record">Null where there was nothing to write, or files are not kept.</param>
internal sealed record ArchivedAnswer(FetchOutcome Outcome, WrittenRecord? Record);

/// <summary>What came of taking one address up.</summary>
internal sealed class CrawlStep
{
    /// <summary>Visits that are done; that of the address itself is last, unless it is to be tried again.</summary>
    public List<PageVisit> Visits { get; } = [];

    /// <summary>Addresses found.</summary>
    public List<FrontierEntry> Found { get; } = [];

    /// <summary>Answers that were asked for.</summary>
    public List<ArchivedAnswer> Answers { get; } = [];

    /// <summary>What robots.txt says of an origin, where it was read.</summary>
    public RobotsState? Robots { get; set; }

    /// <summary>Whether the address was not looked at yet, since its robots.txt had to be read first.</summary>
    public bool TakeAgain { get; set; }

    /// <summary>Why the host failed; null where it did not.</summary>
    public string? Failure { get; set; }

    /// <summary>Whether it was robots.txt that could not be had.</summary>
    public bool RobotsFailed { get; set; }

    /// <summary>How long the host asks to be left alone.</summary>
    public TimeSpan? RetryAfter { get; set; }

    /// <summary>How long the last request took.</summary>
    public TimeSpan Took => Answers.Count == 0 ? TimeSpan.Zero : Answers[^1].Outcome.Took;
}
