using System.Numerics;
using System.Runtime.InteropServices;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// What the vectors of sentences tell about whether one was made from another, in bits: how rarely two sentences of these texts that have nothing to do with each
/// other are as near, taken from all their pairs, so that texts about one subject need nearer ones.
/// </summary>
internal sealed class SentenceMeaning
{
    // Pairs of sentences; ordinary windows have a tenth. Beyond, words alone are compared.
    private const long MostPairs = 1 << 22;

    // Nearer than this, whatever else the texts hold: below, sentences are about the same at best.
    private const float LeastSimilarity = 0.4f;

    private readonly float[] _bits;
    private readonly float[] _similarities;
    private readonly int _columns;
    private readonly AlignmentSettings _settings;

    private SentenceMeaning(float[] similarities, int columns, AlignmentSettings settings)
    {
        (_similarities, _columns, _settings) = (similarities, columns, settings);
        double sum = 0, squares = 0;
        foreach (float similarity in similarities)
        {
            sum += similarity;
            squares += similarity * similarity;
        }
        double mean = sum / similarities.Length, deviation = Math.Sqrt(Math.Max(1e-6, squares / similarities.Length - mean * mean));
        _bits = new float[similarities.Length];
        for (int i = 0; i < _bits.Length; i++)
            _bits[i] = similarities[i] < LeastSimilarity ? 0 : BitsOf((similarities[i] - mean) / deviation);
    }

    /// <summary>Compares all sentences of both texts; null where one has no vectors, or there are too many.</summary>
    /// <exception cref="ArgumentException">The vectors of one text are not a row for each sentence, or not as long as the other's.</exception>
    public static SentenceMeaning? Of(SentenceText output, SentenceText work, AlignmentSettings settings)
    {
        int rows = output.Sentences.Count, columns = work.Sentences.Count;
        if (output.Vectors.IsEmpty || work.Vectors.IsEmpty)
            return null;
        int dimensions = output.Vectors.Length / rows;
        if (dimensions * rows != output.Vectors.Length || dimensions * columns != work.Vectors.Length)
            throw new ArgumentException($"the texts have {rows} and {columns} sentences, but vectors of {output.Vectors.Length} and {work.Vectors.Length} numbers", nameof(work));
        if ((long)rows * columns > MostPairs)
            return null;
        float[] similarities = new float[rows * columns];
        for (int i = 0; i < rows; i++)
        {
            ReadOnlySpan<float> ours = output.Vectors.Span.Slice(i * dimensions, dimensions);
            for (int j = 0; j < columns; j++)
                similarities[i * columns + j] = Dot(ours, work.Vectors.Span.Slice(j * dimensions, dimensions));
        }
        return new SentenceMeaning(similarities, columns, settings);
    }

    /// <summary>Cosine of the angle between two sentences.</summary>
    public float Similarity(int sentence, int workSentence) => _similarities[sentence * _columns + workSentence];

    /// <summary>Bits of a sentence of the output given those of the work from first to last; below 0 only where vectors alone are compared.</summary>
    public double BitsOfOutput(int sentence, int first, int last)
    {
        float most = 0;
        foreach (float bits in _bits.AsSpan(sentence * _columns + first, last - first + 1))
            most = Math.Max(most, bits);
        return Among(most, last - first + 1);
    }

    /// <summary>Bits of a sentence of the work given those of the output from first to last; below 0 only where vectors alone are compared.</summary>
    public double BitsOfWork(int sentence, int first, int last)
    {
        float most = 0;
        for (int i = first; i <= last; i++)
            most = Math.Max(most, _bits[i * _columns + sentence]);
        return Among(most, last - first + 1);
    }

    /// <summary>Adds pairs of sentences that begin an alignment: the nearest of each sentence of the output, where chance hardly gives it.</summary>
    public void AddSeeds(List<SentenceSeed> seeds)
    {
        for (int row = 0; row * _columns < _bits.Length; row++)
        {
            ReadOnlySpan<float> bits = _bits.AsSpan(row * _columns, _columns);
            int best = 0;
            for (int j = 1; j < bits.Length; j++)
                best = bits[j] > bits[best] ? j : best;
            if (bits[best] - Math.Log2(_columns) >= _settings.SeedMeaningBits)
                seeds.Add(new SentenceSeed(row, best, bits[best] - Math.Log2(_columns)));
        }
    }

    /// <summary>The nearest of several comes near by chance more often than one does.</summary>
    private double Among(float bits, int count)
    {
        double told = Math.Min(bits - Math.Log2(count), _settings.MeaningBits);
        return _settings.VectorsAlone ? Math.Max(told, 0) - (told < _settings.VectorMiss ? _settings.VectorMiss : 0) : Math.Max(told, 0) * _settings.MeaningWeight;
    }

    /// <summary>Minus the binary logarithm of the normal distribution's upper tail (Mills's ratio), from one deviation on.</summary>
    private static float BitsOf(double deviations) =>
        deviations <= 1 ? 0 : (float)(deviations * deviations / 2 * Math.Log2(Math.E) + Math.Log2(deviations * Math.Sqrt(2 * Math.PI)));

    private static float Dot(ReadOnlySpan<float> a, ReadOnlySpan<float> b)
    {
        ReadOnlySpan<Vector<float>> x = MemoryMarshal.Cast<float, Vector<float>>(a), y = MemoryMarshal.Cast<float, Vector<float>>(b);
        Vector<float> sums = Vector<float>.Zero;
        for (int i = 0; i < x.Length; i++)
            sums += x[i] * y[i];
        float sum = Vector.Sum(sums);
        for (int i = x.Length * Vector<float>.Count; i < a.Length; i++)
            sum += a[i] * b[i];
        return sum;
    }
}
