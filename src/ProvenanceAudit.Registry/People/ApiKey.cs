namespace ProvenanceAudit.Registry;

/// <summary>A key by which a program acts for a person. The secret is shown when the key is made and never again.</summary>
public sealed class ApiKey : ITenantOrOperatorOwned
{
    private const string SecretPrefix = "pa_";

    // "pa_" and six characters of the secret: enough to tell one's keys apart, 220 bits remain.
    private const int PrefixLength = 9;

    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What the key is for, in its owner's words.</summary>
    public required string Name { get; set; }

    /// <summary>The first characters of the secret, by which its owner knows it.</summary>
    public required string Prefix { get; init; }

    /// <summary>Hash of the secret, see <see cref="SecretToken"/>; unique.</summary>
    public required byte[] SecretSha256 { get; init; }

    /// <summary>What the key may do, as the API names it.</summary>
    public IReadOnlyList<string> Scopes { get; init; } = [];

    /// <summary>The person it acts for.</summary>
    public required Guid PersonId { get; init; }

    /// <summary>The rights holder whose rows it reaches, its owner's; null for an auditor's or administrator's key.</summary>
    public Guid? RightsHolderId { get; init; }

    /// <summary>When it was made.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>From when on it no longer works; null for never.</summary>
    public DateTimeOffset? Expires { get; init; }

    /// <summary>When it was last used, give or take a minute; null when never.</summary>
    public DateTimeOffset? LastUsed { get; set; }

    /// <summary>When it was revoked; null while it works.</summary>
    public DateTimeOffset? Revoked { get; set; }

    /// <summary>Makes a key of a person's, with the secret to be shown.</summary>
    public static (ApiKey Key, string Secret) Create(
        Person owner, string name, IReadOnlyList<string> scopes, DateTimeOffset? expires = null)
    {
        SecretToken secret = SecretToken.New(SecretPrefix);
        var key = new ApiKey
        {
            Name = name,
            Prefix = secret.Text[..PrefixLength],
            SecretSha256 = secret.Sha256,
            Scopes = scopes,
            PersonId = owner.Id,
            RightsHolderId = owner.RightsHolderId,
            Expires = expires,
        };
        return (key, secret.Text);
    }
}
