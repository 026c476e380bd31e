using System.Diagnostics;
using Npgsql;

namespace ProvenanceAudit.TestDatabases;

/// <summary>
/// A PostgreSQL server of this process's own, in a temporary folder, reached through a socket in it. It is started when it is
/// first needed and ends with the process, however that ends: a shell beside it waits for the end of its input, which the
/// operating system closes, stops the server and removes the folder.
/// </summary>
public sealed class PostgreSqlServer
{
    // initdb refuses root, so that root becomes nobody. What is lost in a crash is lost anyhow.
    private const string Script = """
        set -eu
        if [ "$(id -u)" = 0 ]; then
          chown nobody "$FOLDER"
          exec setpriv --reuid nobody --regid "$(id -g nobody)" --clear-groups sh -c "$SERVE"
        fi
        exec sh -c "$SERVE"
        """;

    private const string Serve = """
        set -eu
        trap '' HUP INT TERM
        cd "$FOLDER"
        "$BINARIES/initdb" --pgdata data --username postgres --auth trust --encoding UTF8 --locale C --no-sync >initdb.log 2>&1
        "$BINARIES/postgres" -D data -k "$FOLDER" -c listen_addresses= -c max_connections=300 -c fsync=off \
          -c full_page_writes=off -c synchronous_commit=off -c max_wal_size=2GB -c shared_buffers=128MB >server.log 2>&1 &
        server=$!
        cat >/dev/null
        kill -QUIT $server
        wait $server || true
        cd /
        rm -rf "$FOLDER"
        """;

    private static readonly TimeSpan LongestStart = TimeSpan.FromSeconds(60);
    private static readonly Lazy<Task<PostgreSqlServer>> TheOne = new(StartAsync);
    private static int _databases;

    private readonly string _folder;

    // Kept, so that its input stays open as long as this process lives.
    private readonly Process _process;

    private PostgreSqlServer(string folder, Process process) => (_folder, _process) = (folder, process);

    /// <summary>The server, started if it is not running.</summary>
    /// <exception cref="InvalidOperationException">PostgreSQL is not installed, or did not start.</exception>
    public static Task<PostgreSqlServer> SharedAsync() => TheOne.Value;

    /// <summary>Makes a database.</summary>
    /// <param name="template">The database that it is a copy of; null for an empty one.</param>
    /// <returns>Its connection string.</returns>
    public async Task<string> CreateDatabaseAsync(string? template = null)
    {
        string name = $"test_{Interlocked.Increment(ref _databases)}";
        await using NpgsqlConnection connection = new(ConnectionTo("postgres"));
        await connection.OpenAsync();
        await using NpgsqlCommand command = connection.CreateCommand();
        command.CommandText = $"CREATE DATABASE {name}" + (template is null ? "" : $" TEMPLATE {template}");
        await command.ExecuteNonQueryAsync();
        return ConnectionTo(name);
    }

    private static async Task<PostgreSqlServer> StartAsync()
    {
        string folder = Directory.CreateTempSubdirectory("provenance-audit-postgresql-").FullName;
        var start = new ProcessStartInfo("/bin/sh", ["-c", Script]) { RedirectStandardInput = true };
        start.Environment["FOLDER"] = folder;
        start.Environment["BINARIES"] = Binaries();
        start.Environment["SERVE"] = Serve;
        Process process = Process.Start(start) ?? throw new InvalidOperationException("/bin/sh did not start");
        var server = new PostgreSqlServer(folder, process);
        for (long begin = Stopwatch.GetTimestamp(); ;)
        {
            try
            {
                await using NpgsqlConnection connection = new(server.ConnectionTo("postgres"));
                await connection.OpenAsync();
                return server;
            }
            catch (NpgsqlException) when (!server._process.HasExited && Stopwatch.GetElapsedTime(begin) < LongestStart)
            {
                await Task.Delay(50);
            }
            catch (NpgsqlException e)
            {
                string log = string.Join('\n', Directory.EnumerateFiles(folder, "*.log").Select(File.ReadAllText));
                throw new InvalidOperationException($"PostgreSQL did not start in {folder}: {log}", e);
            }
        }
    }

    private static string Binaries()
    {
        const string Debian = "/usr/lib/postgresql";
        IEnumerable<string> packaged = Directory.Exists(Debian)
            ? Directory.EnumerateDirectories(Debian).OrderDescending(StringComparer.Ordinal).Select(d => Path.Combine(d, "bin"))
            : [];
        IEnumerable<string> path = (Environment.GetEnvironmentVariable("PATH") ?? "")
            .Split(':', StringSplitOptions.RemoveEmptyEntries);
        return packaged.Concat(path).FirstOrDefault(d => File.Exists(Path.Combine(d, "initdb")))
            ?? throw new InvalidOperationException(
                "PostgreSQL is not installed, and these tests need its server: run tests/run, which "
                + "installs it on Debian and Ubuntu, or install your system's package (15 or later)");
    }

    private string ConnectionTo(string database) => new NpgsqlConnectionStringBuilder
    {
        Host = _folder,
        Username = "postgres",
        Database = database,
        // Many tests at once, each with a pool of its own.
        MaxPoolSize = 40,
        IncludeErrorDetail = true,
    }.ConnectionString;
}
