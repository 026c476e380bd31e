using ProvenanceAudit.MachineLearning.Embedding.Onnx;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

/// <summary>all-MiniLM-L6-v2, read and started once for all tests.</summary>
public sealed class MiniLm : IDisposable
{
    private readonly OnnxEmbedder _embedder = new(MiniLmPackage.Read(), "cpu");

    internal OnnxEmbedder Embedder => _embedder;

    public void Dispose() => _embedder.Dispose();
}
