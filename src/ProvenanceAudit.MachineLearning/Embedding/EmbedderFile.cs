using ProvenanceAudit.MachineLearning.Embedding.Onnx;
using ProvenanceAudit.MachineLearning.Embedding.Static;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Embedding;

/// <summary>Opens embedders by the names that settings and command lines give them.</summary>
public static class EmbedderFile
{
    /// <summary>Name of all-MiniLM-L6-v2, which comes with the program.</summary>
    public const string MiniLm = "minilm";

    private const string BuiltInResource = "minilm-static.bin";

    /// <summary>Opens an embedder.</summary>
    /// <param name="name"><see cref="SimilaritySettings.BuiltIn"/>, <see cref="MiniLm"/>, a folder with an ONNX model, or a file that <c>embeddings distil</c> wrote.</param>
    /// <param name="device">Where an ONNX model runs: <c>auto</c>, <c>cpu</c>, or <c>cuda:N</c>. Distilled ones run on the CPU always.</param>
    /// <exception cref="EmbedderUnusableException">There is no such embedder, or it cannot be used here.</exception>
    public static ITextEmbedder Open(string name, string device = "auto")
    {
        if (name == MiniLm)
            return new OnnxEmbedder(MiniLmPackage.Read(), device);
        if (name == SimilaritySettings.BuiltIn)
            return OpenBuiltIn();
        if (Directory.Exists(name))
            return new OnnxEmbedder(ModelFolder.Read(name), device);
        if (File.Exists(name))
            return OpenDistilled(name);
        throw new EmbedderUnusableException($"there is no embedder '{name}'; built-in, minilm, a folder with an ONNX model, or a file that 'embeddings distil' wrote is wanted");
    }

    private static StaticEmbedder OpenBuiltIn()
    {
        using Stream stream = typeof(EmbedderFile).Assembly.GetManifestResourceStream(BuiltInResource)!;
        return new StaticEmbedder(StaticTableFile.Read(stream, "the built-in table of vectors"), "the built-in table of vectors");
    }

    private static StaticEmbedder OpenDistilled(string path)
    {
        using FileStream stream = File.OpenRead(path);
        return new StaticEmbedder(StaticTableFile.Read(stream, $"'{path}'"), $"'{path}'");
    }
}
