using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Net.Http.Headers;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Api;

/// <summary>A work, without its text.</summary>
internal sealed record WorkView(
    Guid Id, Guid CatalogId, string ExternalId, string Title, IReadOnlyList<string> Contributors,
    IReadOnlyDictionary<string, string> Identifiers, string? Language, string? Publisher, string? RightsHolder, string? Licence, string? Published,
    IReadOnlyList<WorkTerm> Terms, IReadOnlyList<WorkRelation> Relations, Guid EditionGroupId, string? IsccMeta, string? IsccText, int Words,
    string? TextSha256, DateTimeOffset Created, DateTimeOffset Changed, DateTimeOffset? Withdrawn)
{
    public static WorkView Of(RegisteredWork w) => new(
        w.Id, w.CatalogId, w.ExternalId, w.Title, w.Contributors, w.Identifiers, w.Language, w.Publisher, w.StatedRightsHolder, w.Licence,
        w.Published, w.Terms, w.Relations, w.EditionGroupId, w.IsccMeta, w.IsccText, w.Words, w.TextSha256 is null ? null : Convert.ToHexStringLower(w.TextSha256), w.Created, w.Changed, w.Withdrawn);
}

/// <summary>A work whose text is that of another; agreement is the share of bits of their ISCC Text-Codes that agree.</summary>
internal sealed record SameTextView(WorkView Work, double Agreement)
{
    public static SameTextView Of(SameText same) => new(WorkView.Of(same.Work), same.Agreement);
}

/// <summary>What a work was like until a record changed it; description is an object like a line of a catalog.</summary>
internal sealed record WorkVersionView(
    DateTimeOffset Until, Guid? ChangedBySubmissionId, IReadOnlyList<string> Changes, JsonElement Description, string? TextSha256, DateTimeOffset? Withdrawn)
{
    public static WorkVersionView Of(WorkVersion v) => new(
        v.Until, v.ChangedBySubmissionId, v.Changes, JsonElement.Parse(v.DescriptionJson), v.TextSha256 is null ? null : Convert.ToHexStringLower(v.TextSha256),
        v.Withdrawn);
}

/// <summary>Works.</summary>
internal static class WorksApi
{
    /// <summary>Maps them.</summary>
    public static void MapWorks(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/works").WithTags("Works");
        group.MapGet("", async (
            [AsParameters] Paging paging, Guid? catalogId, string? search, bool? withdrawn, RegistryContext registry,
            CancellationToken cancellation) =>
        {
            IQueryable<RegisteredWork> rows = registry.Works.AsNoTracking();
            if (catalogId is Guid catalog)
                rows = rows.Where(w => w.CatalogId == catalog);
            foreach (string word in RegisteredWork.SearchFormOf(search ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Take(8))
                rows = rows.Where(w => w.SearchText.Contains(word));
            if (withdrawn is bool isOut)
                rows = rows.Where(w => (w.Withdrawn != null) == isOut);
            if (paging.AfterId is Guid after)
                rows = rows.Where(w => w.Id > after);
            List<RegisteredWork> list = await rows.OrderBy(w => w.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, WorkView.Of, w => Paging.KeyOf(w.Id));
        }).Wants(KeyScopes.CatalogsRead)
            .WithSummary("Lists works, the oldest first; search finds words of title, contributors and identifiers");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await FindAsync(registry, id, cancellation) is { } work ? Results.Ok(WorkView.Of(work)) : Results.NotFound())
            .Wants(KeyScopes.CatalogsRead).Produces<WorkView>().ProducesProblem(404).WithSummary("Gives a work");

        group.MapMethods("/{id:guid}/text", ["GET", "HEAD"], async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is not { TextSha256: { } hash } work)
                return Results.NotFound();
            string text = await registry.Texts.Where(t => t.WorkId == id && t.Sha256 == hash).Select(t => t.Text).SingleAsync(cancellation);
            return Results.Bytes(
                Encoding.UTF8.GetBytes(text), "text/plain; charset=utf-8", lastModified: work.Changed, enableRangeProcessing: true,
                entityTag: new EntityTagHeaderValue($"\"{Convert.ToHexStringLower(hash)}\""));
        }).Wants(KeyScopes.CatalogsRead).Produces(200, contentType: "text/plain").Produces(206, contentType: "text/plain").Produces(304)
            .ProducesProblem(404).WithSummary("Downloads the text of a work")
            .WithDescription("Takes If-None-Match and Range. The ETag is textSha256 of the work: the SHA-256 of the text as UTF-16, little-endian.");

        group.MapGet("/{id:guid}/editions", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await FindAsync(registry, id, cancellation) is { } work
                ? Results.Ok((await new WorkKin(registry).EditionsAsync(work, cancellation)).Select(WorkView.Of)) : Results.NotFound())
            .Wants(KeyScopes.CatalogsRead).Produces<IReadOnlyList<WorkView>>().ProducesProblem(404)
            .WithSummary("Lists other editions of a work, at most 100");
        group.MapGet("/{id:guid}/same-texts", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await FindAsync(registry, id, cancellation) is { } work
                ? Results.Ok((await new WorkKin(registry).SameTextsAsync(work, cancellation)).Select(SameTextView.Of)) : Results.NotFound())
            .Wants(KeyScopes.CatalogsRead).Produces<IReadOnlyList<SameTextView>>().ProducesProblem(404)
            .WithSummary("Lists other works that have the same text, or nearly so, at most 100");
        group.MapGet("/{id:guid}/versions", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await FindAsync(registry, id, cancellation) is not null
                ? Results.Ok((await new WorkKin(registry).VersionsAsync(id, cancellation)).Select(WorkVersionView.Of)) : Results.NotFound())
            .Wants(KeyScopes.CatalogsRead).Produces<IReadOnlyList<WorkVersionView>>().ProducesProblem(404)
            .WithSummary("Lists what a work was like before records changed it, the last first, at most 100");

        MapWithdraw(group, "withdraw", isOut: true, "Withdraws a work: scans leave it out, what was found stays");
        MapWithdraw(group, "restore", isOut: false, "Has a work that was withdrawn scanned for again");
    }

    private static void MapWithdraw(RouteGroupBuilder group, string verb, bool isOut, string summary) => group
        .MapPost("/{id:guid}/" + verb, async (Guid id, RegistryContext registry, CatalogDesk desk, CancellationToken cancellation) =>
        {
            if (await FindAsync(registry, id, cancellation) is not { } work)
                return Results.NotFound();
            await desk.WithdrawAsync(work, isOut, cancellation);
            return Results.Ok(WorkView.Of(work));
        }).Wants(KeyScopes.CatalogsWrite).Produces<WorkView>().ProducesProblem(404).WithSummary(summary);

    private static Task<RegisteredWork?> FindAsync(RegistryContext registry, Guid id, CancellationToken cancellation) =>
        registry.Works.SingleOrDefaultAsync(w => w.Id == id, cancellation);
}
