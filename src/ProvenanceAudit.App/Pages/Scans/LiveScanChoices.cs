using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Pages.Scans;

/// <summary>What forms of scans and plans offer to choose from.</summary>
/// <param name="Models">Models in use.</param>
/// <param name="Catalogs">Catalogs in use.</param>
public sealed record LiveScanChoices(IReadOnlyList<AuditedModel> Models, IReadOnlyList<Catalog> Catalogs)
{
    /// <summary>Name under which views find it.</summary>
    public const string Key = "Choices";

    /// <summary>Models that are reached at an endpoint.</summary>
    public IEnumerable<AuditedModel> LiveModels => Models.Where(m => m.Access != ModelAccess.Files);

    /// <summary>Reads it.</summary>
    public static async Task<LiveScanChoices> ReadAsync(RegistryContext registry, CancellationToken cancellation) => new(
        await registry.Models.AsNoTracking().Where(m => m.Archived == null).OrderBy(m => m.Name).ToListAsync(cancellation),
        await registry.Catalogs.AsNoTracking().Include(c => c.RightsHolder).Where(c => c.Archived == null).OrderBy(c => c.Name)
            .ToListAsync(cancellation));
}
