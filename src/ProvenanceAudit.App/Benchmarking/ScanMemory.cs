using System.Diagnostics;
using System.Globalization;
using System.Text.Json;
using ProvenanceAudit.App.Commands;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.App.Benchmarking;

/// <summary>Memory of a process that scanned, in MB of 10^6 bytes.</summary>
/// <param name="PeakMb">Peak of the resident memory.</param>
/// <param name="PrivateMb">Peak of its anonymous part, looked at every few milliseconds; null where the system does not tell.</param>
/// <param name="MappedMb">Peak of the part that are pages of files; null likewise.</param>
/// <param name="Means">Where the peak comes from.</param>
internal sealed record MemoryFigures(double PeakMb, double? PrivateMb, double? MappedMb, string Means);

/// <summary>
/// Memory of a scan, measured in a process of its own, which opens the index and reads the outputs from their file as a scan does: this process holds catalog,
/// outputs and peers as well.
/// </summary>
internal static class ScanMemory
{
    private const string Status = "/proc/self/status";

    /// <summary>Starts the process and waits for it.</summary>
    /// <exception cref="InvalidOperationException">The process could not measure.</exception>
    public static MemoryFigures MeasureInChild(string index, BenchmarkData data, int threads)
    {
        string program = Environment.ProcessPath ?? throw new InvalidOperationException("this program does not know its own path");
        var start = new ProcessStartInfo(program) { RedirectStandardOutput = true, UseShellExecute = false };
        // Under 'dotnet provenance-audit.dll' the program is dotnet.
        if (Path.GetFileNameWithoutExtension(program).Equals("dotnet", StringComparison.OrdinalIgnoreCase))
            start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, typeof(ScanMemory).Assembly.GetName().Name + ".dll"));
        string[] arguments =
        [
            BenchMemoryCommand.Name, "--index", index, "--outputs", Path.GetFullPath(data.OutputsName),
            "--threads", threads.ToString(CultureInfo.InvariantCulture), "--repeats", data.Repeats.ToString(CultureInfo.InvariantCulture),
        ];
        foreach (string argument in arguments)
            start.ArgumentList.Add(argument);
        using Process process = Process.Start(start) ?? throw new InvalidOperationException("the process that measures memory did not start");
        string answer = process.StandardOutput.ReadToEnd();
        process.WaitForExit();
        return process.ExitCode == ExitCode.NothingFound && JsonSerializer.Deserialize<MemoryFigures>(answer) is { } figures
            ? figures : throw new InvalidOperationException($"the process that measures memory ended with {process.ExitCode}");
    }

    /// <summary>Scans in this process and tells what memory it took.</summary>
    public static MemoryFigures MeasureHere(string index, string outputs, int threads, int repeats, CancellationToken cancellation)
    {
        using var done = new ManualResetEventSlim();
        long privatePeak = 0, mappedPeak = 0;
        var watch = new Thread(() =>
        {
            do
            {
                privatePeak = Math.Max(privatePeak, Field("RssAnon:"));
                mappedPeak = Math.Max(mappedPeak, Field("RssFile:"));
            }
            while (!done.Wait(5, CancellationToken.None));
        });
        if (File.Exists(Status))
            watch.Start();
        using (FingerprintIndexReader reader = FingerprintIndexReader.Open(index))
            new OutputScanner(reader, new MatchSettings { Threads = threads }).Scan(Repeat(outputs, repeats), null, cancellation);
        done.Set();
        if (!File.Exists(Status))
        {
            using Process self = Process.GetCurrentProcess();
            return new MemoryFigures(self.PeakWorkingSet64 / 1e6, null, null, "peak working set of a process of its own");
        }
        watch.Join();
        return new MemoryFigures(Field("VmHWM:") / 1e6, privatePeak / 1e6, mappedPeak / 1e6, "peak resident memory of a process of its own (VmHWM)");
    }

    private static IEnumerable<ModelOutput> Repeat(string path, int repeats)
    {
        for (int i = 0; i < repeats; i++)
        {
            using InputFile file = InputFile.Open(path);
            foreach (ModelOutput output in OutputFile.Read(file, _ => { }))
                yield return output;
        }
    }

    /// <summary>A field of the kernel's account of this process, in bytes; 0 where it has none.</summary>
    private static long Field(string name)
    {
        foreach (string line in File.ReadLines(Status))
        {
            if (line.StartsWith(name, StringComparison.Ordinal))
                return 1024 * long.Parse(line.AsSpan(name.Length).Trim().TrimEnd("kB"), NumberStyles.AllowTrailingWhite, CultureInfo.InvariantCulture);
        }
        return 0;
    }
}
