using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>Checks what <see cref="IVectorComparer.FindNearest"/> is given.</summary>
internal static class NearestArguments
{
    /// <summary>Most neighbours of a query.</summary>
    public const int GreatestCount = 1024;

    /// <summary>How far the length of a query may be from 1: far more than rounding gives, far less than a vector nobody made 1 long is off.</summary>
    private const double LengthTolerance = 0.01;

    /// <summary>Gives the number of queries.</summary>
    /// <exception cref="ArgumentException">The sizes do not fit each other, or a query has neither length 1 nor 0.</exception>
    public static int Check(ReadOnlySpan<float> queries, VectorTable table, int count, int neighbours)
    {
        if (count is < 1 or > GreatestCount)
            throw new ArgumentOutOfRangeException(nameof(count), count, $"A query can have 1 to {GreatestCount} neighbours.");
        int dimensions = table.Dimensions;
        if (queries.Length % dimensions != 0)
            throw new ArgumentException($"{queries.Length} numbers are no whole queries for a table of {dimensions} dimensions.", nameof(queries));
        int queryCount = queries.Length / dimensions;
        if (neighbours != (long)queryCount * count)
            throw new ArgumentException($"{queryCount} queries have {(long)queryCount * count} neighbours; there is room for {neighbours}.", nameof(neighbours));
        for (int query = 0; query < queryCount; query++)
        {
            double squares = 0;
            foreach (float number in queries.Slice(query * dimensions, dimensions))
                squares += (double)number * number;
            if (squares != 0 && !(Math.Abs(Math.Sqrt(squares) - 1) <= LengthTolerance))
                throw new ArgumentException($"Query {query} has length {Math.Sqrt(squares):g4}; it must be 1, or 0.", nameof(queries));
        }
        return queryCount;
    }
}
