namespace ProvenanceAudit.Registry;

/// <summary>
/// A row that belongs to one rights holder and is seen by it and by <see cref="RegistryScope.Everything"/> alone.
/// </summary>
public interface ITenantOwned
{
    /// <summary>The rights holder.</summary>
    Guid RightsHolderId { get; }
}

/// <summary>A row that belongs to a rights holder or, without one, to the operator.</summary>
public interface ITenantOrOperatorOwned
{
    /// <summary>The rights holder that sees the row; null when the operator alone does.</summary>
    Guid? RightsHolderId { get; }
}

/// <summary>
/// A row of the operator's. Rights holders see none of these, but for what their own findings and matches rest on: the scan, its
/// model, the output and the probe that it answered. They write none.
/// </summary>
public interface IOperatorOwned;
