using Microsoft.ML.OnnxRuntime;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Embedding.Onnx;

/// <summary>Makes vectors by a transformer in ONNX Runtime, as sentence-transformers does (Reimers, Gurevych 2019): tokens, model, pooling, length 1.</summary>
internal sealed class OnnxEmbedder : ITextEmbedder
{
    private const int TextsAtOnce = 4096;

    private readonly InferenceSession _session;
    private readonly OnnxModel _model;
    private readonly OnnxDevice _device;
    private readonly OnnxOutput _output;
    private readonly string[] _inputs;

    /// <summary>Starts a model on a device.</summary>
    /// <exception cref="EmbedderUnusableException">ONNX Runtime cannot run the model, or it is none that makes vectors of texts.</exception>
    public OnnxEmbedder(OnnxModel model, string device)
    {
        _model = model;
        _device = OnnxDevice.Open(device);
        using SessionOptions options = _device.Options;
        try
        {
            _session = model.Weights is { } weights ? new InferenceSession(weights, options) : new InferenceSession(model.WeightsFile!, options);
        }
        catch (OnnxRuntimeException e)
        {
            throw new EmbedderUnusableException($"ONNX Runtime cannot run the model {model.Name}: {e.Message}", e);
        }
        try
        {
            _inputs = OnnxBatch.CheckInputs(_session, model.Name);
            _output = OnnxOutput.Find(_session, model);
            Model = new EmbeddingModel(model.Name, model.Hash(), _output.Dimensions) { IsMultilingual = model.IsMultilingual };
        }
        catch
        {
            _session.Dispose();
            throw;
        }
    }

    /// <inheritdoc/>
    public EmbeddingModel Model { get; }

    /// <summary>The model that runs.</summary>
    public OnnxModel Source => _model;

    /// <summary>What it runs on: <c>cpu</c> or <c>cuda:N</c>.</summary>
    public string Device => _device.Name;

    /// <inheritdoc/>
    public void Embed(IReadOnlyList<string> texts, Span<float> vectors, CancellationToken cancellation = default)
    {
        VectorRoom.Check(texts.Count, Model.Dimensions, vectors.Length);
        for (int first = 0; first < texts.Count; first += TextsAtOnce)
        {
            int count = Math.Min(TextsAtOnce, texts.Count - first);
            int[][] rows = new int[count][];
            for (int i = 0; i < count; i++)
                rows[i] = Tokens(texts[first + i]);
            EmbedTokens(rows, vectors.Slice(first * Model.Dimensions, count * Model.Dimensions), cancellation);
        }
    }

    /// <summary>Makes vectors of rows of tokens, special ones included; an empty row gives the zero vector.</summary>
    public unsafe void EmbedTokens(int[][] rows, Span<float> vectors, CancellationToken cancellation)
    {
        // Texts of like length stand together, so that little of a batch is padding; long ones come first, so that no core ends late.
        int[] order = [.. Enumerable.Range(0, rows.Length).Where(i => rows[i].Length > 0).OrderByDescending(i => rows[i].Length)];
        if (order.Length < rows.Length)
            vectors.Clear();
        var batches = new List<Range>();
        for (int start = 0; start < order.Length;)
        {
            int count = Math.Min(order.Length - start, Math.Max(1, _device.TokensAtOnce / rows[order[start]].Length));
            batches.Add(start..(start + count));
            start += count;
        }
        int length = vectors.Length;
        fixed (float* first = vectors)
        {
            nint at = (nint)first;
            var options = new ParallelOptions { CancellationToken = cancellation, MaxDegreeOfParallelism = _device.AtOnce };
            Parallel.ForEach(batches, options, batch =>
            {
                ReadOnlySpan<int> texts = order.AsSpan(batch);
                using var run = new OnnxBatch(rows, texts, rows[texts[0]].Length, _model.Tokeniser.Padding);
                run.Run(_session, _inputs, _output, new Span<float>((float*)at, length));
            });
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _session.Dispose();

    private int[] Tokens(string text)
    {
        IReadOnlyList<int> before = _model.Tokeniser.Before, after = _model.Tokeniser.After;
        var tokens = new List<int>(before);
        int room = _model.MostTokens - before.Count - after.Count;
        // No word that counts is that long: the rest of an endless text is not looked at.
        int longest = (int)Math.Min(text.Length, room * 1024L);
        _model.Tokeniser.Subwords.Append(text.AsSpan(0, longest), room, tokens);
        if (tokens.Skip(before.Count).All(t => t == _model.Tokeniser.Unknown))
            return [];
        tokens.AddRange(after);
        return [.. tokens];
    }
}
