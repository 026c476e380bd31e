namespace ProvenanceAudit.Registry;

/// <summary>What became of a record.</summary>
public enum RecordOutcome
{
    /// <summary>It is a work now.</summary>
    Accepted,

    /// <summary>It is a work now, with a reservation that its reason states.</summary>
    AcceptedWithWarnings,

    /// <summary>It could not be used, for the reason stated.</summary>
    Refused,
}

/// <summary>What a record did to its work.</summary>
public enum RecordEffect
{
    /// <summary>The work is new.</summary>
    Added,

    /// <summary>The work is described otherwise, or has another text.</summary>
    Changed,

    /// <summary>The work was known by its metadata alone, and has its text now.</summary>
    TextArrived,

    /// <summary>Nothing: the work was like that already.</summary>
    Unchanged,

    /// <summary>The work is out of scans.</summary>
    Withdrawn,
}

/// <summary>
/// One record of a submission and what became of it. Written in bulk; the key is <see cref="RowKey.OfRecord"/>.
/// </summary>
public sealed class SubmissionRecord : ITenantOwned
{
    /// <summary>Key, in order of the submission's records.</summary>
    public required long Id { get; init; }

    /// <summary>The submission.</summary>
    public required Guid SubmissionId { get; init; }

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>File within the submission, as its sender named it.</summary>
    public required string File { get; init; }

    /// <summary>Line of the record, from 1; 0 when the whole file is meant.</summary>
    public required long Line { get; init; }

    /// <summary>The record's own id, when it could be read.</summary>
    public string? RecordId { get; init; }

    /// <summary>What became of it.</summary>
    public required RecordOutcome Outcome { get; init; }

    /// <summary>What it did to its work; null where it was refused, or was taken in before this was noted.</summary>
    public RecordEffect? Effect { get; init; }

    /// <summary>What is wrong with it, one sentence; null when nothing is.</summary>
    public string? Reason { get; init; }

    /// <summary>The work that it became.</summary>
    public Guid? WorkId { get; init; }
}
