namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>Vectors about random centres, as those of texts on a number of subjects are; each is decided by its number alone.</summary>
internal sealed class ClusteredVectors
{
    private const int Clusters = 1000;

    private readonly float[] _centres;
    private readonly int _dimensions;

    /// <summary>Chooses the centres.</summary>
    public ClusteredVectors(int dimensions)
    {
        _dimensions = dimensions;
        _centres = new float[Clusters * dimensions];
        var random = new Random(1);
        for (int i = 0; i < _centres.Length; i++)
            _centres[i] = Gaussian(random);
    }

    /// <summary>Vectors of length 1.</summary>
    /// <param name="first">Number of the first.</param>
    /// <param name="count">How many.</param>
    public float[] Next(int first, int count)
    {
        float[] vectors = new float[(long)count * _dimensions];
        Parallel.For(0, count, i =>
        {
            var random = new Random(first + i);
            Span<float> vector = vectors.AsSpan(i * _dimensions, _dimensions);
            ReadOnlySpan<float> centre = _centres.AsSpan(random.Next(Clusters) * _dimensions, _dimensions);
            double squares = 0;
            for (int j = 0; j < vector.Length; j++)
            {
                vector[j] = centre[j] + Gaussian(random);
                squares += vector[j] * vector[j];
            }
            float scale = (float)(1 / Math.Sqrt(squares));
            foreach (ref float number in vector)
                number *= scale;
        });
        return vectors;
    }

    /// <summary>Near enough to a normal distribution: four uniform numbers from one of 64 bits, summed, of variance 1.</summary>
    private static float Gaussian(Random random)
    {
        long bits = random.NextInt64();
        long sum = (bits & 0xffff) + ((bits >> 16) & 0xffff) + ((bits >> 32) & 0x7fff) * 2 + ((bits >> 47) & 0x7fff) * 2;
        return (sum / 65536f - 2) * 1.7320508f;
    }
}
