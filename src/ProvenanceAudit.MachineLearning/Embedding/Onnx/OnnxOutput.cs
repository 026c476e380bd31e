using Microsoft.ML.OnnxRuntime;

namespace ProvenanceAudit.MachineLearning.Embedding.Onnx;

/// <summary>Which output of a model vectors are made of.</summary>
/// <param name="Name">Its name.</param>
/// <param name="IsOfTokens">Whether it has a vector for each token, to be pooled; otherwise one for each text.</param>
/// <param name="Pooling">How it is pooled.</param>
/// <param name="Dimensions">Numbers in a vector.</param>
internal sealed record OnnxOutput(string Name, bool IsOfTokens, Pooling Pooling, int Dimensions)
{
    private static readonly string[] Preferred = ["sentence_embedding", "token_embeddings", "last_hidden_state"];

    /// <summary>Finds the output of a model: <c>sentence_embedding</c> where it has one, else the vectors of tokens, by name, else by shape.</summary>
    /// <exception cref="EmbedderUnusableException">It has none that vectors can be made of.</exception>
    public static OnnxOutput Find(InferenceSession session, OnnxModel model)
    {
        IReadOnlyDictionary<string, NodeMetadata> outputs = session.OutputMetadata;
        string? name = Preferred.FirstOrDefault(outputs.ContainsKey)
            ?? session.OutputNames.FirstOrDefault(n => outputs[n].IsTensor && outputs[n].Dimensions.Length == 3)
            ?? session.OutputNames.FirstOrDefault(n => outputs[n].IsTensor && outputs[n].Dimensions.Length == 2);
        if (name is null || outputs[name] is not { IsTensor: true } found || found.Dimensions.Length is not (2 or 3)
            || found.ElementDataType is not (Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float or Microsoft.ML.OnnxRuntime.Tensors.TensorElementType.Float16))
        {
            throw new EmbedderUnusableException($"the model {model.Name} has no output of vectors; it has {string.Join(", ", session.OutputNames)}, and sentence_embedding, "
                + "token_embeddings or last_hidden_state is wanted");
        }
        if (model.HasFurtherLayers && name != Preferred[0])
        {
            throw new EmbedderUnusableException($"the model {model.Name} has a Dense layer after pooling, which its ONNX file lacks; export it with sentence_embedding as its output, "
                + "as sentence-transformers does");
        }
        int dimensions = found.Dimensions[^1];
        if (dimensions < 1)
            dimensions = Measure(session, name, model);
        return new OnnxOutput(name, found.Dimensions.Length == 3, model.Pooling, dimensions);
    }

    private static int Measure(InferenceSession session, string name, OnnxModel model)
    {
        int[][] rows = [[.. model.Tokeniser.Before, .. model.Tokeniser.After, model.Tokeniser.Padding]];
        using var batch = new OnnxBatch(rows, [0], rows[0].Length, model.Tokeniser.Padding);
        return batch.LastDimension(session, [.. session.InputNames], name);
    }
}
