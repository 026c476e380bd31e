using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages;

/// <summary>What there is, and what to do next.</summary>
public sealed class IndexModel(RegistryContext registry) : PageModel
{
    /// <summary>Catalogs the caller sees.</summary>
    public int Catalogs { get; private set; }

    /// <summary>Works in them.</summary>
    public int Works { get; private set; }

    /// <summary>Findings nobody has decided on.</summary>
    public int OpenFindings { get; private set; }

    /// <summary>Reports.</summary>
    public int Reports { get; private set; }

    /// <summary>Counts them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation)
    {
        Catalogs = await registry.Catalogs.CountAsync(cancellation);
        Works = await registry.Works.CountAsync(w => w.Withdrawn == null, cancellation);
        OpenFindings = await registry.Findings.CountAsync(f => f.Decision == FindingDecision.Open, cancellation);
        Reports = await registry.Reports.CountAsync(cancellation);
    }
}
