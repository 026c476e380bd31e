namespace ProvenanceAudit.Registry;

/// <summary>
/// A word by which a work is found again: an identifier, a title with its first contributor, the code of a text. Works that have one in
/// common may be the same work, editions of one, or the same text under two names; which, the kind of the key tells.
/// </summary>
public sealed class WorkKey : ITenantOwned
{
    /// <summary>Longest <see cref="Key"/>, in UTF-16 code units.</summary>
    public const int LongestKey = 600;

    /// <inheritdoc/>
    public required Guid RightsHolderId { get; init; }

    /// <summary>The kind, a colon, and the word in a form that is compared as it stands.</summary>
    public required string Key { get; init; }

    /// <summary>The work.</summary>
    public required Guid WorkId { get; init; }
}
