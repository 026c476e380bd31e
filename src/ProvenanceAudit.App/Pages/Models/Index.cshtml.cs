using Microsoft.AspNetCore.Mvc.RazorPages;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Models;

/// <summary>The models under audit.</summary>
public sealed class ModelsModel(RegistryContext registry) : PageModel
{
    /// <summary>All models, those in use first.</summary>
    public IReadOnlyList<AuditedModel> Models { get; private set; } = [];

    /// <summary>Lists them.</summary>
    public async Task OnGetAsync(CancellationToken cancellation) => Models = await registry.Models.AsNoTracking()
        .OrderBy(m => m.Archived != null).ThenBy(m => m.Name).ToListAsync(cancellation);
}
