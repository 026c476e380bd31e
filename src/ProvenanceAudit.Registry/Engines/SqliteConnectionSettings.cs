using System.Data.Common;
using Microsoft.EntityFrameworkCore.Diagnostics;

namespace ProvenanceAudit.Registry;

/// <summary>
/// What a connection to SQLite is told when it is opened. SQLite's own wait for a lock looks again after 1 to 100 ms;
/// Microsoft.Data.Sqlite's, which would come first, only every 150 ms. Commits are written through to the disk.
/// </summary>
internal sealed class SqliteConnectionSettings : DbConnectionInterceptor
{
    private const string Settings = "PRAGMA busy_timeout = 30000; PRAGMA synchronous = FULL;";

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
