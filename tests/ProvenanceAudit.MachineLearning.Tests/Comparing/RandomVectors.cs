using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Comparing;

/// <summary>Vectors of a model that there is not.</summary>
internal static class RandomVectors
{
    /// <summary>The model.</summary>
    public static EmbeddingModel Model(int dimensions) => new("random", new string('0', 64), dimensions);

    /// <summary>Vectors of length 1 in all directions.</summary>
    public static float[] Unit(int count, int dimensions, int seed)
    {
        var random = new Random(seed);
        float[] vectors = new float[count * dimensions];
        for (int first = 0; first < vectors.Length; first += dimensions)
        {
            double squares = 0;
            for (int i = first; i < first + dimensions; i++)
            {
                double number = Math.Sqrt(-2 * Math.Log(1 - random.NextDouble())) * Math.Cos(2 * Math.PI * random.NextDouble());
                vectors[i] = (float)number;
                squares += number * number;
            }
            for (int i = first; i < first + dimensions; i++)
                vectors[i] = (float)(vectors[i] / Math.Sqrt(squares));
        }
        return vectors;
    }
}
