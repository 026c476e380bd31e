namespace ProvenanceAudit.Registry;

/// <summary>The text of a <see cref="RegisteredWork"/>; a row of its own, so that lists of works need not read it.</summary>
public sealed class RegisteredText : ITenantOwned
{
    /// <summary>The work; one text each.</summary>
    public required Guid WorkId { get; init; }

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The text, to the code unit, lone surrogates included; compressed in the database.</summary>
    public required string Text { get; set; }
}
