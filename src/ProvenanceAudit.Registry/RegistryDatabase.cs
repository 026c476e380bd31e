using Microsoft.Data.Sqlite;
using Microsoft.EntityFrameworkCore;
using Npgsql;

namespace ProvenanceAudit.Registry;

/// <summary>The database that keeps the registry. One for the life of a program; for any number of threads.</summary>
public sealed class RegistryDatabase : IAsyncDisposable, IDisposable
{
    /// <summary>Name of the file that <see cref="Open"/> makes in a folder.</summary>
    public const string FileName = "registry.db";

    private readonly NpgsqlDataSource? _source;
    private readonly DbContextOptions<PostgreSqlRegistryContext>? _postgreSql;
    private readonly DbContextOptions<SqliteRegistryContext>? _sqlite;

    private RegistryDatabase(NpgsqlConnectionStringBuilder settings)
    {
        Engine = DatabaseEngine.PostgreSql;
        Name = $"PostgreSQL database '{settings.Database ?? settings.Username}' on {settings.Host ?? "this machine"}";
        _source = NpgsqlDataSource.Create(settings);
        _postgreSql = PostgreSqlRegistryContext.OptionsFor(_source);
    }

    private RegistryDatabase(string path)
    {
        Engine = DatabaseEngine.Sqlite;
        Name = $"SQLite database '{path}'";
        SqlitePath = path;
        _sqlite = SqliteRegistryContext.OptionsFor(new SqliteConnectionStringBuilder
        {
            DataSource = path,
            ForeignKeys = true,
        }.ConnectionString);
    }

    /// <summary>What keeps it.</summary>
    public DatabaseEngine Engine { get; }

    /// <summary>What to call it in messages and logs; holds no secret.</summary>
    public string Name { get; }

    /// <summary>The file of SQLite; null on PostgreSQL.</summary>
    internal string? SqlitePath { get; }

    /// <summary>The connections of PostgreSQL, for what else keeps its rows in the same database; null on SQLite.</summary>
    public NpgsqlDataSource? Source => _source;

    /// <summary>Names a database; nothing is connected to yet.</summary>
    /// <param name="connection">
    /// <c>Host=...</c> or <c>postgres://...</c> for PostgreSQL. Otherwise a path for SQLite: a folder, in which
    /// <see cref="FileName"/> is kept, or a file, whose name has an extension if it does not exist yet.
    /// </param>
    /// <exception cref="RegistryUnusableException">The connection string is not well formed.</exception>
    public static RegistryDatabase Open(string connection)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(connection);
        if (PostgreSqlAddress.Is(connection))
            return new RegistryDatabase(PostgreSqlAddress.Read(connection));
        bool isFile = File.Exists(connection) || (!Directory.Exists(connection) && Path.HasExtension(connection));
        return new RegistryDatabase(Path.GetFullPath(isFile ? connection : Path.Combine(connection, FileName)));
    }

    /// <summary>
    /// Makes a context, which its caller disposes of. Not pooled on purpose: a context that served one rights holder is never
    /// handed to another.
    /// </summary>
    public RegistryContext CreateContext(RegistryScope scope) => _postgreSql is not null
        ? new PostgreSqlRegistryContext(_postgreSql, scope)
        : new SqliteRegistryContext(_sqlite!, scope);

    /// <summary>Brings the database to this program's version, see <see cref="RegistryMigration"/>.</summary>
    /// <exception cref="RegistryUnusableException">The database cannot be reached, or was made by a newer version.</exception>
    public Task MigrateAsync(CancellationToken cancellation = default) => RegistryMigration.RunAsync(this, cancellation);

    /// <inheritdoc/>
    public void Dispose() => _source?.Dispose();

    /// <inheritdoc/>
    public ValueTask DisposeAsync() => _source?.DisposeAsync() ?? ValueTask.CompletedTask;
}
