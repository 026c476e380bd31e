using System.Diagnostics;

namespace ProvenanceAudit.App.Tests;

public sealed class InterruptionTests : IDisposable
{
    private readonly Desk _desk = new();

    private static CancellationToken Now => TestContext.Current.CancellationToken;

    public InterruptionTests()
    {
        Assert.SkipUnless(OperatingSystem.IsLinux() || OperatingSystem.IsMacOS(), "signals are sent as on Unix");
        _desk.LayOut();
    }

    public void Dispose() => _desk.Dispose();

    [Theory]
    [InlineData("INT")]
    [InlineData("TERM")]
    public async Task A_scan_that_is_stopped_exits_2_and_leaves_neither_report_nor_temporary_index(string signal)
    {
        using Process process = _desk.Start("scan -c books -o - -t 2");
        Task<string> output = process.StandardOutput.ReadToEndAsync(Now);
        var scanning = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> error = Task.Run(() => ReadAll(process, "Scanning outputs: ", scanning), Now);
        Task feeding = Task.Run(() => Feed(process), Now);
        await scanning.Task.WaitAsync(TimeSpan.FromMinutes(1), Now);
        Signal(process, signal);
        Run run = Desk.End(process, output, error);
        await feeding.WaitAsync(TimeSpan.FromMinutes(1), Now);

        AssertStopped(run);
    }

    [Fact]
    public async Task A_scan_that_waits_for_its_input_can_be_stopped()
    {
        using Process process = _desk.Start("scan -c books -o -");
        Task<string> output = process.StandardOutput.ReadToEndAsync(Now);
        var scanning = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        Task<string> error = Task.Run(() => ReadAll(process, "Scanning outputs: ", scanning), Now);
        process.StandardInput.Write(_desk.Read("answers.jsonl"));
        process.StandardInput.Flush();
        await scanning.Task.WaitAsync(TimeSpan.FromMinutes(1), Now);
        Signal(process, "INT");

        AssertStopped(Desk.End(process, output, error));
    }

    [Fact]
    public void A_scan_that_has_seen_no_input_yet_can_be_stopped()
    {
        using Process process = _desk.Start("scan -c books -o - --report out");
        Task<string> output = process.StandardOutput.ReadToEndAsync(Now);
        Task<string> error = process.StandardError.ReadToEndAsync(Now);
        // Whenever the signal comes, from before the program listens on, it must end.
        Thread.Sleep(1500);
        Signal(process, "INT");
        Run run = Desk.End(process, output, error);

        Assert.NotEqual(0, run.ExitCode);
        Assert.False(Directory.Exists(_desk.At("out")));
        Assert.Empty(_desk.Leftovers);
    }

    private void AssertStopped(Run run)
    {
        Assert.Equal("error: stopped before the end", run.Failure);
        Assert.False(Directory.Exists(_desk.At("report")));
        Assert.Empty(_desk.Leftovers);
    }

    private void Feed(Process process)
    {
        string lines = string.Concat(Enumerable.Repeat(_desk.Read("answers.jsonl"), 50));
        try
        {
            while (!process.HasExited)
                process.StandardInput.Write(lines);
        }
        catch (IOException)
        {
            // The program has ended, as it should.
        }
    }

    private static string ReadAll(Process process, string awaited, TaskCompletionSource seen)
    {
        var all = new List<string>();
        while (process.StandardError.ReadLine() is { } line)
        {
            all.Add(line);
            if (line.StartsWith(awaited, StringComparison.Ordinal))
                seen.TrySetResult();
        }
        return string.Join('\n', all);
    }

    private static void Signal(Process process, string signal)
    {
        using Process kill = Process.Start("kill", ["-s", signal,
            process.Id.ToString(System.Globalization.CultureInfo.InvariantCulture)]);
        kill.WaitForExit();
    }
}
