using System.Security.Claims;
using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.People;

/// <summary>
/// Lets in whom an OpenID provider knows, if an administrator invited them. The first time, people are known by an e-mail address that
/// the provider has verified; from then on by issuer and subject alone (OpenID Connect Core 1.0, section 5.7), since addresses change
/// hands.
/// </summary>
internal sealed class OpenIdSignIn(
    UserManager<Person> people, PersonSignIn signIn, InvitationAcceptance acceptance, PeopleContext registry, AuditTrail trail, ServerSettings settings)
{
    private const int LongestName = 200;

    /// <summary>Signs in.</summary>
    /// <param name="stated">What the provider says about the person, checked by the protocol.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>Why not, in a sentence or two; null when the person is signed in.</returns>
    public async Task<string?> SignInAsync(ClaimsPrincipal stated, CancellationToken cancellation)
    {
        string provider = settings.OpenId!.Name;
        if (stated.FindFirstValue("iss") is not { Length: > 0 } issuer || stated.FindFirstValue("sub") is not { Length: > 0 } subject)
            return $"{provider} did not say who you are.";
        Person? person = await people.FindByLoginAsync(issuer, subject);
        string? why = null;
        if (person is null)
        {
            // All of it or nothing: an account that nobody can sign in with would be in the way of the next attempt.
            await using var transaction = await registry.Context.Database.BeginTransactionAsync(cancellation);
            (person, why) = await RecogniseAsync(stated, issuer, subject, cancellation);
            if (person is not null)
                await transaction.CommitAsync(cancellation);
        }
        else if (!await signIn.CanSignInAsync(person))
        {
            (person, why) = (null, "Your account is disabled. Ask an administrator.");
        }
        // What was begun and not kept is not written after all.
        if (person is null)
            registry.Context.ChangeTracker.Clear();
        if (person is not null)
            trail.AddBy(registry.Context, person, "person.signed-in", new { by = provider });
        else
            trail.Add(registry.Context, "person.sign-in-refused", "identity", subject, detail: new { issuer, address = AddressOf(stated), why });
        await registry.Context.SaveChangesAsync(cancellation);
        if (person is not null)
            await signIn.SignInAsync(person, isPersistent: false, authenticationMethod: "openid");
        return why;
    }

    /// <summary>Finds or makes the account of somebody who comes for the first time, and remembers by what to know the person again.</summary>
    private async Task<(Person? Person, string? Why)> RecogniseAsync(
        ClaimsPrincipal stated, string issuer, string subject, CancellationToken cancellation)
    {
        string provider = settings.OpenId!.Name;
        if (AddressOf(stated) is not string email)
            return (null, $"{provider} did not tell your e-mail address, by which you were invited.");
        if (!IsVerified(stated))
            return (null, $"{provider} has not verified that {email} is your e-mail address. Have it verified there, and try again.");
        Person? person = await people.FindByEmailAsync(email);
        if (person is null && await InvitationOfAsync(email, cancellation) is { } invitation)
            (person, _) = await acceptance.AcceptAsync(invitation, NameOf(stated, email), email, password: null, cancellation);
        if (person is null)
            return (null, $"Nobody has invited {email}. Ask an administrator for an invitation.");
        if (!await signIn.CanSignInAsync(person))
            return (null, "Your account is disabled. Ask an administrator.");
        // An address that was given to somebody else does not open the account of who had it before.
        if ((await people.GetLoginsAsync(person)).Any(l => l.LoginProvider == issuer))
            return (null, $"The account of {email} belongs to another identity at {provider}. Ask an administrator to unlink it.");
        IdentityResult linked = await people.AddLoginAsync(person, new UserLoginInfo(issuer, subject, provider));
        if (!linked.Succeeded)
            return (null, "Something else changed your account at the same time. Try again.");
        trail.AddBy(registry.Context, person, "person.linked", new { issuer, subject });
        return (person, null);
    }

    private async Task<Invitation?> InvitationOfAsync(string email, CancellationToken cancellation)
    {
        string wanted = people.NormalizeEmail(email)!;
        DateTimeOffset now = DateTimeOffset.UtcNow;
#pragma warning disable CA1304, CA1311, CA1862 // Upper case as the database has it: the comparison is done there.
        return await registry.Context.Invitations.AsNoTracking()
            .Where(i => i.Email!.ToUpper() == wanted && i.Accepted == null && i.Revoked == null && i.Expires > now)
            .OrderByDescending(i => i.Id).FirstOrDefaultAsync(cancellation);
#pragma warning restore CA1304, CA1311, CA1862
    }

    // Token and user information may both tell an address; two that differ are none.
    private static string? AddressOf(ClaimsPrincipal stated)
    {
        string[] addresses = [.. stated.FindAll("email").Select(c => c.Value.Trim()).Distinct(StringComparer.OrdinalIgnoreCase)];
        return addresses is [{ Length: > 0 and <= 254 } only] ? only : null;
    }

    private static bool IsVerified(ClaimsPrincipal stated)
    {
        Claim[] claims = [.. stated.FindAll("email_verified")];
        return claims.Length > 0 && claims.All(c => bool.TryParse(c.Value, out bool isVerified) && isVerified);
    }

    private static string NameOf(ClaimsPrincipal stated, string email)
    {
        string name = stated.FindFirstValue("name")?.Trim() is { Length: > 0 } given ? given : email;
        return name.Length <= LongestName ? name : name[..LongestName];
    }
}
