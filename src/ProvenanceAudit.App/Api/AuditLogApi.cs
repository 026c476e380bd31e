using System.Text.Json;
using Microsoft.EntityFrameworkCore;
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
    public static void MapAuditLog(this RouteGroupBuilder api) => api.MapGet("/audit-log", async (
        [AsParameters] Paging paging, string? action, RegistryContext registry, CancellationToken cancellation) =>
    {
        IQueryable<AuditLogEntry> rows = registry.AuditLog.AsNoTracking();
        if (!string.IsNullOrEmpty(action))
            rows = rows.Where(e => e.Action == action);
        if (paging.AfterNumber is long after)
            rows = rows.Where(e => e.Id < after);
        List<AuditLogEntry> list = await rows.OrderByDescending(e => e.Id).Take(paging.Size + 1).ToListAsync(cancellation);
        return paging.PartOf(list, AuditLogView.Of, e => Paging.KeyOf(e.Id));
    }).Wants(KeyScopes.AuditRead).WithTags("Audit log").WithSummary("Lists what was done, the latest first; of one kind by action");
}
