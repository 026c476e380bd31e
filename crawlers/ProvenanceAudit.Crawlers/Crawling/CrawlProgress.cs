namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>How far a run is.</summary>
/// <param name="Requests">Requests sent, those for robots.txt among them.</param>
/// <param name="Pages">Pages that answered with content or had not changed.</param>
/// <param name="Texts">Texts found, duplicates not counted.</param>
/// <param name="Waiting">Addresses waiting.</param>
/// <param name="Bytes">Bytes of bodies as they were sent.</param>
public sealed record CrawlProgress(long Requests, long Pages, long Texts, long Waiting, long Bytes);

/// <summary>What a run came to.</summary>
public sealed record CrawlSummary
{
    /// <summary>At its end.</summary>
    public required CrawlProgress Progress { get; init; }

    /// <summary>Visits by how they ended.</summary>
    public required IReadOnlyDictionary<VisitOutcome, long> Outcomes { get; init; }

    /// <summary>Texts that stand under another address already.</summary>
    public required long Duplicates { get; init; }

    /// <summary>Statements of rights that were seen.</summary>
    public required long Statements { get; init; }

    /// <summary>Why addresses are left for the next run, one sentence; null where none are.</summary>
    public string? Unfinished { get; init; }
}
