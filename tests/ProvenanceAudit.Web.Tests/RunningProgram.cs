using System.Collections.Concurrent;
using System.Diagnostics;
using ProvenanceAudit.App.Serving;

namespace ProvenanceAudit.Web.Tests;

/// <summary>The program itself in a process of its own, as an operator runs it, and all that it says.</summary>
internal sealed class RunningProgram : IDisposable
{
    private readonly Process _process;
    private readonly ConcurrentQueue<string> _lines = new();

    private RunningProgram(Process process) => _process = process;

    /// <summary>Where it listens, once it does.</summary>
    public Uri Address { get; private set; } = new("http://localhost");

    /// <summary>All that it has said on both streams.</summary>
    public string Said => string.Join('\n', _lines);

    /// <summary>Starts <c>serve</c> on a free port, and waits until it listens.</summary>
    /// <param name="folder">Data folder.</param>
    /// <param name="environment">Further variables, without the prefix where they are settings; OTEL_ ones as they are.</param>
    public static async Task<RunningProgram> ServeAsync(string folder, Dictionary<string, string>? environment = null)
    {
        RunningProgram program = Start(["serve", "--data", folder, "--urls", "http://127.0.0.1:0"], environment);
        const string Mark = "Listening on ";
        for (long begin = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(begin) < Intake.Longest && !program._process.HasExited;)
        {
            if (program._lines.FirstOrDefault(l => l.StartsWith(Mark, StringComparison.Ordinal)) is string line)
            {
                program.Address = new Uri(line[Mark.Length..]);
                return program;
            }
            await Task.Delay(50, TestContext.Current.CancellationToken);
        }
        throw new InvalidOperationException($"the program does not listen: {program.Said}");
    }

    /// <summary>Starts the program.</summary>
    public static RunningProgram Start(IEnumerable<string> arguments, Dictionary<string, string>? environment = null)
    {
        var start = new ProcessStartInfo("dotnet", [Path.Combine(AppContext.BaseDirectory, "provenance-audit.dll"), .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        foreach ((string name, string value) in environment ?? [])
            start.Environment[name.StartsWith("OTEL_", StringComparison.Ordinal) ? name : ServerSettings.EnvironmentPrefix + name] = value;
        var program = new RunningProgram(Process.Start(start) ?? throw new InvalidOperationException("the program did not start"));
        program._process.OutputDataReceived += program.Take;
        program._process.ErrorDataReceived += program.Take;
        program._process.BeginOutputReadLine();
        program._process.BeginErrorReadLine();
        return program;
    }

    /// <summary>Asks it to stop, as service managers do, and waits until it has.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> StopAsync()
    {
        using (Process kill = Process.Start("kill", ["-TERM", _process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]))
            await kill.WaitForExitAsync(TestContext.Current.CancellationToken);
        return await ExitAsync();
    }

    /// <summary>Waits until it ends by itself.</summary>
    /// <returns>Its exit code.</returns>
    public async Task<int> ExitAsync()
    {
        using var longest = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        longest.CancelAfter(Intake.Longest);
        await _process.WaitForExitAsync(longest.Token);
        return _process.ExitCode;
    }

    public void Dispose()
    {
        if (!_process.HasExited)
            _process.Kill();
        _process.Dispose();
    }

    private void Take(object sender, DataReceivedEventArgs line)
    {
        if (line.Data is not null)
            _lines.Enqueue(line.Data);
    }
}
