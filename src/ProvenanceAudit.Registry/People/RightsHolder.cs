namespace ProvenanceAudit.Registry;

/// <summary>Who holds rights in works: a publisher, an author, a collecting society. The tenant of the registry.</summary>
public sealed class RightsHolder
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Name as it stands on reports; unique.</summary>
    public required string Name { get; set; }

    /// <summary>Whom to write to, when known.</summary>
    public string? ContactEmail { get; set; }

    /// <summary>When it was entered.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When it was closed: its people cannot sign in, its works are not scanned for. Null while open.</summary>
    public DateTimeOffset? Disabled { get; set; }
}
