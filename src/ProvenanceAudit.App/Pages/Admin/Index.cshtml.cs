using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Admin;

/// <summary>Where an administrator starts.</summary>
public sealed class AdminModel(RegistryContext registry) : PageModel
{
    /// <summary>People who may sign in.</summary>
    public int People { get; private set; }

    /// <summary>Rights holders that are open.</summary>
    public int RightsHolders { get; private set; }

    /// <summary>Invitations that can still be accepted.</summary>
    public int Invitations { get; private set; }

    /// <summary>Entries of the audit log since midnight, UTC.</summary>
    public int Entries { get; private set; }

    /// <summary>Counts them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        DateTimeOffset today = new(now.Date, TimeSpan.Zero);
        People = await registry.Users.CountAsync(p => p.Disabled == null, cancellation);
        RightsHolders = await registry.RightsHolders.CountAsync(r => r.Disabled == null, cancellation);
        Invitations = await registry.Invitations.CountAsync(i => i.Accepted == null && i.Revoked == null && i.Expires > now, cancellation);
        Entries = await registry.AuditLog.CountAsync(e => e.At >= today, cancellation);
    }
}
