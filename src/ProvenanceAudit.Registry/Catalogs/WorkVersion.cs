namespace ProvenanceAudit.Registry;

/// <summary>What a work was like until a record changed it. What it is like now is the <see cref="RegisteredWork"/>.</summary>
public sealed class WorkVersion : ITenantOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The work.</summary>
    public required Guid WorkId { get; init; }

    /// <summary>When it was changed into something else.</summary>
    public required DateTimeOffset Until { get; init; }

    /// <summary>The submission whose record changed it; null where a person or a crawl did.</summary>
    public Guid? ChangedBySubmissionId { get; init; }

    /// <summary>What was changed: names of the work's parts, <c>text</c>, <c>withdrawn</c>.</summary>
    public required IReadOnlyList<string> Changes { get; init; }

    /// <summary>The work as its catalog had it before, a JSON object like a line of a catalog, without the text.</summary>
    public required string DescriptionJson { get; init; }

    /// <summary>Which of its texts it had before; null where it had none.</summary>
    public byte[]? TextSha256 { get; init; }

    /// <summary>Since when it had been withdrawn; null where it was not.</summary>
    public DateTimeOffset? Withdrawn { get; init; }
}
