using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A catalog.</summary>
internal sealed record CatalogView(
    Guid Id, Guid RightsHolderId, string Name, string? Description, DateTimeOffset Created, DateTimeOffset? Archived)
{
    public static CatalogView Of(Catalog c) => new(c.Id, c.RightsHolderId, c.Name, c.Description, c.Created, c.Archived);
}

/// <summary>Catalogs.</summary>
internal static class CatalogsApi
{
    /// <summary>Maps them.</summary>
    public static void MapCatalogs(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/catalogs").WithTags("Catalogs");
        group.MapGet("", async ([AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<Catalog> rows = registry.Catalogs.AsNoTracking();
            if (paging.AfterId is Guid after)
                rows = rows.Where(c => c.Id > after);
            List<Catalog> list = await rows.OrderBy(c => c.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, CatalogView.Of, c => Paging.KeyOf(c.Id));
        }).Wants(KeyScopes.CatalogsRead).WithSummary("Lists catalogs, the oldest first");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await registry.Catalogs.AsNoTracking().SingleOrDefaultAsync(c => c.Id == id, cancellation) is { } catalog
                ? Results.Ok(CatalogView.Of(catalog))
                : Results.NotFound()).Wants(KeyScopes.CatalogsRead).Produces<CatalogView>().ProducesProblem(404).WithSummary("Gives a catalog");
    }
}
