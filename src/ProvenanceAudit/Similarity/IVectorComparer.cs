namespace ProvenanceAudit.Similarity;

/// <summary>One neighbour of a query.</summary>
/// <param name="Row">Row of the table, from 0; -1 where there are fewer rows than neighbours were asked for.</param>
/// <param name="Similarity">Cosine of the angle, -1 to 1, up to the rounding of what is stored; negative infinity where <paramref name="Row"/> is -1.</param>
public readonly record struct VectorNeighbour(long Row, float Similarity);

/// <summary>
/// Finds the nearest rows of a table of vectors, exactly: every row is compared. Neighbours come nearest first, equal ones by row. One call at a time.
/// </summary>
public interface IVectorComparer : IDisposable
{
    /// <summary>What it runs on, such as <c>cpu</c> or <c>cuda:0 (NVIDIA H200)</c>.</summary>
    string Device { get; }

    /// <summary>Compares every query with every row.</summary>
    /// <param name="queries">Queries of length 1 or 0, row after row, as many numbers each as the table has dimensions.</param>
    /// <param name="table">What to compare with; may be larger than memory.</param>
    /// <param name="count">Neighbours for each query, 1 to 1024.</param>
    /// <param name="neighbours">Receives <paramref name="count"/> neighbours for each query, query after query, exactly.</param>
    /// <param name="cancellation">Stops between blocks with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    void FindNearest(
        ReadOnlySpan<float> queries, VectorTable table, int count, Span<VectorNeighbour> neighbours, CancellationToken cancellation = default);
}
