using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.Lucene;
using ProvenanceAudit.MachineLearning.Verdicts;
using ProvenanceAudit.Models;
using ProvenanceAudit.Records;
using ProvenanceAudit.Reporting;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;
using ProvenanceAudit.Similarity.Passages;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>A catalog and a file of model outputs go in, a report comes out.</summary>
internal sealed class ScanCommand : Command<ScanOptions>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, ScanOptions options, CancellationToken cancellation)
    {
        var problems = new ProblemList();
        ReportPlace.Check(options.Report);
        using InputFile outputs = OpenOutputs(options.Outputs!, cancellation);
        using IndexFolder folder = IndexFolder.For(options.Index);
        // A model that is not there is told before an hour of indexing.
        using MeaningComparison? meaning = options.SimilaritySettings is { } settings ? MeaningComparison.Open(settings, folder.Path) : null;
        if (options.Catalog is not null)
            IndexBuilding.AddWithProgress(folder.Path, options.Catalog, options.Threads, problems, cancellation);
        using FingerprintIndexReader index = FingerprintIndexReader.Open(folder.Path);
        if (index.WorkCount == 0)
            throw new UserErrorException($"there is no work to look for: '{options.Catalog ?? options.Index}' has none");
        ScanResult scan = Scan(index, meaning is null ? null : Meaning(meaning, index, cancellation), outputs, options, problems, cancellation);
        if (scan.ScannedOutputs == 0)
            throw new UserErrorException($"there was nothing to scan: {outputs.Name} has no usable output");
        var frame = new ReportFrame(
            options.Catalog ?? options.Index!, outputs.Name, CommandLine.Version, DateTimeOffset.Now, problems.All);
        AuditReport report = new ReportCompiler(index, options.MatchSettings, options.MatchesPerWork, VerdictModel.BuiltIn.Judge).Compile(scan, frame);
        ReportPaths paths = ReportFolder.Write(report, scan.Outputs, options.Report, options.WithPdf);
        ScanTable.Print(report, paths.Html, problems.Count);
        return report.Findings.Count > 0 ? ExitCode.Found : ExitCode.NothingFound;
    }

    private static InputFile OpenOutputs(string path, CancellationToken cancellation)
    {
        if (Directory.Exists(path))
            throw new UserErrorException($"'{path}' is a folder; --outputs takes a file");
        if (path != InputFile.StandardInput && !File.Exists(path))
            throw new UserErrorException($"there is no file '{path}' of outputs");
        return InputFile.Open(path, cancellation);
    }

    private static SimilaritySearch Meaning(MeaningComparison meaning, FingerprintIndexReader index, CancellationToken cancellation)
    {
        var state = new LatestProgress<PassageProgress>();
        return ProgressDisplay.Run(
            "Reading meaning",
            () => new StageState(
                state.Latest.AllCharacters == 0 ? null : (double)state.Latest.Characters / state.Latest.AllCharacters, state.Latest.Passages, "passages"),
            () =>
            {
                meaning.Update(index, state, cancellation);
                return meaning.Search(index);
            },
            search => $"{Amount.Of(search.Passages, "passage")} of works, by {search.Model.Name}, on {search.Device}");
    }

    private static ScanResult Scan(
        FingerprintIndexReader index, SimilaritySearch? meaning, InputFile outputs, ScanOptions options, ProblemList problems,
        CancellationToken cancellation)
    {
        var state = new LatestProgress<ScanProgress>();
        return ProgressDisplay.Run(
            "Scanning outputs",
            () => new StageState((double)outputs.Position / outputs.Length, state.Latest.Words, "words"),
            () => new OutputScanner(index, options.MatchSettings, meaning).Scan(
                OutputFile.Read(outputs, problems.Add), state, cancellation),
            scan => $"{Amount.Of(scan.ScannedOutputs, "output")}, {Amount.Of(scan.ScannedWords, "word")}");
    }
}
