namespace ProvenanceAudit.Registry;

/// <summary>
/// That a source of rights was looked at, with the same result from the first time to the last; another result is another row.
/// </summary>
public sealed class SeenSource : ITenantOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>Host and port of its site.</summary>
    public required string Site { get; init; }

    /// <summary>Its address.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>What came of it: <c>Fetched</c>, <c>Absent</c>, <c>Failed</c>.</summary>
    public required string State { get; init; }

    /// <summary>When this result was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen.</summary>
    public required DateTimeOffset LastSeen { get; set; }

    /// <summary>Status of the last answer; null where there was none.</summary>
    public int? HttpStatus { get; set; }

    /// <summary>Why it failed; null otherwise.</summary>
    public string? Reason { get; set; }

    /// <summary>SHA-256 of the body, 64 small hexadecimal digits; null where there was none.</summary>
    public string? BodySha256 { get; init; }
}
