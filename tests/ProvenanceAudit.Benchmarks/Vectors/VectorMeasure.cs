using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>
/// How near the comparison of vectors comes to what the machine can do, and how many of the true neighbours are found in what is stored. A comparison cannot be faster
/// than reading the table once, nor than the matrix product of queries and rows; the slower of the two is the bound that a time is compared with.
/// </summary>
internal static class VectorMeasure
{
    private const int Neighbours = 10;
    private const int RowsOfRecall = 100_000;
    private const int QueriesOfRecall = 500;
    private const int BatchRows = 10_000;

    private static readonly int[] QueryCounts = [1, 16, 256, 4096];

    /// <summary>Measures and prints.</summary>
    public static void Run(int rows, int dimensions)
    {
        var vectors = new ClusteredVectors(dimensions);
        double stream = MachineBounds.Stream(), product = MachineBounds.Product(dimensions);
        Console.WriteLine(FormattableString.Invariant($"plain stream {stream / 1e9:f1} GB/s, plain matrix product {product / 1e9:f0} GFLOP/s ({Environment.ProcessorCount} processors)"));
        float[] queries = vectors.Next(rows, QueryCounts[^1]);
        string folder = Directory.CreateTempSubdirectory("vectors").FullName;
        try
        {
            foreach (VectorStorage storage in Enum.GetValues<VectorStorage>())
            {
                string path = Path.Combine(folder, storage.ToString());
                Write(path, vectors, rows, dimensions, storage);
                using VectorTable table = VectorTable.Open(path);
                using var cpu = new CpuVectorComparer();
                Measure(cpu, table, queries, stream, product);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Recall(vectors.Next(0, Math.Min(rows, RowsOfRecall)), vectors.Next(rows, QueriesOfRecall), dimensions);
    }

    private static EmbeddingModel Model(int dimensions) => new("clustered", new string('0', 64), dimensions);

    private static void Write(string path, ClusteredVectors vectors, int rows, int dimensions, VectorStorage storage)
    {
        using var writer = new VectorTableWriter(path, Model(dimensions), storage);
        for (int first = 0; first < rows; first += BatchRows)
            writer.Add(vectors.Next(first, Math.Min(BatchRows, rows - first)));
        writer.Complete();
    }

    private static void Measure(IVectorComparer comparer, VectorTable table, float[] queries, double stream, double product)
    {
        foreach (int count in QueryCounts)
        {
            var found = new VectorNeighbour[count * Neighbours];
            ReadOnlyMemory<float> some = queries.AsMemory(0, count * table.Dimensions);
            double seconds = MachineBounds.Best(count > 1000 ? 3 : 10, () => comparer.FindNearest(some.Span, table, Neighbours, found));
            double bytes = (double)table.Count * table.BytesPerRow, operations = 2.0 * table.Count * table.Dimensions * count;
            double bound = Math.Max(bytes / stream, operations / product);
            Console.WriteLine(FormattableString.Invariant(
                $"{comparer.Device} {table.Storage,-5} {count,4} queries {seconds * 1000,9:f2} ms {bytes / seconds / 1e9,6:f1} GB/s ({bytes / seconds / stream:f2} of stream) {operations / seconds / 1e9,6:f0} GFLOP/s ({operations / seconds / product:f2} of product): {bound / seconds:f2} of the bound"));
        }
    }

    private static void Recall(float[] rows, float[] queries, int dimensions)
    {
        HashSet<long>[] exact = ExactNeighbours.Of(rows, queries, dimensions, Neighbours);
        foreach (VectorStorage storage in Enum.GetValues<VectorStorage>())
        {
            using VectorTable table = VectorTable.OfVectors(Model(dimensions), storage, rows);
            using var comparer = new CpuVectorComparer();
            var found = new VectorNeighbour[exact.Length * Neighbours];
            comparer.FindNearest(queries, table, Neighbours, found);
            int hits = found.Index().Count(pair => exact[pair.Index / Neighbours].Contains(pair.Item.Row));
            Console.WriteLine(FormattableString.Invariant($"{storage,-5} recall@{Neighbours} against exact 32-bit numbers {(double)hits / found.Length:f4} ({table.Count} rows, {exact.Length} queries)"));
        }
    }
}
