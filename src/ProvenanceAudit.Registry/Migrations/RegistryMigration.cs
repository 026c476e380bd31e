using System.Data.Common;
using System.Net.Sockets;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ProvenanceAudit.Registry;

/// <summary>
/// Applies what the database lacks, one process at a time. The lock is one that goes with the process that holds it, however it
/// ends: an advisory lock of a PostgreSQL session; an operating system's lock on a file beside SQLite's.
/// </summary>
internal static class RegistryMigration
{
    // Any number that other programs in the same database are unlikely to lock: "provaudt" in ASCII.
    private const long AdvisoryLock = 0x70726F7661756474;

    private static readonly TimeSpan LookAgain = TimeSpan.FromMilliseconds(50);

    public static async Task RunAsync(RegistryDatabase database, CancellationToken cancellation)
    {
        try
        {
            await using IAsyncDisposable held = database.Engine == DatabaseEngine.PostgreSql
                ? await LockSessionAsync(database.Source!, cancellation)
                : await LockFileAsync(database.SqlitePath!, cancellation);
            await using RegistryContext context = database.CreateContext(RegistryScope.Everything);
            await ApplyAsync(database, context, cancellation);
        }
        catch (Exception e) when (e is DbException or SocketException or IOException or UnauthorizedAccessException)
        {
            throw new RegistryUnusableException($"the registry cannot be used: {database.Name}: {e.Message}"
                + (e is PostgresException { SqlState: PostgresErrorCodes.InvalidCatalogName } ? "; create it with createdb" : ""),
                e);
        }
    }

    private static async Task ApplyAsync(RegistryDatabase database, RegistryContext context, CancellationToken cancellation)
    {
        HashSet<string> known = [.. context.Database.GetMigrations()];
        string? unknown = (await context.Database.GetAppliedMigrationsAsync(cancellation))
            .FirstOrDefault(m => !known.Contains(m));
        if (unknown is not null)
        {
            throw new RegistryUnusableException(
                $"the registry was made by a newer version of this program: {database.Name} has the migration '{unknown}', "
                + "which this version does not know; update the program");
        }
        if (!(await context.Database.GetPendingMigrationsAsync(cancellation)).Any())
            return;
        if (database.Engine == DatabaseEngine.Sqlite)
        {
            // EF's own lock is a row, which stays when its process is killed; whoever holds ours may remove it.
            await context.Database.ExecuteSqlRawAsync("""DROP TABLE IF EXISTS "__EFMigrationsLock" """, cancellation);
            await context.Database.ExecuteSqlRawAsync("PRAGMA journal_mode = WAL", cancellation);
        }
        await context.Database.MigrateAsync(cancellation);
    }

    private static async Task<IAsyncDisposable> LockSessionAsync(NpgsqlDataSource source, CancellationToken cancellation)
    {
        NpgsqlConnection connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            await using NpgsqlCommand command = connection.CreateCommand();
            command.CommandText = "SELECT pg_advisory_lock($1)";
            command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = AdvisoryLock });
            // Another process may be at a long migration.
            command.CommandTimeout = 0;
            await command.ExecuteNonQueryAsync(cancellation);
            return new SessionLock(connection);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private static async Task<IAsyncDisposable> LockFileAsync(string path, CancellationToken cancellation)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(path)!);
        while (true)
        {
            try
            {
                return new FileStream(path + ".lock", FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException e) when (e.GetType() == typeof(IOException) && File.Exists(path + ".lock"))
            {
                await Task.Delay(LookAgain, cancellation);
            }
        }
    }

    /// <summary>The lock of a session. A pool resets a session when it is next used, which is too late for who waits.</summary>
    private sealed class SessionLock(NpgsqlConnection connection) : IAsyncDisposable
    {
        public async ValueTask DisposeAsync()
        {
            await using (connection)
            {
                await using NpgsqlCommand command = connection.CreateCommand();
                command.CommandText = "SELECT pg_advisory_unlock($1)";
                command.Parameters.Add(new NpgsqlParameter<long> { TypedValue = AdvisoryLock });
                await command.ExecuteNonQueryAsync();
            }
        }
    }
}
