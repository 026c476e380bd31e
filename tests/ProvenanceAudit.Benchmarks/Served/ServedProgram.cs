using System.Diagnostics;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Benchmarks.Served;

/// <summary><c>provenance-audit serve</c> as a process of its own, on a free port, with a new data folder.</summary>
internal sealed class ServedProgram : IAsyncDisposable
{
    private const string Listening = "Listening on ";

    private readonly Process _process;
    private readonly TaskCompletionSource<Uri> _address = new(TaskCreationOptions.RunContinuationsAsynchronously);

    private ServedProgram(string folder, string database)
    {
        DataFolder = folder;
        Database = RegistryDatabase.Open(database);
        string program = Path.Combine(AppContext.BaseDirectory, "provenance-audit.dll");
        var start = new ProcessStartInfo("dotnet", [program, "serve", "--data", folder, "--urls", "http://127.0.0.1:0"])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        start.Environment["PROVENANCE_AUDIT_DATABASE"] = database;
        _process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        _process.ErrorDataReceived += (_, line) =>
        {
            if (line.Data?.StartsWith(Listening, StringComparison.Ordinal) == true)
                _address.TrySetResult(new Uri(line.Data[Listening.Length..]));
        };
        // Its log, which is not of interest as long as nothing fails.
        _process.OutputDataReceived += (_, line) =>
        {
            if (line.Data?.Contains("\"LogLevel\":\"Error\"", StringComparison.Ordinal) == true)
                Console.Error.WriteLine(line.Data);
        };
        _process.BeginErrorReadLine();
        _process.BeginOutputReadLine();
    }

    /// <summary>Folder of its data.</summary>
    public string DataFolder { get; }

    /// <summary>Its registry.</summary>
    public RegistryDatabase Database { get; }

    /// <summary>Where it listens.</summary>
    public Uri Address => _address.Task.Result;

    /// <summary>Most memory that it has held so far, MB.</summary>
    public double PeakMegabytes
    {
        get
        {
            _process.Refresh();
            return _process.PeakWorkingSet64 / 1e6;
        }
    }

    /// <summary>Starts it, and waits until it listens.</summary>
    /// <param name="database">Connection string of the registry; null for SQLite in the data folder.</param>
    public static async Task<ServedProgram> StartAsync(string? database)
    {
        string folder = Directory.CreateTempSubdirectory("provenance-benchmark-").FullName;
        var program = new ServedProgram(folder, database ?? folder);
        await program._address.Task.WaitAsync(TimeSpan.FromMinutes(1));
        return program;
    }

    /// <summary>Asks the registry, five times a second, until it answers as wanted.</summary>
    /// <returns>Seconds since the call.</returns>
    public async Task<double> WaitAsync(Func<RegistryContext, Task<bool>> isReached)
    {
        long begin = Stopwatch.GetTimestamp();
        while (true)
        {
            await using (RegistryContext registry = Database.CreateContext(RegistryScope.Everything))
            {
                if (await isReached(registry))
                    return Stopwatch.GetElapsedTime(begin).TotalSeconds;
            }
            await Task.Delay(200);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync();
        _process.Dispose();
        await Database.DisposeAsync();
        Directory.Delete(DataFolder, recursive: true);
    }
}
