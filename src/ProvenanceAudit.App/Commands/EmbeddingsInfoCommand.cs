using System.Text.Json;
using ProvenanceAudit.App.Terminal;
using ProvenanceAudit.MachineLearning.Embedding;
using Spectre.Console;
using Spectre.Console.Cli;

namespace ProvenanceAudit.App.Commands;

/// <summary>Says what an embedder is.</summary>
internal sealed class EmbeddingsInfoCommand : Command<EmbeddingsInfoOptions>
{
    private static readonly JsonSerializerOptions Json = new() { PropertyNamingPolicy = JsonNamingPolicy.SnakeCaseLower, WriteIndented = true };

    /// <inheritdoc/>
    public override int Execute(CommandContext context, EmbeddingsInfoOptions options, CancellationToken cancellation)
    {
        EmbedderDescription embedder = EmbedderDescription.Of(options.Name, options.Device);
        if (options.Json)
        {
            Console.Out.WriteLine(JsonSerializer.Serialize(embedder, Json));
            return ExitCode.NothingFound;
        }
        void Row(string name, string? value)
        {
            if (value is not null)
                Terminals.Output.WriteLine($"{name,-14}{Terminals.Clean(value)}");
        }
        Row("name", embedder.Model.Name);
        Row("hash", embedder.Model.Hash);
        Row("kind", embedder.Kind);
        Row("dimensions", $"{embedder.Model.Dimensions:N0}");
        Row("longest text", embedder.MostTokens is { } most ? $"{most:N0} tokens" : "any");
        Row("vocabulary", Amount.Of(embedder.VocabularySize, "token"));
        Row("multilingual", embedder.Model.IsMultilingual ? "yes, by its vocabulary" : "no, by its vocabulary");
        Row("device", embedder.Device);
        Row("made from", embedder.Source);
        Row("made with", embedder.MadeBy);
        Row("notice", embedder.Notice);
        return ExitCode.NothingFound;
    }
}
