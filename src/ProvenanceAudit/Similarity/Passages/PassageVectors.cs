using System.Buffers;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity.Passages;

/// <summary>A passage of a work that is near to a query.</summary>
/// <param name="Work">Number of the work in the index; -1 where there is no further passage.</param>
/// <param name="Span">Where the passage stands in the work's text.</param>
/// <param name="Similarity">Cosine, -1 to 1.</param>
public readonly record struct PassageHit(int Work, TextSpan Span, float Similarity);

/// <summary>The vectors of all passages of an index, ready to be compared with. One call at a time; to be disposed of.</summary>
public sealed class PassageVectors : IDisposable
{
    // So many rows of no use are asked for beside those that are; where there are more, the others are copied into memory once.
    private const int MostPassedOver = 200;

    private readonly List<Part> _parts;

    private PassageVectors(EmbeddingModel model, List<Part> parts)
    {
        Model = model;
        _parts = parts;
        Count = parts.Sum(p => p.Live);
    }

    /// <summary>Which model made the vectors.</summary>
    public EmbeddingModel Model { get; }

    /// <summary>Number of passages.</summary>
    public long Count { get; }

    internal static PassageVectors Of(EmbeddingModel model, IReadOnlyList<PassageShard> shards, IPassageIndex index)
    {
        Dictionary<(string, long), int> wanted = PassageStore.WorksOf(index);
        var parts = new List<Part>();
        try
        {
            // The newest first, as when it was decided what stays.
            for (int i = shards.Count - 1; i >= 0; i--)
            {
                if (Part.Of(model, shards[i], wanted) is { } part)
                    parts.Add(part);
            }
        }
        catch
        {
            parts.ForEach(p => p.Table.Dispose());
            throw;
        }
        return new PassageVectors(model, parts);
    }

    /// <summary>Finds the nearest passages of each query, nearest first.</summary>
    /// <param name="queries">Vectors of the same model, row after row.</param>
    /// <param name="count">Passages for each query, 1 to 256.</param>
    /// <param name="comparer">What compares.</param>
    /// <param name="hits">Room for <paramref name="count"/> passages for each query, exactly.</param>
    /// <param name="cancellation">Stops between blocks.</param>
    public void FindNearest(
        ReadOnlySpan<float> queries, int count, IVectorComparer comparer, Span<PassageHit> hits, CancellationToken cancellation = default)
    {
        int number = queries.Length / Model.Dimensions;
        hits.Fill(new PassageHit(-1, default, float.NegativeInfinity));
        foreach (Part part in _parts)
        {
            int asked = count + part.Dead;
            VectorNeighbour[] neighbours = ArrayPool<VectorNeighbour>.Shared.Rent(number * asked);
            comparer.FindNearest(queries, part.Table, asked, neighbours.AsSpan(0, number * asked), cancellation);
            for (int query = 0; query < number; query++)
                Merge(hits.Slice(query * count, count), part, neighbours.AsSpan(query * asked, asked));
            ArrayPool<VectorNeighbour>.Shared.Return(neighbours);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _parts.ForEach(p => p.Table.Dispose());

    private static void Merge(Span<PassageHit> hits, Part part, ReadOnlySpan<VectorNeighbour> neighbours)
    {
        foreach (VectorNeighbour neighbour in neighbours)
        {
            if (neighbour.Row < 0 || neighbour.Similarity <= hits[^1].Similarity)
                break;
            (int work, TextSpan span) = part.PlaceOf((int)neighbour.Row);
            if (work < 0)
                continue;
            int at = hits.Length - 1;
            for (; at > 0 && hits[at - 1].Similarity < neighbour.Similarity; at--)
                hits[at] = hits[at - 1];
            hits[at] = new PassageHit(work, span, neighbour.Similarity);
        }
    }

    /// <summary>A table with what its rows are of.</summary>
    private sealed record Part(VectorTable Table, int[] FirstRows, int[] Works, TextSpan[][] Passages, int Live, int Dead)
    {
        public static Part? Of(EmbeddingModel model, PassageShard shard, Dictionary<(string, long), int> wanted)
        {
            int[] numbers = [.. shard.Works.Select(w => wanted.Remove((w.WorkId, w.ContentHash), out int number) ? number : -1)];
            int rows = shard.Works.Sum(w => w.Passages.Length);
            int live = shard.Works.Where((_, i) => numbers[i] >= 0).Sum(w => w.Passages.Length);
            if (live == 0)
                return null;
            VectorTable table = VectorTable.Open(shard.VectorsPath);
            if (!table.Model.IsSameAs(model) || table.Count != rows)
            {
                table.Dispose();
                throw new InvalidDataException($"'{shard.VectorsPath}' does not belong to '{shard.PlacesPath}': delete both");
            }
            var whole = new Part(
                table, [.. shard.Works.Select(w => w.FirstRow)], numbers, [.. shard.Works.Select(w => w.Passages)], live, rows - live);
            return rows - live <= MostPassedOver ? whole : whole.WithoutDead();
        }

        public (int Work, TextSpan Span) PlaceOf(int row)
        {
            int work = Array.BinarySearch(FirstRows, row);
            if (work < 0)
                work = ~work - 1;
            // Works without passages begin at the row of the next one.
            while (row - FirstRows[work] >= Passages[work].Length)
                work++;
            return (Works[work], Passages[work][row - FirstRows[work]]);
        }

        private Part WithoutDead()
        {
            int[] kept = [.. Enumerable.Range(0, Works.Length).Where(i => Works[i] >= 0)];
            int dimensions = Table.Dimensions, row = 0;
            float[] vectors = new float[(long)Live * dimensions];
            int[] firstRows = new int[kept.Length];
            for (int i = 0; i < kept.Length; i++)
            {
                firstRows[i] = row;
                for (int p = 0; p < Passages[kept[i]].Length; p++, row++)
                    Table.CopyRow(FirstRows[kept[i]] + p, vectors.AsSpan(row * dimensions, dimensions));
            }
            VectorTable table = VectorTable.OfVectors(Table.Model, Table.Storage, vectors);
            Table.Dispose();
            return new Part(table, firstRows, [.. kept.Select(i => Works[i])], [.. kept.Select(i => Passages[i])], Live, 0);
        }
    }
}
