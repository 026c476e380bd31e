namespace ProvenanceAudit.Registry;

/// <summary>What keeps the registry.</summary>
public enum DatabaseEngine
{
    /// <summary>A file, for one machine.</summary>
    Sqlite,

    /// <summary>A server, for many.</summary>
    PostgreSql,
}
