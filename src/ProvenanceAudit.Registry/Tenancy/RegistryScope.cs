namespace ProvenanceAudit.Registry;

/// <summary>
/// Whose rows a <see cref="RegistryContext"/> sees and may write. It is fixed when the context is made, so that no query can
/// forget it: a context of one rights holder cannot be asked for the rows of another.
/// </summary>
public sealed record RegistryScope
{
    private RegistryScope(Guid? rightsHolderId) => RightsHolderId = rightsHolderId;

    /// <summary>All rows: for jobs, auditors and administrators.</summary>
    public static RegistryScope Everything { get; } = new((Guid?)null);

    /// <summary>The rights holder whose rows are seen; null for <see cref="Everything"/>.</summary>
    public Guid? RightsHolderId { get; }

    /// <summary>The rows of one rights holder: for a publisher's people and keys.</summary>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    public static RegistryScope Of(Guid rightsHolderId) => rightsHolderId != Guid.Empty
        ? new RegistryScope(rightsHolderId)
        : throw new ArgumentException("a scope needs the id of a rights holder", nameof(rightsHolderId));
}
