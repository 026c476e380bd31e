namespace ProvenanceAudit.Registry;

/// <summary>One run of a <see cref="CrawlPlan"/>.</summary>
public sealed class CrawlRun : ITenantOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The plan.</summary>
    public required Guid PlanId { get; init; }

    /// <summary>The plan.</summary>
    public CrawlPlan? Plan { get; init; }

    /// <summary>Number among the runs of its plan, from 1.</summary>
    public required int Ordinal { get; init; }

    /// <summary>When it was ordered, or due.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When all that was due was visited; null before.</summary>
    public DateTimeOffset? Finished { get; set; }

    /// <summary>What it came to, a JSON object; null before it is finished.</summary>
    public string? SummaryJson { get; set; }
}
