using System.Runtime.InteropServices;

namespace ProvenanceAudit.Similarity;

/// <summary>Makes vectors shorter to store: to length 1, then to 16 or 8 bits a number.</summary>
internal static class VectorRows
{
    private const float LeastNormalHalf = 1f / 16384;
    private const int GreatestByte = 127;

    /// <summary>Checks that numbers are whole rows of the model, and gives its dimensions.</summary>
    /// <exception cref="ArgumentException">They are not.</exception>
    public static int CheckWhole(EmbeddingModel model, int numbers)
    {
        int dimensions = model.Dimensions;
        if (dimensions is < 1 or > VectorTableHeader.GreatestDimensions)
            throw new ArgumentException($"The model has {dimensions} dimensions; a table of vectors holds 1 to {VectorTableHeader.GreatestDimensions}.", nameof(model));
        return numbers % dimensions == 0
            ? dimensions
            : throw new ArgumentException($"{numbers} numbers are no whole vectors of {dimensions} dimensions.", nameof(numbers));
    }

    /// <summary>Stores rows.</summary>
    /// <param name="storage">How.</param>
    /// <param name="vectors">The numbers, row after row.</param>
    /// <param name="dimensions">Numbers of a row.</param>
    /// <param name="bytesPerRow">Bytes from one stored row to the next.</param>
    /// <param name="firstRow">Number of the first row, for messages.</param>
    /// <param name="rows">Receives the rows; what lies behind the numbers of a row must be zeros.</param>
    /// <param name="factors">Receives the factors; empty where the storage has none.</param>
    /// <exception cref="ArgumentException">A number is not finite.</exception>
    public static void Store(
        VectorStorage storage, ReadOnlySpan<float> vectors, int dimensions, int bytesPerRow, long firstRow, Span<byte> rows, Span<float> factors)
    {
        for (int row = 0; row * dimensions < vectors.Length; row++)
        {
            ReadOnlySpan<float> vector = vectors.Slice(row * dimensions, dimensions);
            double length = Length(vector, out float greatest);
            if (!double.IsFinite(length))
                throw new ArgumentException($"Vector {firstRow + row} holds a number that is not finite.", nameof(vectors));
            Span<byte> stored = rows.Slice(row * bytesPerRow, bytesPerRow);
            if (storage == VectorStorage.Half)
                StoreHalves(vector, length == 0 ? 0 : 1 / length, MemoryMarshal.Cast<byte, Half>(stored));
            else
                factors[row] = StoreBytes(vector, greatest, MemoryMarshal.Cast<byte, sbyte>(stored));
        }
    }

    /// <summary>Reads a row of halves back.</summary>
    public static void Load(ReadOnlySpan<Half> stored, Span<float> vector)
    {
        for (int i = 0; i < vector.Length; i++)
            vector[i] = (float)stored[i];
    }

    /// <summary>Reads a row of bytes back.</summary>
    public static void Load(ReadOnlySpan<sbyte> stored, float factor, Span<float> vector)
    {
        for (int i = 0; i < vector.Length; i++)
            vector[i] = stored[i] * factor;
    }

    private static double Length(ReadOnlySpan<float> vector, out float greatest)
    {
        double sum = 0;
        greatest = 0;
        foreach (float number in vector)
        {
            sum += (double)number * number;
            greatest = Math.Max(greatest, Math.Abs(number));
        }
        return Math.Sqrt(sum);
    }

    private static void StoreHalves(ReadOnlySpan<float> vector, double scale, Span<Half> stored)
    {
        for (int i = 0; i < vector.Length; i++)
        {
            float number = (float)(vector[i] * scale);
            float size = Math.Abs(number);
            if (size < LeastNormalHalf)
                number = size < LeastNormalHalf / 2 ? 0 : MathF.CopySign(LeastNormalHalf, number);
            stored[i] = (Half)number;
        }
    }

    /// <summary>Rounds to integers of which the greatest is 127, and gives 1 over their length.</summary>
    private static float StoreBytes(ReadOnlySpan<float> vector, float greatest, Span<sbyte> stored)
    {
        if (greatest == 0)
        {
            stored.Clear();
            return 0;
        }
        double scale = GreatestByte / (double)greatest;
        long squares = 0;
        for (int i = 0; i < vector.Length; i++)
        {
            int number = (int)Math.Round(vector[i] * scale);
            stored[i] = (sbyte)number;
            squares += number * number;
        }
        return (float)(1 / Math.Sqrt(squares));
    }
}
