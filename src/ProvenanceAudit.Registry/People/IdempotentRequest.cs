namespace ProvenanceAudit.Registry;

/// <summary>
/// A request that its caller marked with a key of its own, and how it was answered: sent again, it gets the same answer and is
/// not done again.
/// </summary>
public sealed class IdempotentRequest : ITenantOrOperatorOwned
{
    /// <summary>The person or API key that called.</summary>
    public required Guid CallerId { get; init; }

    /// <summary>The caller's key; unique by caller.</summary>
    public required string Key { get; init; }

    /// <summary>The caller's rights holder.</summary>
    public Guid? RightsHolderId { get; init; }

    /// <summary>
    /// Hash of method, address and body: another request under the same key is a mistake. Without the body while a file is read.
    /// </summary>
    public required byte[] RequestSha256 { get; set; }

    /// <summary>Status of the answer; null while the request is being done.</summary>
    public int? Status { get; set; }

    /// <summary>Address of what was made, as the answer's Location has it.</summary>
    public string? Location { get; set; }

    /// <summary>Body of the answer, encrypted, in Base64.</summary>
    public string? Body { get; set; }

    /// <summary>When the request came.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;
}
