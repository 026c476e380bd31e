using System.Security.Claims;
using System.Text.Encodings.Web;
using Microsoft.AspNetCore.Authentication;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Options;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>
/// Signs a program in by <c>Authorization: Bearer pa_...</c> (RFC 6750) as the person whose key it is. Key, person and rights holder
/// are looked up with every request: who is disabled is out at once.
/// </summary>
internal sealed class ApiKeySignIn(
    IOptionsMonitor<AuthenticationSchemeOptions> options, ILoggerFactory logging, UrlEncoder encoder,
    UserManager<Person> people, PersonSignIn signIn, IUserClaimsPrincipalFactory<Person> principals, PeopleContext registry)
    : AuthenticationHandler<AuthenticationSchemeOptions>(options, logging, encoder)
{
    /// <summary>Name of the scheme.</summary>
    public new const string Scheme = "ApiKey";

    private const string Prefix = "Bearer ";

    // The last use is for people: one write a minute tells them as much as one a request.
    private static readonly TimeSpan UseGrain = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    protected override async Task<AuthenticateResult> HandleAuthenticateAsync()
    {
        string header = Request.Headers.Authorization.ToString();
        if (!header.StartsWith(Prefix, StringComparison.OrdinalIgnoreCase))
            return AuthenticateResult.NoResult();
        byte[] hash = SecretToken.HashOf(header[Prefix.Length..].Trim());
        RegistryContext context = registry.Context;
        DateTimeOffset now = DateTimeOffset.UtcNow;
        ApiKey? key = await context.ApiKeys.AsNoTracking().SingleOrDefaultAsync(k => k.SecretSha256 == hash, Context.RequestAborted);
        if (key is null || key.Revoked is not null || key.Expires <= now)
            return AuthenticateResult.Fail("the API key is unknown, revoked or has expired");
        Person? person = await people.FindByIdAsync(key.PersonId.ToString());
        // A key reaches what it was made for: one of a person who has moved to another rights holder works no more.
        if (person is null || person.RightsHolderId != key.RightsHolderId || !await signIn.CanSignInAsync(person))
            return AuthenticateResult.Fail("the API key's owner cannot sign in");
        if (key.LastUsed is null || now - key.LastUsed >= UseGrain)
        {
            await context.ApiKeys.Where(k => k.Id == key.Id)
                .ExecuteUpdateAsync(k => k.SetProperty(x => x.LastUsed, now), Context.RequestAborted);
        }
        ClaimsPrincipal principal = await principals.CreateAsync(person);
        var used = new ClaimsIdentity();
        used.AddClaim(new Claim(Caller.ApiKeyClaim, key.Id.ToString()));
        used.AddClaims(key.Scopes.Select(scope => new Claim(KeyScopes.Claim, scope)));
        principal.AddIdentity(used);
        return AuthenticateResult.Success(new AuthenticationTicket(principal, Scheme));
    }

    /// <inheritdoc/>
    protected override Task HandleChallengeAsync(AuthenticationProperties properties)
    {
        Response.Headers.WWWAuthenticate = "Bearer realm=\"provenance-audit\"";
        return ApiErrors.WriteAsync(Context, StatusCodes.Status401Unauthorized, "Send 'Authorization: Bearer pa_...' with an API key that is in use.");
    }

    /// <inheritdoc/>
    protected override Task HandleForbiddenAsync(AuthenticationProperties properties)
    {
        // What a role does not see is not there, as on the pages; what a key was not made for, its owner is told.
        bool isForKey = Context.GetEndpoint()?.Metadata.GetMetadata<WantedScope>() is { } wanted
            && !Context.User.HasClaim(KeyScopes.Claim, wanted.Name);
        return isForKey
            ? ApiErrors.WriteAsync(
                Context, StatusCodes.Status403Forbidden,
                $"The API key was not made for '{Context.GetEndpoint()!.Metadata.GetMetadata<WantedScope>()!.Name}'. Make one that is, under API keys.")
            : ApiErrors.WriteAsync(Context, StatusCodes.Status404NotFound, ApiErrors.NothingHere);
    }
}

/// <summary>The scope that an endpoint wants of a key.</summary>
/// <param name="Name">One of <see cref="KeyScopes"/>.</param>
internal sealed record WantedScope(string Name);
