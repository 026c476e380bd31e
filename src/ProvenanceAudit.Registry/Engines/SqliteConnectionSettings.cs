using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProvenanceAudit.Registry;

/// <summary>
/// What a connection to SQLite is told when it is opened. SQLite's own wait for a lock looks again after 1 to 100 ms;
/// Microsoft.Data.Sqlite's, which would come first, only every 150 ms. Commits are written through to the disk.
/// </summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    /// <summary>Pages that a connection keeps in memory, in KiB; each connection has its own.</summary>
    public const int CacheKiB = 8 << 10;

    /// <summary>The same while rows are written in bulk, which one connection does at a time.</summary>
    public const int BulkCacheKiB = 64 << 10;

    private static readonly string Settings = string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL; PRAGMA cache_size = -{CacheKiB};");

    public override void ConnectionOpened(DbConnection connection, ConnectionEndEventData eventData)
    {
        using DbCommand command = connection.CreateCommand();
        command.CommandText = Settings;
        command.ExecuteNonQuery();
    }

    public override async Task ConnectionOpenedAsync(
        DbConnection connection, ConnectionEndEventData eventData, CancellationToken cancellationToken = default)
    {
        await using DbCommand command = connection.CreateCommand();
        command.CommandText = Settings;
        await command.ExecuteNonQueryAsync(cancellationToken);
    }
}
