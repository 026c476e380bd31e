using System.Security.Claims;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Serving;

/// <summary>Who makes a request: a person who signed in, or a program with that person's key.</summary>
/// <param name="PersonId">The person.</param>
/// <param name="Name">Name as it is shown.</param>
/// <param name="Role">One of <see cref="RoleNames"/>.</param>
/// <param name="RightsHolderId">Whom the person acts for; null for auditors and administrators.</param>
/// <param name="ApiKeyId">The key, if one was used.</param>
internal sealed record Caller(Guid PersonId, string Name, string Role, Guid? RightsHolderId, Guid? ApiKeyId)
{
    /// <summary>Claim with the id of the rights holder.</summary>
    public const string RightsHolderClaim = "rights_holder";

    /// <summary>Claim with the id of the API key.</summary>
    public const string ApiKeyClaim = "api_key";

    /// <summary>Claim with the name to be shown.</summary>
    public const string DisplayNameClaim = "display_name";

    /// <summary>Whose rows the caller sees.</summary>
    public RegistryScope Scope => RightsHolderId is Guid id ? RegistryScope.Of(id) : RegistryScope.Everything;

    /// <summary>Whether the caller runs scans and sees all rights holders.</summary>
    public bool IsAuditor => Role is RoleNames.Auditor or RoleNames.Administrator;

    /// <summary>Whether the caller manages people and keys too.</summary>
    public bool IsAdministrator => Role == RoleNames.Administrator;

    /// <summary>Reads the caller from a request's principal; null when nobody is signed in.</summary>
    /// <exception cref="InvalidOperationException">The principal is of no role, or a publisher without rights holder: it gets to see nothing.</exception>
    public static Caller? Of(ClaimsPrincipal user)
    {
        if (user.Identity is not { IsAuthenticated: true } || !Guid.TryParse(user.FindFirstValue(ClaimTypes.NameIdentifier), out Guid person))
            return null;
        string role = RoleNames.All.LastOrDefault(user.IsInRole) ?? throw new InvalidOperationException("the caller has no role");
        Guid? rightsHolder = Guid.TryParse(user.FindFirstValue(RightsHolderClaim), out Guid id) ? id : null;
        // Who sees all is decided by the role alone; who has it must not be bound to one rights holder, and the other way round.
        if (rightsHolder is null == (role == RoleNames.Publisher))
            throw new InvalidOperationException("a publisher acts for one rights holder, and nobody else does");
        Guid? key = Guid.TryParse(user.FindFirstValue(ApiKeyClaim), out Guid keyId) ? keyId : null;
        return new Caller(person, user.FindFirstValue(DisplayNameClaim) ?? user.Identity.Name ?? "", role, rightsHolder, key);
    }
}
