using Microsoft.AspNetCore.Identity;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.People;

/// <summary>What administrators do with people: invite, disable, help to a new password.</summary>
internal sealed class PeopleDesk(RegistryContext registry, UserManager<Person> people, Caller caller, AuditTrail trail, ServerSettings settings)
{
    private static readonly TimeSpan InvitationLifetime = TimeSpan.FromDays(14);

    /// <summary>Makes an invitation.</summary>
    /// <param name="email">Who is invited.</param>
    /// <param name="role">One of <see cref="RoleNames"/>.</param>
    /// <param name="rightsHolderId">For whom a publisher acts; null for other roles.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The invitation and its link, to be shown once; or what is wrong, with the field that it is about.</returns>
    public async Task<(Invitation? Invitation, Uri? Link, string Field, string Mistake)> InviteAsync(string email, string role, Guid? rightsHolderId, CancellationToken cancellation)
    {
        string address = email.Trim();
        if (!new System.ComponentModel.DataAnnotations.EmailAddressAttribute().IsValid(address) || address.Length > 254)
            return (null, null, "email", "The e-mail address is none.");
        if (!RoleNames.All.Contains(role))
            return (null, null, "role", "Choose a role.");
        if (role == RoleNames.Publisher && !await registry.RightsHolders.AnyAsync(r => r.Id == rightsHolderId && r.Disabled == null, cancellation))
            return (null, null, "rightsHolderId", "Choose the rights holder that the publisher acts for.");
        if (await people.FindByEmailAsync(address) is not null)
            return (null, null, "email", $"{address} has an account already.");
        SecretToken secret = SecretToken.New();
        var invitation = new Invitation
        {
            TokenSha256 = secret.Sha256,
            Email = address,
            Role = role,
            RightsHolderId = role == RoleNames.Publisher ? rightsHolderId : null,
            InvitedById = caller.PersonId,
            Expires = DateTimeOffset.UtcNow + InvitationLifetime,
        };
        registry.Invitations.Add(invitation);
        trail.Add(registry, "person.invited", "invitation", invitation.Id, invitation.RightsHolderId, new { address, role });
        await registry.SaveChangesAsync(cancellation);
        return (invitation, SetUpLink.InvitationUrl(settings.PublicUrl, secret.Text), "", "");
    }

    /// <summary>Takes an invitation back.</summary>
    /// <returns>False when there is no open one of that id.</returns>
    public async Task<bool> TakeBackAsync(Guid id, CancellationToken cancellation)
    {
        Invitation? invitation = await registry.Invitations.SingleOrDefaultAsync(
            i => i.Id == id && i.Accepted == null && i.Revoked == null, cancellation);
        if (invitation is null)
            return false;
        invitation.Revoked = DateTimeOffset.UtcNow;
        trail.Add(registry, "invitation.revoked", "invitation", id, invitation.RightsHolderId);
        await registry.SaveChangesAsync(cancellation);
        return true;
    }

    /// <summary>Disables a person, who is out within a minute, or lets the person sign in again.</summary>
    /// <returns>What is wrong; null when it was done.</returns>
    public async Task<string?> SwitchAsync(Person person, bool disable, CancellationToken cancellation)
    {
        // Two administrators who disable each other at once must not both succeed: the check and the change are one transaction, and
        // it begins with a write, for which the database lets one at a time through.
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        await registry.Roles.Where(r => r.Name == RoleNames.Administrator)
            .ExecuteUpdateAsync(r => r.SetProperty(x => x.ConcurrencyStamp, Guid.NewGuid().ToString()), cancellation);
        if (disable && await IsLastAdministratorAsync(person.Id, cancellation))
            return $"{person.DisplayName} is the last administrator: make another before.";
        DateTimeOffset? disabled = disable ? DateTimeOffset.UtcNow : null;
        string stamp = Guid.NewGuid().ToString("N");
        await registry.Users.Where(p => p.Id == person.Id)
            .ExecuteUpdateAsync(p => p.SetProperty(x => x.Disabled, disabled).SetProperty(x => x.SecurityStamp, stamp), cancellation);
        trail.Add(registry, disable ? "person.disabled" : "person.enabled", "person", person.Id, person.RightsHolderId, new { person.Email });
        await registry.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return null;
    }

    /// <summary>Makes a link by which a person sets a new password, once, within a day.</summary>
    public async Task<Uri> NewPasswordLinkAsync(Person person, CancellationToken cancellation)
    {
        Person account = (await people.FindByIdAsync(person.Id.ToString()))!;
        string token = await people.GeneratePasswordResetTokenAsync(account);
        trail.Add(registry, "person.password-link-made", "person", person.Id, person.RightsHolderId, new { person.Email });
        await registry.SaveChangesAsync(cancellation);
        string root = settings.PublicUrl.AbsolutePath.TrimEnd('/');
        return new Uri(settings.PublicUrl, $"{root}/account/new-password?person={person.Id}&token={Uri.EscapeDataString(token)}");
    }

    /// <summary>Forgets the identities at OpenID providers that a person is known by; the next one to come is known by the e-mail address.</summary>
    public async Task UnlinkAsync(Person person, CancellationToken cancellation)
    {
        await registry.UserLogins.Where(l => l.UserId == person.Id).ExecuteDeleteAsync(cancellation);
        trail.Add(registry, "person.unlinked", "person", person.Id, person.RightsHolderId, new { person.Email });
        await registry.SaveChangesAsync(cancellation);
    }

    private async Task<bool> IsLastAdministratorAsync(Guid personId, CancellationToken cancellation)
    {
        List<Guid> administrators = await (
            from role in registry.Roles
            where role.Name == RoleNames.Administrator
            join held in registry.UserRoles on role.Id equals held.RoleId
            join person in registry.Users on held.UserId equals person.Id
            where person.Disabled == null
            select person.Id).ToListAsync(cancellation);
        return administrators is [Guid only] && only == personId;
    }
}
