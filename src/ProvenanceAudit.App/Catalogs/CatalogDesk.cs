using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>What is done with catalogs and their works, from pages and API alike. Mistakes come back with the field that they are about.</summary>
internal sealed class CatalogDesk(RegistryContext registry, AuditTrail trail)
{
    /// <summary>Longest name, in characters.</summary>
    public const int LongestName = 200;

    /// <summary>Longest description, in characters.</summary>
    public const int LongestDescription = 2000;

    /// <summary>Makes a catalog of a rights holder that the caller sees.</summary>
    public async Task<(Catalog? Catalog, string Field, string Mistake)> MakeAsync(
        Guid rightsHolderId, string? name, string? description, CancellationToken cancellation)
    {
        if (await CheckAsync(rightsHolderId, name, description, null, cancellation) is (string field, string mistake))
            return (null, field, mistake);
        var catalog = new Catalog { RightsHolderId = rightsHolderId, Name = name!.Trim(), Description = TextOf(description) };
        registry.Catalogs.Add(catalog);
        trail.Add(registry, "catalog.created", "catalog", catalog.Id, rightsHolderId, new { catalog.Name });
        await registry.SaveChangesAsync(cancellation);
        return (catalog, "", "");
    }

    /// <summary>Changes name and description.</summary>
    /// <returns>What is wrong; null when they are changed.</returns>
    public async Task<(string Field, string Mistake)?> ChangeAsync(
        Catalog catalog, string? name, string? description, CancellationToken cancellation)
    {
        if (await CheckAsync(catalog.RightsHolderId, name, description, catalog.Id, cancellation) is { } mistake)
            return mistake;
        (catalog.Name, catalog.Description) = (name!.Trim(), TextOf(description));
        trail.Add(registry, "catalog.changed", "catalog", catalog.Id, catalog.RightsHolderId, new { catalog.Name });
        await registry.SaveChangesAsync(cancellation);
        return null;
    }

    /// <summary>Puts a catalog away, so that scans leave its works out, or takes it into use again.</summary>
    public async Task PutAwayAsync(Catalog catalog, bool isAway, CancellationToken cancellation)
    {
        catalog.Archived = isAway ? catalog.Archived ?? DateTimeOffset.UtcNow : null;
        trail.Add(registry, isAway ? "catalog.archived" : "catalog.restored", "catalog", catalog.Id, catalog.RightsHolderId);
        await registry.SaveChangesAsync(cancellation);
    }

    /// <summary>Takes a work out of scans, or has it scanned for again; what was found stays.</summary>
    public async Task WithdrawAsync(RegisteredWork work, bool isOut, CancellationToken cancellation)
    {
        work.Withdrawn = isOut ? work.Withdrawn ?? DateTimeOffset.UtcNow : null;
        trail.Add(registry, isOut ? "work.withdrawn" : "work.restored", "work", work.Id, work.RightsHolderId, new { work.ExternalId });
        await registry.SaveChangesAsync(cancellation);
    }

    private async Task<(string Field, string Mistake)?> CheckAsync(
        Guid rightsHolderId, string? name, string? description, Guid? except, CancellationToken cancellation)
    {
        string good = name?.Trim() ?? "";
        if (good.Length is 0 or > LongestName)
            return ("name", $"A catalog needs a name of 1 to {LongestName} characters.");
        if (description?.Length > LongestDescription)
            return ("description", $"A description has at most {LongestDescription} characters.");
        return await registry.Catalogs.AnyAsync(c => c.RightsHolderId == rightsHolderId && c.Name == good && c.Id != except, cancellation)
            ? ("name", "There is a catalog of this name already.")
            : null;
    }

    private static string? TextOf(string? description) => string.IsNullOrWhiteSpace(description) ? null : description.Trim();
}
