using System.Text.Json;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Serving;

/// <summary>Writes who did what into the audit log, in the transaction of what was done.</summary>
internal sealed class AuditTrail(IHttpContextAccessor accessor)
{
    /// <summary>Adds an entry to a context, which its caller saves.</summary>
    /// <param name="context">Where the change itself is made.</param>
    /// <param name="action">What was done, as a dotted name.</param>
    /// <param name="subjectKind">Kind of what it was done to.</param>
    /// <param name="subjectId">Its id.</param>
    /// <param name="rightsHolderId">For whom it was done; the caller's rights holder where null.</param>
    /// <param name="detail">More about it; no secrets.</param>
    public void Add(
        RegistryContext context, string action, string subjectKind, object? subjectId, Guid? rightsHolderId = null, object? detail = null)
    {
        HttpContext? request = accessor.HttpContext;
        Caller? caller = request is null ? null : Caller.Of(request.User);
        context.AuditLog.Add(new AuditLogEntry
        {
            PersonId = caller?.PersonId,
            ApiKeyId = caller?.ApiKeyId,
            Who = caller?.Name ?? (request is null ? "provenance-audit" : "not signed in"),
            RightsHolderId = rightsHolderId ?? caller?.RightsHolderId,
            Action = action,
            SubjectKind = subjectKind,
            SubjectId = subjectId?.ToString(),
            DetailJson = detail is null ? null : JsonSerializer.Serialize(detail, JsonSerializerOptions.Web),
            Address = request?.Connection.RemoteIpAddress?.ToString(),
        });
    }

    /// <summary>Adds an entry about what a person did to the own account, who need not be signed in yet.</summary>
    /// <param name="context">Where the change itself is made.</param>
    /// <param name="person">Who.</param>
    /// <param name="action">What was done, as a dotted name.</param>
    /// <param name="detail">More about it; no secrets.</param>
    public void AddBy(RegistryContext context, Person person, string action, object? detail = null) => context.AuditLog.Add(new AuditLogEntry
    {
        PersonId = person.Id,
        Who = person.DisplayName,
        RightsHolderId = person.RightsHolderId,
        Action = action,
        SubjectKind = "person",
        SubjectId = person.Id.ToString(),
        DetailJson = detail is null ? null : JsonSerializer.Serialize(detail, JsonSerializerOptions.Web),
        Address = accessor.HttpContext?.Connection.RemoteIpAddress?.ToString(),
    });
}
