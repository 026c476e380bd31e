namespace ProvenanceAudit.Registry;

/// <summary>Who did what, when. Rows are added and never changed or removed: the database itself refuses it.</summary>
public sealed class AuditLogEntry : ITenantOrOperatorOwned
{
    /// <summary>Key, in the order in which entries were written.</summary>
    public long Id { get; private set; }

    /// <summary>When.</summary>
    public DateTimeOffset At { get; init; } = DateTimeOffset.UtcNow;

    /// <summary>The person; null for the program itself.</summary>
    public Guid? PersonId { get; init; }

    /// <summary>The API key that was used, if one was.</summary>
    public Guid? ApiKeyId { get; init; }

    /// <summary>Who, as named at the time: a person's name and address, or the program.</summary>
    public required string Who { get; init; }

    /// <summary>The rights holder for whom it was done, which may read the entry; null for the operator.</summary>
    public Guid? RightsHolderId { get; init; }

    /// <summary>What was done, as a dotted name: <c>catalog.created</c>.</summary>
    public required string Action { get; init; }

    /// <summary>Kind of what it was done to, for example <c>catalog</c>.</summary>
    public string? SubjectKind { get; init; }

    /// <summary>Id of what it was done to.</summary>
    public string? SubjectId { get; init; }

    /// <summary>More about it, a JSON object; no secrets.</summary>
    public string? DetailJson { get; init; }

    /// <summary>Network address that it came from.</summary>
    public string? Address { get; init; }
}
