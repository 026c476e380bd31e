using System.Diagnostics;
using System.Text;
using ProvenanceAudit.App.Serving;

namespace ProvenanceAudit.Web.Tests;

/// <summary>
/// <c>provenance-audit serve</c> as a process of its own, beside a server that has no workers: with its registry, its data folder
/// and leases of two seconds. Killed as by <c>kill -9</c> when disposed of.
/// </summary>
internal sealed class KillableServer : IAsyncDisposable
{
    private readonly Process _process;
    private readonly StringBuilder _told = new();

    public KillableServer(RunningServer beside)
    {
        string program = Path.Combine(AppContext.BaseDirectory, "provenance-audit.dll");
        var start = new ProcessStartInfo(
            "dotnet", [program, "serve", "--data", beside.Settings.DataFolder, "--urls", "http://127.0.0.1:0", "--workers", "1"]);
        start.Environment[ServerSettings.EnvironmentPrefix + "DATABASE"] = beside.Settings.Database;
        start.Environment[ServerSettings.EnvironmentPrefix + "LEASE_SECONDS"] = "2";
        start.Environment[ServerSettings.EnvironmentPrefix + "ALLOW_PRIVATE_ENDPOINTS"] = "true";
        start.RedirectStandardOutput = start.RedirectStandardError = true;
        _process = Process.Start(start) ?? throw new InvalidOperationException("the program did not start");
        _process.OutputDataReceived += (_, line) => Keep(line.Data);
        _process.ErrorDataReceived += (_, line) => Keep(line.Data);
        _process.BeginOutputReadLine();
        _process.BeginErrorReadLine();
    }

    /// <summary>Kills it.</summary>
    public async ValueTask DisposeAsync()
    {
        _process.Kill();
        await _process.WaitForExitAsync(CancellationToken.None);
        _process.Dispose();
        // What a failed test needs to be understood.
        TestContext.Current.SendDiagnosticMessage(_told.ToString());
    }

    private void Keep(string? line)
    {
        lock (_told)
            _told.AppendLine(line);
    }
}
