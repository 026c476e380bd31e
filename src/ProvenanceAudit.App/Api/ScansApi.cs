using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>A model; the key of its endpoint is never given out.</summary>
internal sealed record ModelView(
    Guid Id, string Name, ModelAccess Access, string? BaseUrl, string? ModelId, DateTimeOffset Created, DateTimeOffset? Archived)
{
    public static ModelView Of(AuditedModel m) => new(m.Id, m.Name, m.Access, m.BaseUrl, m.ModelId, m.Created, m.Archived);
}

/// <summary>A plan of scans.</summary>
internal sealed record PlanView(
    Guid Id, string Name, Guid ModelId, bool AllCatalogs, IReadOnlyList<Guid> CatalogIds, JsonElement Probes, JsonElement MatchSettings,
    string? Cron, string TimeZone, long? BudgetRequests, long? BudgetTokens, bool Enabled, DateTimeOffset Created, DateTimeOffset? Archived)
{
    public static PlanView Of(ScanPlan p) => new(
        p.Id, p.Name, p.ModelId, p.AllCatalogs, [.. p.Catalogs.Select(c => c.CatalogId)], JsonElement.Parse(p.ProbesJson),
        JsonElement.Parse(p.MatchSettingsJson), p.Cron, p.TimeZone, p.BudgetRequests, p.BudgetTokens, p.Enabled, p.Created, p.Archived);
}

/// <summary>A scan and its totals.</summary>
internal sealed record ScanView(
    Guid Id, string Name, Guid? PlanId, Guid ModelId, long Outputs, long OutputWords, long Requests, long PromptTokens, long CompletionTokens,
    long Matches, long SignificantMatches, long WorksFound, DateTimeOffset Created, DateTimeOffset? Started, DateTimeOffset? Finished)
{
    public static ScanView Of(Scan s) => new(
        s.Id, s.Name, s.PlanId, s.ModelId, s.Outputs, s.OutputWords, s.Requests, s.PromptTokens, s.CompletionTokens, s.Matches,
        s.SignificantMatches, s.WorksFound, s.Created, s.Started, s.Finished);
}

/// <summary>What auditors alone see: models, plans and scans.</summary>
internal static class ScansApi
{
    /// <summary>Maps them.</summary>
    public static void MapScans(this RouteGroupBuilder api)
    {
        MapList(api, "models", "Models", context => context.Models, m => m.Id, (rows, after) => rows.Where(m => m.Id > after), ModelView.Of);
        MapList(
            api, "plans", "Plans", context => context.ScanPlans.Include(p => p.Catalogs), p => p.Id, (rows, after) => rows.Where(p => p.Id > after),
            PlanView.Of);
        MapList(api, "scans", "Scans", context => context.Scans, s => s.Id, (rows, after) => rows.Where(s => s.Id > after), ScanView.Of);
    }

    private static void MapList<TRow, TView>(
        RouteGroupBuilder api, string name, string tag, Func<RegistryContext, IQueryable<TRow>> rowsOf,
        System.Linq.Expressions.Expression<Func<TRow, Guid>> key, Func<IQueryable<TRow>, Guid, IQueryable<TRow>> above, Func<TRow, TView> show)
        where TRow : class
    {
        RouteGroupBuilder group = api.MapGroup("/" + name).WithTags(tag);
        Func<TRow, Guid> keyOf = key.Compile();
        group.MapGet("", async ([AsParameters] Paging paging, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<TRow> rows = rowsOf(registry).AsNoTracking();
            if (paging.AfterId is Guid after)
                rows = above(rows, after);
            List<TRow> list = await rows.OrderBy(key).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, show, row => Paging.KeyOf(keyOf(row)));
        }).Wants(KeyScopes.ScansRead).RequireAuthorization(RoleNames.Auditor).WithSummary($"Lists {name}, the oldest first; for auditors");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await rowsOf(registry).AsNoTracking().SingleOrDefaultAsync(row => EF.Property<Guid>(row, "Id") == id, cancellation) is { } found
                ? Results.Ok(show(found))
                : Results.NotFound())
            .Wants(KeyScopes.ScansRead).RequireAuthorization(RoleNames.Auditor).Produces<TView>().ProducesProblem(404)
            .WithSummary($"Gives one of the {name}; for auditors");
    }
}
