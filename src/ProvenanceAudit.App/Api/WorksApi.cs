using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A work, without its text.</summary>
internal sealed record WorkView(
    Guid Id, Guid CatalogId, string ExternalId, string Title, IReadOnlyList<string> Contributors,
    IReadOnlyDictionary<string, string> Identifiers, string? Language, string? RightsHolder, string? Licence, string? Published, int Words,
    string TextSha256, DateTimeOffset Created, DateTimeOffset Changed, DateTimeOffset? Withdrawn)
{
    public static WorkView Of(RegisteredWork w) => new(
        w.Id, w.CatalogId, w.ExternalId, w.Title, w.Contributors, w.Identifiers, w.Language, w.StatedRightsHolder, w.Licence, w.Published,
        w.Words, Convert.ToHexStringLower(w.TextSha256), w.Created, w.Changed, w.Withdrawn);
}

/// <summary>Works.</summary>
internal static class WorksApi
{
    /// <summary>Maps them.</summary>
    public static void MapWorks(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/works").WithTags("Works");
        group.MapGet("", async (
            [AsParameters] Paging paging, Guid? catalogId, string? search, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<RegisteredWork> rows = registry.Works.AsNoTracking();
            if (catalogId is Guid catalog)
                rows = rows.Where(w => w.CatalogId == catalog);
            foreach (string word in RegisteredWork.SearchFormOf(search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8))
                rows = rows.Where(w => w.SearchText.Contains(word));
            if (paging.AfterId is Guid after)
                rows = rows.Where(w => w.Id > after);
            List<RegisteredWork> list = await rows.OrderBy(w => w.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, WorkView.Of, w => Paging.KeyOf(w.Id));
        }).Wants(KeyScopes.CatalogsRead)
            .WithSummary("Lists works, the oldest first; search finds words of title, contributors and identifiers");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await registry.Works.AsNoTracking().SingleOrDefaultAsync(w => w.Id == id, cancellation) is { } work
                ? Results.Ok(WorkView.Of(work))
                : Results.NotFound()).Wants(KeyScopes.CatalogsRead).Produces<WorkView>().ProducesProblem(404).WithSummary("Gives a work");
    }
}
