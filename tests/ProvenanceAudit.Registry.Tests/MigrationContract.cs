using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using Microsoft.EntityFrameworkCore.Infrastructure;
using Microsoft.EntityFrameworkCore.Migrations;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>How a database is brought to the program's version.</summary>
public abstract class MigrationContract
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Folder of the released SQL.</summary>
    protected abstract string Released { get; }

    [Fact]
    public async Task Four_that_start_at_once_on_an_empty_database_all_find_it_ready()
    {
        string connection = await EmptyAsync();
        RegistryDatabase[] databases = [.. Enumerable.Range(0, 4).Select(_ => RegistryDatabase.Open(connection))];
        await Task.WhenAll(databases.Select(d => Task.Run(async () =>
        {
            await d.MigrateAsync(Cancellation);
            await using RegistryContext context = d.CreateContext(RegistryScope.Everything);
            Assert.Equal(RoleNames.All.Order(),
                await context.Roles.Select(r => r.Name!).OrderBy(n => n).ToListAsync(Cancellation));
        })));
        await using (RegistryContext context = databases[0].CreateContext(RegistryScope.Everything))
            Assert.Equal(context.Database.GetMigrations(), await context.Database.GetAppliedMigrationsAsync(Cancellation));
        await RemoveAsync(connection, databases);
    }

    [Fact]
    public async Task A_database_of_a_newer_version_is_refused_by_name()
    {
        string connection = await EmptyAsync();
        RegistryDatabase database = RegistryDatabase.Open(connection);
        await database.MigrateAsync(Cancellation);
        await using (RegistryContext context = database.CreateContext(RegistryScope.Everything))
        {
            await context.Database.ExecuteSqlRawAsync(
                """INSERT INTO "__EFMigrationsHistory" VALUES ('29990101000000_Future', '99.0.0')""", Cancellation);
        }
        var refused = await Assert.ThrowsAsync<RegistryUnusableException>(() => database.MigrateAsync(Cancellation));
        Assert.Contains("newer version", refused.Message, StringComparison.Ordinal);
        Assert.Contains("29990101000000_Future", refused.Message, StringComparison.Ordinal);
        Assert.Contains(database.Name, refused.Message, StringComparison.Ordinal);
        await RemoveAsync(connection, database);
    }

    [Fact]
    public async Task The_lock_of_a_process_that_was_killed_while_migrating_stops_nobody()
    {
        string connection = await EmptyAsync();
        RegistryDatabase database = RegistryDatabase.Open(connection);
        await using (RegistryContext context = database.CreateContext(RegistryScope.Everything))
        {
            // As EF leaves it, on SQLite.
            await context.Database.ExecuteSqlRawAsync(
                """CREATE TABLE "__EFMigrationsLock" ("Id" INTEGER PRIMARY KEY, "Timestamp" TEXT NOT NULL)""", Cancellation);
            await context.Database.ExecuteSqlRawAsync(
                """INSERT INTO "__EFMigrationsLock" VALUES (1, '2026-01-01')""", Cancellation);
        }
        await database.MigrateAsync(Cancellation);
        await using (RegistryContext context = database.CreateContext(RegistryScope.Everything))
            Assert.Empty(await context.Works.ToListAsync(Cancellation));
        await RemoveAsync(connection, database);
    }

    [Fact]
    public async Task The_audit_log_is_added_to_and_never_changed()
    {
        string connection = await EmptyAsync();
        RegistryDatabase database = RegistryDatabase.Open(connection);
        await database.MigrateAsync(Cancellation);
        await using (RegistryContext context = database.CreateContext(RegistryScope.Everything))
        {
            context.AddRange(Enumerable.Range(0, 3).Select(i => new AuditLogEntry { Who = "x", Action = $"{i}" }));
            await context.SaveChangesAsync(Cancellation);
            foreach (string change in Changes)
            {
                var refused = await Assert.ThrowsAnyAsync<DbException>(
                    () => context.Database.ExecuteSqlRawAsync(change, Cancellation));
                Assert.Contains("the audit log is append-only", refused.Message, StringComparison.Ordinal);
            }
            Assert.Equal(["0", "1", "2"],
                await context.AuditLog.OrderBy(e => e.Id).Select(e => e.Action).ToListAsync(Cancellation));
        }
        await RemoveAsync(connection, database);
    }

    [Fact]
    public async Task The_migrations_make_the_model()
    {
        await using RegistryDatabase database = AnyDatabase();
        await using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        Assert.False(context.Database.HasPendingModelChanges(),
            "the model has changes that no migration makes: see schemas/sql/write");
    }

    [Fact]
    public async Task The_released_SQL_is_what_the_migrations_do()
    {
        await using RegistryDatabase database = AnyDatabase();
        await using RegistryContext context = database.CreateContext(RegistryScope.Everything);
        string[] files = [.. Directory.EnumerateFiles(Path.Combine(Root(), "schemas", "sql", Released), "*.sql")
            .Order(StringComparer.Ordinal)];
        string[] migrations = [.. context.Database.GetMigrations()];
        Assert.Equal(migrations.Length, files.Length);
        string from = Migration.InitialDatabase;
        for (int i = 0; i < files.Length; i++)
        {
            string sql = context.GetService<IMigrator>().GenerateScript(from, migrations[i]);
            Assert.True(
                sql.ReplaceLineEndings("\n") == File.ReadAllText(files[i]).ReplaceLineEndings("\n"),
                $"{files[i]} is not up to date: schemas/sql/write");
            from = migrations[i];
        }
    }

    /// <summary>Statements that would change the log.</summary>
    protected abstract IReadOnlyList<string> Changes { get; }

    /// <summary>Makes a database without tables, and names it.</summary>
    protected abstract Task<string> EmptyAsync();

    /// <summary>Names a database that need not be there.</summary>
    protected abstract RegistryDatabase AnyDatabase();

    /// <summary>Removes what <see cref="EmptyAsync"/> made.</summary>
    protected abstract ValueTask RemoveAsync(string connection);

    private async Task RemoveAsync(string connection, params RegistryDatabase[] databases)
    {
        foreach (RegistryDatabase database in databases)
            await database.DisposeAsync();
        await RemoveAsync(connection);
    }

    private static string Root()
    {
        string? folder = AppContext.BaseDirectory;
        while (folder is not null && !File.Exists(Path.Combine(folder, "ProvenanceAudit.sln")))
            folder = Path.GetDirectoryName(folder);
        return folder ?? throw new InvalidOperationException("the tests are not run from within the repository");
    }
}

public sealed class MigrationOnSqlite : MigrationContract
{
    protected override string Released => "sqlite";

    protected override IReadOnlyList<string> Changes =>
    [
        "UPDATE audit_log SET who = 'y'", "DELETE FROM audit_log", "DELETE FROM audit_log WHERE id = 1",
        "INSERT OR REPLACE INTO audit_log (id, at, who, action) VALUES (1, '2026', 'y', 'z')",
    ];

    [Fact]
    public async Task A_folder_that_cannot_be_written_is_named()
    {
        // A file where a folder should be stops even root.
        string file = Path.GetTempFileName();
        using RegistryDatabase database = RegistryDatabase.Open(Path.Combine(file, "x.db"));
        var refused = await Assert.ThrowsAsync<RegistryUnusableException>(() =>
            database.MigrateAsync(TestContext.Current.CancellationToken));
        Assert.Contains(file, refused.Message, StringComparison.Ordinal);
        File.Delete(file);
    }

    protected override Task<string> EmptyAsync() => Task.FromResult(SqliteRegistry.EmptyFolder());

    protected override RegistryDatabase AnyDatabase() => RegistryDatabase.Open("any.db");

    protected override ValueTask RemoveAsync(string connection) => SqliteRegistry.RemoveAsync(connection);
}

public sealed class MigrationOnPostgreSql : MigrationContract
{
    protected override string Released => "postgresql";

    protected override IReadOnlyList<string> Changes =>
        ["UPDATE audit_log SET who = 'y'", "DELETE FROM audit_log", "DELETE FROM audit_log WHERE id = 1", "TRUNCATE audit_log"];

    [Fact]
    public async Task A_database_that_is_not_there_is_named_with_the_remedy()
    {
        string connection = await PostgreSqlRegistry.EmptyAsync();
        await using RegistryDatabase database = RegistryDatabase.Open(
            new Npgsql.NpgsqlConnectionStringBuilder(connection) { Database = "nowhere" }.ConnectionString);
        var refused = await Assert.ThrowsAsync<RegistryUnusableException>(() =>
            database.MigrateAsync(TestContext.Current.CancellationToken));
        Assert.Contains("'nowhere'", refused.Message, StringComparison.Ordinal);
        Assert.Contains("createdb", refused.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_does_not_answer_is_named()
    {
        await using RegistryDatabase database = RegistryDatabase.Open(
            "Host=127.0.0.1;Port=1;Database=x;Username=y;Password=secret");
        var refused = await Assert.ThrowsAsync<RegistryUnusableException>(() =>
            database.MigrateAsync(TestContext.Current.CancellationToken));
        Assert.Contains("'x' on 127.0.0.1", refused.Message, StringComparison.Ordinal);
        Assert.DoesNotContain("secret", refused.ToString(), StringComparison.Ordinal);
    }

    protected override Task<string> EmptyAsync() => PostgreSqlRegistry.EmptyAsync();

    protected override RegistryDatabase AnyDatabase() => RegistryDatabase.Open("Host=localhost");

    protected override ValueTask RemoveAsync(string connection) => ValueTask.CompletedTask;
}
