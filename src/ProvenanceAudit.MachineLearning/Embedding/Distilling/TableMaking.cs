using System.Numerics.Tensors;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>Makes the vectors of tokens of a static table out of what a model made of tokens and of passages.</summary>
internal static class TableMaking
{
    // What is learnt of tokens at each step, as a share of the table's usual number.
    private const float FirstRate = 0.05f;

    /// <summary>Makes the vectors, weights in them.</summary>
    /// <param name="tokenVectors">What the model made of each token alone, row after row; zero for those that are left out.</param>
    /// <param name="weights">What each token weighs.</param>
    /// <param name="passages">Tokens of passages.</param>
    /// <param name="passageVectors">What the model made of them, row after row; given up to be overwritten.</param>
    /// <param name="modelDimensions">Numbers in the model's vectors.</param>
    /// <param name="settings">How.</param>
    /// <param name="round">Told after each round of the fit: which, and the mean cosine to the model's vectors.</param>
    /// <param name="cancellation">Stops between batches.</param>
    /// <returns>Vectors of tokens, row after row, of as many numbers as the settings say, or as the model has, whichever is less.</returns>
    public static float[] Make(float[] tokenVectors, float[] weights, IReadOnlyList<int[]> passages, float[] passageVectors, int modelDimensions,
        DistillationSettings settings, Action<int, double>? round, CancellationToken cancellation)
    {
        int dimensions = Math.Min(settings.Dimensions, modelDimensions), tokens = weights.Length;
        float[] directions = PrincipalDirections.Find(passages.Count > modelDimensions ? passageVectors : tokenVectors, modelDimensions, dimensions);
        float[] mean = MeanOf(tokenVectors, modelDimensions);
        float[] table = new float[tokens * dimensions];
        Parallel.For(0, tokens, token =>
        {
            ReadOnlySpan<float> from = tokenVectors.AsSpan(token * modelDimensions, modelDimensions);
            if (TensorPrimitives.Norm(from) == 0)
                return;
            float[] centred = new float[modelDimensions];
            TensorPrimitives.Subtract(from, mean, centred);
            Span<float> row = table.AsSpan(token * dimensions, dimensions);
            PrincipalDirections.Project(directions, centred, row);
            TensorPrimitives.Multiply(row, weights[token], row);
        });
        if (passages.Count > 0)
            Fit(table, dimensions, passages, Targets(passageVectors, modelDimensions, directions, dimensions), settings.Rounds, round, cancellation);
        return table;
    }

    private static void Fit(
        float[] table, int dimensions, IReadOnlyList<int[]> passages, float[] targets, int rounds, Action<int, double>? told, CancellationToken cancellation)
    {
        float usual = TensorPrimitives.Norm(table) / MathF.Sqrt(table.Length);
        var fit = new TableFit(table, dimensions);
        var random = new Random(1);
        int[] order = [.. Enumerable.Range(0, passages.Count)];
        for (int round = 0; round < rounds; round++)
        {
            random.Shuffle(order);
            float Rate(int r) => usual * FirstRate * (1 - (r / (float)rounds));
            double cosine = fit.Round(passages, targets, order, (Rate(round), Rate(round + 1)), cancellation);
            told?.Invoke(round + 1, cosine);
        }
    }

    private static float[] Targets(float[] vectors, int modelDimensions, float[] directions, int dimensions)
    {
        int count = vectors.Length / modelDimensions;
        float[] targets = new float[count * dimensions];
        Parallel.For(0, count, i =>
        {
            Span<float> target = targets.AsSpan(i * dimensions, dimensions);
            PrincipalDirections.Project(directions, vectors.AsSpan(i * modelDimensions, modelDimensions), target);
            VectorRoom.Normalise(target);
        });
        return targets;
    }

    private static float[] MeanOf(float[] vectors, int dimensions)
    {
        float[] mean = new float[dimensions];
        int count = 0;
        for (int at = 0; at < vectors.Length; at += dimensions)
        {
            ReadOnlySpan<float> vector = vectors.AsSpan(at, dimensions);
            TensorPrimitives.Add(mean, vector, mean);
            count += TensorPrimitives.Norm(vector) > 0 ? 1 : 0;
        }
        TensorPrimitives.Divide(mean, Math.Max(1, count), mean);
        return mean;
    }
}
