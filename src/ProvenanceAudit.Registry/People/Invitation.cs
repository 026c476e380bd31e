namespace ProvenanceAudit.Registry;

/// <summary>A link by which one person makes an account, once: an invitation, or the set-up link of the first start.</summary>
public sealed class Invitation : ITenantOrOperatorOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>Hash of the secret in the link, see <see cref="SecretToken"/>; unique.</summary>
    public required byte[] TokenSha256 { get; init; }

    /// <summary>Who is invited; null for the set-up link, which is whoever holds it.</summary>
    public string? Email { get; init; }

    /// <summary>One of <see cref="RoleNames"/>.</summary>
    public required string Role { get; init; }

    /// <summary>The rights holder that the person will act for; null for auditors and administrators.</summary>
    public Guid? RightsHolderId { get; init; }

    /// <summary>Who invited; null for the set-up link.</summary>
    public Guid? InvitedById { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>From when on the link no longer works.</summary>
    public required DateTimeOffset Expires { get; init; }

    /// <summary>When the account was made; null while the link is open.</summary>
    public DateTimeOffset? Accepted { get; set; }

    /// <summary>The account that was made.</summary>
    public Guid? AcceptedById { get; set; }

    /// <summary>When the invitation was taken back, if it was.</summary>
    public DateTimeOffset? Revoked { get; set; }
}
