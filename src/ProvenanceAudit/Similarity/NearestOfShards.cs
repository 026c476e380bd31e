namespace ProvenanceAudit.Similarity;

/// <summary>
/// Comparing with tables of one model, and with several of them as if they were one. What tables hold is compared apart and merged exactly, so that a set may be
/// larger than a machine: each worker asks its own tables, and who asked merges what they found.
/// </summary>
public static class NearestOfShards
{
    /// <summary>Compares every query with every row of a table of the same model.</summary>
    /// <inheritdoc cref="IVectorComparer.FindNearest"/>
    /// <exception cref="ArgumentException">Another model made the table, or the sizes do not fit each other.</exception>
    public static void FindNearest(
        this IVectorComparer comparer, VectorQueries queries, VectorTable table, int count, Span<VectorNeighbour> neighbours,
        CancellationToken cancellation = default)
    {
        queries.CheckComparable(table);
        comparer.FindNearest(queries.Vectors.Span, table, count, neighbours, cancellation);
    }

    /// <summary>Compares every query with every row of several tables. Their rows are numbered one after another, table after table.</summary>
    /// <param name="comparer">What compares.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="shards">Tables of the same model, stored in either way; none gives no neighbours.</param>
    /// <param name="count">Neighbours for each query, 1 to 1024.</param>
    /// <param name="neighbours">Receives <paramref name="count"/> neighbours for each query, query after query, exactly.</param>
    /// <param name="cancellation">Stops between blocks with <see cref="OperationCanceledException"/>.</param>
    /// <exception cref="ArgumentException">Another model made one of the tables, or the sizes do not fit each other.</exception>
    public static void FindNearest(
        this IVectorComparer comparer, VectorQueries queries, IReadOnlyList<VectorTable> shards, int count, Span<VectorNeighbour> neighbours,
        CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (neighbours.Length != (long)queries.Count * count)
            throw new ArgumentException($"{queries.Count} queries have {(long)queries.Count * count} neighbours; there is room for {neighbours.Length}.", nameof(neighbours));
        foreach (VectorTable shard in shards)
            queries.CheckComparable(shard);
        neighbours.Fill(new(-1, float.NegativeInfinity));
        var found = new VectorNeighbour[neighbours.Length];
        long first = 0;
        foreach (VectorTable shard in shards)
        {
            comparer.FindNearest(queries.Vectors.Span, shard, count, found, cancellation);
            Merge(neighbours, found, first, count);
            first += shard.Count;
        }
    }

    /// <summary>Keeps the nearest of two sets of neighbours of the same queries.</summary>
    /// <param name="neighbours">As <see cref="IVectorComparer.FindNearest"/> gives them; receives the nearest of both.</param>
    /// <param name="more">As many of other rows.</param>
    /// <param name="firstRow">Added to the rows of <paramref name="more"/>.</param>
    /// <param name="count">Neighbours for each query.</param>
    /// <exception cref="ArgumentException">The sizes do not fit each other.</exception>
    public static void Merge(Span<VectorNeighbour> neighbours, ReadOnlySpan<VectorNeighbour> more, long firstRow, int count)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(count);
        if (neighbours.Length != more.Length || neighbours.Length % count != 0)
            throw new ArgumentException($"{neighbours.Length} and {more.Length} neighbours cannot be merged by {count}.", nameof(more));
        var merged = new VectorNeighbour[count];
        for (int query = 0; query < neighbours.Length; query += count)
        {
            Span<VectorNeighbour> mine = neighbours.Slice(query, count);
            ReadOnlySpan<VectorNeighbour> others = more.Slice(query, count);
            for (int i = 0, left = 0, right = 0; i < count; i++)
            {
                VectorNeighbour other = others[right];
                if (other.Row >= 0)
                    other = other with { Row = other.Row + firstRow };
                bool isOther = IsNearer(other, mine[left]);
                merged[i] = isOther ? other : mine[left];
                if (isOther)
                    right++;
                else
                    left++;
            }
            merged.CopyTo(mine);
        }
    }

    /// <summary>Whether a neighbour comes before another: it is nearer, or as near and its row is lower.</summary>
    public static bool IsNearer(VectorNeighbour one, VectorNeighbour other) =>
        one.Row >= 0 && (other.Row < 0 || one.Similarity > other.Similarity || (one.Similarity == other.Similarity && one.Row < other.Row));
}
