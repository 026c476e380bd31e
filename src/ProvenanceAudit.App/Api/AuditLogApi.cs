using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.People;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>Who did what.</summary>
internal sealed record AuditLogView(
    long Id, DateTimeOffset At, string Who, Guid? PersonId, Guid? ApiKeyId, Guid? RightsHolderId, string Action, string? SubjectKind,
    string? SubjectId, JsonElement? Detail)
{
    public static AuditLogView Of(AuditLogEntry e) => new(
        e.Id, e.At, e.Who, e.PersonId, e.ApiKeyId, e.RightsHolderId, e.Action, e.SubjectKind, e.SubjectId,
        e.DetailJson is null ? null : JsonElement.Parse(e.DetailJson));
}

/// <summary>The audit log, as far as it is the caller's.</summary>
internal static class AuditLogApi
{
    /// <summary>Maps it.</summary>
    public static void MapAuditLog(this RouteGroupBuilder api)
    {
        api.MapGet("/audit-log", async (
            [AsParameters] Paging paging, string? who, string? action, DateOnly? from, DateOnly? until, RegistryContext registry,
            CancellationToken cancellation) =>
        {
            IQueryable<AuditLogEntry> rows = new AuditFilter(who, action, from, until).Of(registry);
            if (paging.AfterNumber is long after)
                rows = rows.Where(e => e.Id < after);
            List<AuditLogEntry> list = await rows.OrderByDescending(e => e.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, AuditLogView.Of, e => Paging.KeyOf(e.Id));
        }).Wants(KeyScopes.AuditRead).WithTags("Audit log")
            .WithSummary("Lists what was done, the latest first; by part of a name, start of an action, first and last day");

        api.MapGet("/audit-log.csv", (string? who, string? action, DateOnly? from, DateOnly? until, RegistryContext registry) => Results.Stream(
            stream => AuditTable.WriteAsync(stream, new AuditFilter(who, action, from, until).Of(registry), CancellationToken.None),
            "text/csv; charset=utf-8", "audit-log.csv"))
            .Wants(KeyScopes.AuditRead).Produces(200, contentType: "text/csv").WithTags("Audit log").WithSummary("Downloads what was done as CSV");
    }
}
