using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.AspNetCore.Identity.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Serving;

/// <summary>The context of signing in, which must find a person before it can know whose rows that person sees. Used by Identity alone.</summary>
internal sealed class PeopleContext(RegistryDatabase database) : IDisposable
{
    /// <summary>Sees everybody.</summary>
    public RegistryContext Context { get; } = database.CreateContext(RegistryScope.Everything);

    /// <inheritdoc/>
    public void Dispose() => Context.Dispose();
}

/// <summary>People of the registry, as Identity wants them.</summary>
internal sealed class PeopleStore(PeopleContext people, IdentityErrorDescriber describer)
    : UserStore<Person, IdentityRole<Guid>, RegistryContext, Guid>(people.Context, describer);

/// <summary>Makes the principal of a person: roles, rights holder, name.</summary>
internal sealed class PersonPrincipalFactory(UserManager<Person> people, IOptions<IdentityOptions> options)
    : UserClaimsPrincipalFactory<Person>(people, options)
{
    /// <inheritdoc/>
    protected override async Task<ClaimsIdentity> GenerateClaimsAsync(Person user)
    {
        ClaimsIdentity identity = await base.GenerateClaimsAsync(user);
        foreach (string role in await UserManager.GetRolesAsync(user))
            identity.AddClaim(new Claim(Options.ClaimsIdentity.RoleClaimType, role));
        if (user.RightsHolderId is Guid rightsHolder)
            identity.AddClaim(new Claim(Caller.RightsHolderClaim, rightsHolder.ToString()));
        identity.AddClaim(new Claim(Caller.DisplayNameClaim, user.DisplayName));
        return identity;
    }
}

/// <summary>Signs people in, but not those whose account, or whose rights holder, was disabled.</summary>
internal sealed class PersonSignIn(
    UserManager<Person> people, IHttpContextAccessor accessor, IUserClaimsPrincipalFactory<Person> principals, IOptions<IdentityOptions> options,
    ILogger<SignInManager<Person>> log, Microsoft.AspNetCore.Authentication.IAuthenticationSchemeProvider schemes,
    IUserConfirmation<Person> confirmation, PeopleContext registry)
    : SignInManager<Person>(people, accessor, principals, options, log, schemes, confirmation)
{
    /// <inheritdoc/>
    public override async Task<bool> CanSignInAsync(Person user)
    {
        if (user.Disabled is not null)
            return false;
        if (user.RightsHolderId is Guid id && await registry.Context.RightsHolders.FindAsync(id) is not { Disabled: null })
            return false;
        return await base.CanSignInAsync(user);
    }

    /// <inheritdoc/>
    public override async Task<Person?> ValidateSecurityStampAsync(ClaimsPrincipal? principal) =>
        await base.ValidateSecurityStampAsync(principal) is Person person && await CanSignInAsync(person) ? person : null;
}
