using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.People;

/// <summary>Makes an account from an invitation, once, whichever way somebody comes.</summary>
internal sealed class InvitationAcceptance(UserManager<Person> people, PeopleContext registry, AuditTrail trail)
{
    /// <summary>Makes the account, in a transaction that the caller began and commits.</summary>
    /// <param name="invitation">The invitation, open when it was read.</param>
    /// <param name="displayName">Name to be shown.</param>
    /// <param name="email">Address to sign in with; whether it is the person's own is stated by the invitation or a provider.</param>
    /// <param name="password">Password; null for who signs in elsewhere.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The account; without one, what is wrong, or nothing where the invitation was used meanwhile.</returns>
    public async Task<(Person? Person, IReadOnlyList<string> Mistakes)> AcceptAsync(
        Invitation invitation, string displayName, string email, string? password, CancellationToken cancellation)
    {
        RegistryContext context = registry.Context;
        // Of two who use one invitation at once, one finds it used.
        int taken = await context.Invitations
            .Where(i => i.Id == invitation.Id && i.Accepted == null && i.Revoked == null)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.Accepted, DateTimeOffset.UtcNow), cancellation);
        if (taken == 0)
            return (null, []);
        var person = new Person
        {
            UserName = email,
            Email = email,
            DisplayName = displayName,
            RightsHolderId = invitation.RightsHolderId,
            EmailConfirmed = invitation.Email is not null,
        };
        IdentityResult made = password is null ? await people.CreateAsync(person) : await people.CreateAsync(person, password);
        if (made.Succeeded)
            made = await people.AddToRoleAsync(person, invitation.Role);
        if (!made.Succeeded)
            return (null, [.. made.Errors.Select(e => e.Description)]);
        await context.Invitations.Where(i => i.Id == invitation.Id)
            .ExecuteUpdateAsync(i => i.SetProperty(x => x.AcceptedById, person.Id), cancellation);
        trail.AddBy(context, person, "person.joined");
        await context.SaveChangesAsync(cancellation);
        return (person, []);
    }
}
