namespace ProvenanceAudit.Registry;

/// <summary>
/// A statement of rights, and from when to when it was seen. One that its source was seen without in between is several rows.
/// </summary>
public sealed class SeenStatement : ITenantOwned
{
    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>SHA-256 of what is said, without when: 32 bytes.</summary>
    public required byte[] StatementId { get; init; }

    /// <summary>Host and port of the site that it is about; the work's id where it is about a work.</summary>
    public required string Site { get; init; }

    /// <summary>Address of what it was found in.</summary>
    public required string SourceAddress { get; init; }

    /// <summary>When it was first seen.</summary>
    public required DateTimeOffset FirstSeen { get; init; }

    /// <summary>When it was last seen.</summary>
    public required DateTimeOffset LastSeen { get; set; }

    /// <summary>The statement with the evidence of its last sighting, a JSON object.</summary>
    public required string StatementJson { get; set; }
}
