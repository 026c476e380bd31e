using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.App.Wiring;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.MachineLearning.Embedding.Distilling;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Makes a static embedder of an ONNX model.</summary>
internal sealed class EmbeddingsDistilCommand : Command<EmbeddingsDistilOptions>
{
    /// <inheritdoc/>
    public override int Execute(CommandContext context, EmbeddingsDistilOptions options, CancellationToken cancellation)
    {
        if (Directory.Exists(options.Out))
            throw new UserErrorException($"'{options.Out}' is a folder; name the file to write");
        var problems = new ProblemList();
        IEnumerable<string> texts = options.Texts is null ? []
            : CatalogOpening.Open(options.Texts, cancellation).Works(problems.Add).Select(work => work.Text);
        var latest = new LatestProgress<DistillationProgress>();
        // What is there stays until its successor is whole.
        string unfinished = options.Out + ".part";
        DistillationResult result;
        try
        {
            using FileStream file = File.Create(unfinished);
            result = ProgressDisplay.Run(
                "Distilling",
                () => new StageState(latest.Latest.Fraction, latest.Latest.Passages, "passages"),
                () => Distillation.Write(options.Model, options.Device, texts, options.Settings, file, latest.Report, cancellation),
                made => $"{Amount.Of(made.Tokens, "token")}, {Amount.Of(made.Passages, "passage")}");
        }
        catch
        {
            File.Delete(unfinished);
            throw;
        }
        File.Move(unfinished, options.Out, overwrite: true);
        if (options.Texts is not null && result.Passages == 0 && options.Passages > 0)
            Terminals.Error.WriteLine("warning: the texts had no passages; the vectors are those of tokens alone");
        IAnsiConsole console = Terminals.Output;
        console.WriteLine(Terminals.Clean($"{options.Out}: {result.Model}, {result.Bytes / 1e6:F1} MB"));
        if (!double.IsNaN(result.Agreement))
            console.WriteLine($"Mean cosine to the model's vectors of the passages: {result.Agreement:F3}");
        return ExitCode.NothingFound;
    }
}
