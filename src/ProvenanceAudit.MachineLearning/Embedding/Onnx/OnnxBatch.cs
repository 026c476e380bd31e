using System.Buffers;
using System.Numerics.Tensors;
using Microsoft.ML.OnnxRuntime;
using Microsoft.ML.OnnxRuntime.Tensors;

namespace ProvenanceAudit.MachineLearning.Embedding.Onnx;

/// <summary>One run of a model over some rows of tokens, padded to one width.</summary>
internal sealed class OnnxBatch : IDisposable
{
    private readonly int[] _texts;
    private readonly int[] _lengths;
    private readonly int _width;
    private readonly long[] _tokens;
    private readonly long[] _mask;
    private readonly long[] _types;

    /// <summary>Lays out rows of tokens.</summary>
    /// <param name="rows">All rows of a call.</param>
    /// <param name="texts">Which of them are in this batch.</param>
    /// <param name="width">Length of the longest of them.</param>
    /// <param name="padding">Token that fills the others.</param>
    public OnnxBatch(int[][] rows, ReadOnlySpan<int> texts, int width, int padding)
    {
        _texts = texts.ToArray();
        _lengths = [.. _texts.Select(t => rows[t].Length)];
        _width = width;
        int size = texts.Length * width;
        _tokens = ArrayPool<long>.Shared.Rent(size);
        _mask = ArrayPool<long>.Shared.Rent(size);
        _types = ArrayPool<long>.Shared.Rent(size);
        _types.AsSpan(0, size).Clear();
        for (int row = 0; row < texts.Length; row++)
        {
            Span<long> tokens = _tokens.AsSpan(row * width, width), mask = _mask.AsSpan(row * width, width);
            int length = _lengths[row];
            for (int i = 0; i < length; i++)
                tokens[i] = rows[texts[row]][i];
            tokens[length..].Fill(padding);
            mask[..length].Fill(1);
            mask[length..].Clear();
        }
    }

    /// <summary>Names of the inputs that a model wants.</summary>
    /// <exception cref="EmbedderUnusableException">It wants others than a model of texts.</exception>
    public static string[] CheckInputs(InferenceSession session, string model)
    {
        foreach (string name in session.InputNames)
        {
            if (name is not ("input_ids" or "attention_mask" or "token_type_ids") || session.InputMetadata[name].ElementDataType is not TensorElementType.Int64)
            {
                throw new EmbedderUnusableException(
                    $"the model {model} wants an input '{name}'; only input_ids, attention_mask and token_type_ids of 64-bit integers are known, as sentence-transformers exports them");
            }
        }
        return session.InputMetadata.ContainsKey("input_ids") ? [.. session.InputNames]
            : throw new EmbedderUnusableException($"the model {model} has no input input_ids; it is no model of texts");
    }

    /// <summary>Runs the model and puts the vector of each text into its row, length 1.</summary>
    public void Run(InferenceSession session, string[] inputs, OnnxOutput output, Span<float> vectors)
    {
        using OrtValue result = RunFor(session, inputs, output.Name);
        int perText = (output.IsOfTokens ? _width : 1) * output.Dimensions;
        float[]? converted = null;
        ReadOnlySpan<float> numbers;
        if (result.GetTensorTypeAndShape().ElementDataType == TensorElementType.Float16)
        {
            converted = ArrayPool<float>.Shared.Rent(_texts.Length * perText);
            ReadOnlySpan<Half> halves = System.Runtime.InteropServices.MemoryMarshal.Cast<Float16, Half>(result.GetTensorDataAsSpan<Float16>());
            TensorPrimitives.ConvertToSingle(halves, converted);
            numbers = converted.AsSpan(0, halves.Length);
        }
        else
        {
            numbers = result.GetTensorDataAsSpan<float>();
        }
        if (numbers.Length != _texts.Length * perText)
            throw new EmbedderUnusableException($"the model gave {numbers.Length:N0} numbers for {_texts.Length:N0} texts, where {_texts.Length * perText:N0} were to be expected");
        for (int row = 0; row < _texts.Length; row++)
        {
            Span<float> vector = vectors.Slice(_texts[row] * output.Dimensions, output.Dimensions);
            Pool(numbers.Slice(row * perText, perText), output, _lengths[row], vector);
            VectorRoom.Normalise(vector);
        }
        if (converted is not null)
            ArrayPool<float>.Shared.Return(converted);
    }

    /// <summary>Runs the model and tells how long its vectors are.</summary>
    public int LastDimension(InferenceSession session, string[] inputs, string output)
    {
        using OrtValue result = RunFor(session, inputs, output);
        return checked((int)result.GetTensorTypeAndShape().Shape[^1]);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        ArrayPool<long>.Shared.Return(_tokens);
        ArrayPool<long>.Shared.Return(_mask);
        ArrayPool<long>.Shared.Return(_types);
    }

    private static void Pool(ReadOnlySpan<float> numbers, OnnxOutput output, int tokens, Span<float> vector)
    {
        int dimensions = output.Dimensions;
        numbers[..dimensions].CopyTo(vector);
        // The mean has the direction of the sum.
        for (int i = 1; output.IsOfTokens && output.Pooling == Pooling.Mean && i < tokens; i++)
            TensorPrimitives.Add(vector, numbers.Slice(i * dimensions, dimensions), vector);
    }

    private OrtValue RunFor(InferenceSession session, string[] inputs, string output)
    {
        long[] shape = [_texts.Length, _width];
        var values = new OrtValue[inputs.Length];
        try
        {
            for (int i = 0; i < inputs.Length; i++)
            {
                long[] data = inputs[i] switch { "input_ids" => _tokens, "attention_mask" => _mask, _ => _types };
                values[i] = OrtValue.CreateTensorValueFromMemory(OrtMemoryInfo.DefaultInstance, data.AsMemory(0, _texts.Length * _width), shape);
            }
            using var options = new RunOptions();
            return session.Run(options, inputs, values, [output])[0];
        }
        finally
        {
            foreach (OrtValue? value in values)
                value?.Dispose();
        }
    }
}
