using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Serving;

/// <summary>The link by which the first administrator makes an account; printed at each start until there is one.</summary>
internal static class SetUpLink
{
    private static readonly TimeSpan Lifetime = TimeSpan.FromDays(1);

    /// <summary>Makes a link, and takes back those of earlier starts; null when somebody has an account already.</summary>
    public static async Task<Uri?> MakeAsync(RegistryDatabase database, Uri publicUrl, CancellationToken cancellation)
    {
        await using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        if (await context.Users.AnyAsync(cancellation))
            return null;
        SecretToken secret = SecretToken.New();
        foreach (Invitation earlier in await context.Invitations.Where(i => i.Email == null && i.Accepted == null && i.Revoked == null).ToListAsync(cancellation))
            earlier.Revoked = DateTimeOffset.UtcNow;
        context.Invitations.Add(new Invitation
        {
            TokenSha256 = secret.Sha256,
            Role = RoleNames.Administrator,
            Expires = DateTimeOffset.UtcNow + Lifetime,
        });
        await context.SaveChangesAsync(cancellation);
        return InvitationUrl(publicUrl, secret.Text);
    }

    /// <summary>Address of the page that accepts an invitation.</summary>
    public static Uri InvitationUrl(Uri publicUrl, string token) =>
        new(publicUrl, $"{publicUrl.AbsolutePath.TrimEnd('/')}/account/join?token={Uri.EscapeDataString(token)}");
}
