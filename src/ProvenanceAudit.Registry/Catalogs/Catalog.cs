namespace ProvenanceAudit.Registry;

/// <summary>A collection of works that a rights holder keeps with us.</summary>
public sealed class Catalog : ITenantOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The rights holder.</summary>
    public RightsHolder? RightsHolder { get; init; }

    /// <summary>Name, unique for the rights holder.</summary>
    public required string Name { get; set; }

    /// <summary>What the catalog holds, in the rights holder's words.</summary>
    public string? Description { get; set; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When it was put away: scans leave its works out. Null while in use.</summary>
    public DateTimeOffset? Archived { get; set; }
}
