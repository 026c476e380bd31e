using ProvenanceAudit.MachineLearning.Embedding.Onnx;
using ProvenanceAudit.MachineLearning.Embedding.Static;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Embedding;

/// <summary>What an embedder says of itself.</summary>
/// <param name="Model">Which model it is.</param>
/// <param name="Kind">What it is, for people.</param>
/// <param name="MostTokens">Tokens of a text that count, special ones included; null where all do.</param>
/// <param name="VocabularySize">Tokens in its vocabulary.</param>
/// <param name="Device">What it runs on.</param>
/// <param name="Source">Name and hash of the model it was distilled from; null where it is none.</param>
/// <param name="MadeBy">How it was distilled; null where it was not.</param>
/// <param name="Notice">Whose work it is and under which licence; null where that is not known.</param>
public sealed record EmbedderDescription(
    EmbeddingModel Model, string Kind, int? MostTokens, int VocabularySize, string Device, string? Source, string? MadeBy, string? Notice)
{
    /// <summary>Opens an embedder, and says what it is.</summary>
    /// <exception cref="EmbedderUnusableException">There is no such embedder, or it cannot be used here.</exception>
    public static EmbedderDescription Of(string name, string device = "auto")
    {
        using ITextEmbedder embedder = EmbedderFile.Open(name, device);
        return embedder switch
        {
            OnnxEmbedder onnx => new(onnx.Model, "transformer in ONNX Runtime", onnx.Source.MostTokens, onnx.Source.Tokeniser.Vocabulary.Count, onnx.Device, null, null,
                name == EmbedderFile.MiniLm ? MiniLmPackage.Notice : null),
            StaticEmbedder table => new(table.Model, "static table of vectors of tokens", null, table.Header.Tokens, "cpu", $"{table.Header.Source} ({table.Header.SourceHash})",
                table.Header.MadeBy, table.Header.Notice.Length > 0 ? table.Header.Notice : null),
            _ => throw new InvalidOperationException($"{embedder.GetType()} has no description"),
        };
    }
}
