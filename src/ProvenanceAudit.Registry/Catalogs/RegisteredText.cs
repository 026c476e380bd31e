namespace ProvenanceAudit.Registry;

/// <summary>
/// A text that a <see cref="RegisteredWork"/> has or had; a row of its own, so that lists of works need not read it. Where a work is
/// handed in again with another text, the one before stays: it is what earlier findings are about.
/// </summary>
public sealed class RegisteredText : ITenantOwned
{
    /// <summary>The work.</summary>
    public required Guid WorkId { get; init; }

    /// <summary>SHA-256 as <see cref="RegisteredWork.HashOf"/> takes it, 32 bytes: which of the work's texts it is.</summary>
    public required byte[] Sha256 { get; init; }

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The text, to the code unit, lone surrogates included; compressed in the database.</summary>
    public required string Text { get; init; }
}
