using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>The last step of every comparison: the nearest of the candidates that kernels found, by <see cref="ExactSimilarity"/>.</summary>
internal static unsafe class NearestSelection
{
    /// <summary>Rows that kernels keep beside those that were asked for, so that the rounding of their sums leaves none of these out.</summary>
    public const int SpareRows = 8;

    private const int QueriesOfPart = 16;

    /// <summary>Chooses the neighbours of each query.</summary>
    /// <param name="queries">The queries as they were given.</param>
    /// <param name="table">The table.</param>
    /// <param name="count">Neighbours for each query.</param>
    /// <param name="neighbours">Receives the neighbours.</param>
    /// <param name="collect">Adds the candidates of a query to a list, in any order, with similarities as kernels sum them.</param>
    /// <param name="threads">Most threads to use.</param>
    /// <param name="cancellation">Stops between queries.</param>
    public static void Choose(
        ReadOnlySpan<float> queries, VectorTable table, int count, Span<VectorNeighbour> neighbours, Action<int, List<VectorNeighbour>> collect, int threads,
        CancellationToken cancellation)
    {
        int dimensions = table.Dimensions;
        int queryCount = queries.Length / dimensions;
        int parts = (queryCount + QueriesOfPart - 1) / QueriesOfPart;
        fixed (float* fixedQueries = queries)
        fixed (VectorNeighbour* fixedNeighbours = neighbours)
        {
            float* allQueries = fixedQueries;
            VectorNeighbour* allNeighbours = fixedNeighbours;
            Parallel.For(0, parts, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, part =>
            {
                var similarity = new ExactSimilarity(table);
                var candidates = new List<VectorNeighbour>();
                for (int query = part * QueriesOfPart; query < Math.Min(queryCount, (part + 1) * QueriesOfPart); query++)
                {
                    candidates.Clear();
                    collect(query, candidates);
                    similarity.SetQuery(new(allQueries + (long)query * dimensions, dimensions));
                    Choose(candidates, similarity, new(allNeighbours + (long)query * count, count));
                }
            });
        }
    }

    private static void Choose(List<VectorNeighbour> candidates, ExactSimilarity similarity, Span<VectorNeighbour> neighbours)
    {
        candidates.Sort(ByNearness);
        // Each thread kept so many; those of all together are no better known.
        int kept = Math.Min(candidates.Count, neighbours.Length + SpareRows);
        for (int i = 0; i < kept; i++)
            candidates[i] = candidates[i] with { Similarity = similarity.Of(candidates[i].Row) };
        candidates.Sort(0, kept, Nearness);
        for (int i = 0; i < neighbours.Length; i++)
            neighbours[i] = i < kept ? candidates[i] : new(-1, float.NegativeInfinity);
    }

    private static readonly Comparison<VectorNeighbour> ByNearness = (one, other) =>
        one.Similarity != other.Similarity ? other.Similarity.CompareTo(one.Similarity) : one.Row.CompareTo(other.Row);

    private static readonly Comparer<VectorNeighbour> Nearness = Comparer<VectorNeighbour>.Create(ByNearness);
}
