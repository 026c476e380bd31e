using Microsoft.AspNetCore.Identity;

namespace ProvenanceAudit.Registry;

/// <summary>Someone who signs in.</summary>
public sealed class Person : IdentityUser<Guid>, ITenantOrOperatorOwned
{
    /// <summary>Makes a person with an id of its own.</summary>
    public Person() => Id = Guid.CreateVersion7();

    /// <summary>Name as it is shown beside what the person did.</summary>
    public required string DisplayName { get; set; }

    /// <summary>The rights holder that the person acts for; null for auditors and administrators.</summary>
    public Guid? RightsHolderId { get; set; }

    /// <summary>When the account was made.</summary>
    public DateTimeOffset Created { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>When the account was disabled; null while it may sign in.</summary>
    public DateTimeOffset? Disabled { get; set; }
}
