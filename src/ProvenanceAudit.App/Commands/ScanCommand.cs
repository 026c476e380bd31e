using System.Diagnostics;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Reporting;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>A catalog and a file of model outputs go in, a report comes out.</summary>
internal sealed class ScanCommand : Command<ScanOptions>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, ScanOptions options, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        using InputFile outputs = OpenOutputs(options.Outputs!);
        using IndexFolder folder = IndexFolder.For(options.Index);
        if (options.Catalog is not null)
            IndexBuilding.AddWithProgress(folder.Path, options.Catalog, options.Threads, problems, cancellation);
        using FingerprintIndexReader index = FingerprintIndexReader.Open(folder.Path);
        if (index.WorkCount == 0)
            throw new UserErrorException($"there is no work to look for: '{options.Catalog ?? options.Index}' gave none that can be used");
        ScanResult scan = Scan(index, outputs, options, problems, cancellation);
        if (scan.ScannedOutputs == 0)
            throw new UserErrorException($"there was nothing to scan: {outputs.Name} has no usable output");
        AuditReport report = new ReportCompiler(index, options.MatchSettings, options.MatchesPerWork).Compile(
            scan, new ReportFrame(options.Catalog ?? options.Index!, outputs.Name, CommandLine.Version, DateTimeOffset.Now, problems.All));
        ReportFolder.Write(report, scan.Outputs, options.Report);
        ScanTable.Print(report, options.Report, problems.Count);
        return report.Findings.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static InputFile OpenOutputs(string path)
    {
        if (path != InputFile.StandardInput && !File.Exists(path))
            throw new UserErrorException(Directory.Exists(path) ? $"'{path}' is a folder; --outputs takes a file" : $"there is no file '{path}' of outputs");
        return InputFile.Open(path);
    }

    private static ScanResult Scan(
        FingerprintIndexReader index, InputFile outputs, ScanOptions options, ProblemList problems, CancellationToken cancellation)
    {
        var state = new LatestProgress();
        return ProgressDisplay.Run(
            "Scanning outputs",
            () => new StageState(outputs.Length is > 0 ? (double)outputs.Position / outputs.Length : null, state.Latest.Words, "words"),
            () => new OutputScanner(index, options.MatchSettings).Scan(OutputFile.Read(outputs, problems.Add), state, cancellation),
            scan => $"{scan.ScannedOutputs:N0} outputs, {scan.ScannedWords:N0} words");
    }

    /// <summary>Keeps the last progress for the display to look at.</summary>
    private sealed class LatestProgress : IProgress<ScanProgress>
    {
        private readonly Lock _lock = new();
        private ScanProgress _latest;

        public ScanProgress Latest
        {
            get
            {
                lock (_lock)
                    return _latest;
            }
        }

        public void Report(ScanProgress value)
        {
            lock (_lock)
                _latest = value;
        }
    }
}
