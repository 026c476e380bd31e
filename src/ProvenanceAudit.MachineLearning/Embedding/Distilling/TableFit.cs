using System.Numerics.Tensors;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>
/// Moves vectors of tokens so that their sums point where the model's vectors of whole passages do (the idea of Model2Vec's tokenlearn): Adam (Kingma, Ba 2015) on one
/// minus the cosine, rows that a batch does not touch left alone. The same on any number of threads.
/// </summary>
internal sealed class TableFit
{
    private const int Batch = 512;
    private const float Decay1 = 0.9f;
    private const float Decay2 = 0.999f;

    private readonly float[] _table;
    private readonly float[] _first;
    private readonly float[] _second;
    private readonly int[] _steps;
    private readonly int _dimensions;

    /// <summary>Makes the fit of a table, which it changes in place.</summary>
    /// <param name="table">Vectors of tokens, row after row.</param>
    /// <param name="dimensions">Numbers in a vector.</param>
    public TableFit(float[] table, int dimensions)
    {
        _table = table;
        _dimensions = dimensions;
        _first = new float[table.Length];
        _second = new float[table.Length];
        _steps = new int[table.Length / dimensions];
    }

    /// <summary>Goes over all passages once.</summary>
    /// <param name="passages">Tokens of each.</param>
    /// <param name="targets">Vectors of length 1 that the sums should point along, row after row.</param>
    /// <param name="order">Order in which passages are taken.</param>
    /// <param name="rate">Step of Adam, as a share of the table's usual number, at the start and at the end.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>Mean cosine as it was met.</returns>
    public double Round(IReadOnlyList<int[]> passages, float[] targets, int[] order, (float Start, float End) rate, CancellationToken cancellation)
    {
        float[] gradients = new float[Batch * _dimensions];
        double[] cosines = new double[Batch];
        double sum = 0;
        for (int start = 0; start < order.Length; start += Batch)
        {
            cancellation.ThrowIfCancellationRequested();
            int from = start, count = Math.Min(Batch, order.Length - start);
            Parallel.For(0, count, i => cosines[i] = Gradient(
                passages[order[from + i]], targets.AsSpan(order[from + i] * _dimensions, _dimensions), gradients.AsSpan(i * _dimensions, _dimensions)));
            sum += cosines.AsSpan(0, count).ToArray().Sum();
            float step = rate.Start + ((rate.End - rate.Start) * start / order.Length);
            ILookup<int, int> uses = Enumerable.Range(0, count).SelectMany(i => passages[order[from + i]].Select(t => (Token: t, Place: i)))
                .ToLookup(u => u.Token, u => u.Place);
            Parallel.ForEach(uses, use => Move(use.Key, use, gradients, step, count));
        }
        return sum / Math.Max(1, order.Length);
    }

    private double Gradient(int[] tokens, ReadOnlySpan<float> target, Span<float> gradient)
    {
        Span<float> sum = stackalloc float[_dimensions];
        sum.Clear();
        foreach (int token in tokens)
            TensorPrimitives.Add(sum, _table.AsSpan(token * _dimensions, _dimensions), sum);
        float length = TensorPrimitives.Norm(sum);
        if (!(length > 1e-12f))
        {
            gradient.Clear();
            return 0;
        }
        float cosine = TensorPrimitives.Dot(sum, target) / length;
        // The derivative of 1 - cos by the sum, and so by each of its tokens: (cos * sum / |sum| - target) / |sum|.
        TensorPrimitives.Multiply(sum, cosine / length, gradient);
        TensorPrimitives.Subtract(gradient, target, gradient);
        TensorPrimitives.Divide(gradient, length, gradient);
        return cosine;
    }

    private void Move(int token, IEnumerable<int> places, float[] gradients, float step, int count)
    {
        Span<float> gradient = stackalloc float[_dimensions];
        gradient.Clear();
        foreach (int place in places)
            TensorPrimitives.Add(gradient, gradients.AsSpan(place * _dimensions, _dimensions), gradient);
        int t = ++_steps[token];
        float correct1 = 1 - MathF.Pow(Decay1, t), correct2 = 1 - MathF.Pow(Decay2, t);
        Span<float> row = _table.AsSpan(token * _dimensions, _dimensions), first = _first.AsSpan(token * _dimensions, _dimensions);
        Span<float> second = _second.AsSpan(token * _dimensions, _dimensions);
        for (int i = 0; i < row.Length; i++)
        {
            float g = gradient[i] / count;
            first[i] += (1 - Decay1) * (g - first[i]);
            second[i] += (1 - Decay2) * ((g * g) - second[i]);
            row[i] -= step * (first[i] / correct1) / (MathF.Sqrt(second[i] / correct2) + 1e-9f);
        }
    }
}
