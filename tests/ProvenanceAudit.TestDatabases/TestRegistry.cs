using Npgsql;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.TestDatabases;

/// <summary>A registry with all migrations and no rows, for one class of tests.</summary>
public abstract class TestRegistry : IAsyncDisposable
{
    private readonly Func<ValueTask> _remove;

    private protected TestRegistry(string connection, Func<ValueTask> remove)
    {
        ConnectionString = connection;
        Database = RegistryDatabase.Open(connection);
        _remove = remove;
    }

    /// <summary>Names the database for other processes.</summary>
    public string ConnectionString { get; }

    /// <summary>The database.</summary>
    public RegistryDatabase Database { get; }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Database.DisposeAsync();
        await _remove();
        GC.SuppressFinalize(this);
    }
}

/// <summary>A registry on the PostgreSQL server of this process.</summary>
public sealed class PostgreSqlRegistry : TestRegistry
{
    private static readonly Lazy<Task<string>> Template = new(MakeTemplateAsync);

    /// <summary>Makes it.</summary>
    public PostgreSqlRegistry() : base(Task.Run(CopyAsync).GetAwaiter().GetResult(), () => ValueTask.CompletedTask) { }

    /// <summary>Makes a database without tables.</summary>
    /// <returns>Its connection string.</returns>
    public static async Task<string> EmptyAsync() => await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync();

    private static async Task<string> CopyAsync() =>
        await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync(await Template.Value);

    private static async Task<string> MakeTemplateAsync()
    {
        string connection = await EmptyAsync();
        await using (RegistryDatabase database = RegistryDatabase.Open(connection))
            await database.MigrateAsync();
        return new NpgsqlConnectionStringBuilder(connection).Database!;
    }
}

/// <summary>A registry in a SQLite file.</summary>
public sealed class SqliteRegistry : TestRegistry
{
    private static readonly Lazy<Task<byte[]>> Template = new(MakeTemplateAsync);

    /// <summary>Makes it.</summary>
    public SqliteRegistry() : this(EmptyFolder()) { }

    private SqliteRegistry(string folder) : base(folder, () => RemoveAsync(folder)) =>
        File.WriteAllBytes(Path.Combine(folder, RegistryDatabase.FileName),
            Task.Run(() => Template.Value).GetAwaiter().GetResult());

    /// <summary>Makes a folder for a database.</summary>
    public static string EmptyFolder() => Directory.CreateTempSubdirectory("provenance-audit-sqlite-").FullName;

    /// <summary>Removes a folder that <see cref="EmptyFolder"/> made.</summary>
    public static ValueTask RemoveAsync(string folder)
    {
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        Directory.Delete(folder, recursive: true);
        return ValueTask.CompletedTask;
    }

    private static async Task<byte[]> MakeTemplateAsync()
    {
        string folder = EmptyFolder();
        await using (RegistryDatabase database = RegistryDatabase.Open(folder))
            await database.MigrateAsync();
        // Closing the last connection moves the log into the file.
        Microsoft.Data.Sqlite.SqliteConnection.ClearAllPools();
        byte[] content = await File.ReadAllBytesAsync(Path.Combine(folder, RegistryDatabase.FileName));
        Directory.Delete(folder, recursive: true);
        return content;
    }
}
