using System.Diagnostics;
using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>
/// How near the comparison of vectors comes to what the machine can do, and how many of the true neighbours are found in what is stored. A comparison cannot be faster
/// than reading the table once, nor than multiplying queries and rows in 32-bit floating point; the slower of the two is the bound that a time is compared with. Comparison
/// and bounds are measured in turns, the best of each counts, so that what else runs on the machine disturbs them alike. Operations are counted as those of 32-bit numbers
/// without padding, whatever is stored.
/// </summary>
internal static class VectorMeasure
{
    private const int Neighbours = 10;
    private const int RowsOfRecall = 50_000;
    private const int QueriesOfRecall = 500;
    private const int BatchRows = 10_000;
    private const int Rounds = 10;

    /// <summary>Where there are so many queries, a tenth of the rows is enough.</summary>
    private const int ManyQueries = 256;

    private static readonly int[] QueryCounts = [1, 16, 256, 4096];

    /// <summary>Measures and prints.</summary>
    public static void Run(int rows, int dimensions, string device)
    {
        var vectors = new ClusteredVectors(dimensions);
        float[] queries = vectors.Next(rows, QueryCounts[^1]);
        using IVectorComparer comparer = VectorComparers.Open(device);
        using IMachineBounds bounds = comparer.Device == "cpu" ? new CpuBounds(dimensions) : new CudaBounds(device);
        Console.WriteLine($"{comparer.Device}; {bounds.Description}");
        string folder = Directory.CreateTempSubdirectory("vectors").FullName;
        try
        {
            foreach (VectorStorage storage in Enum.GetValues<VectorStorage>())
            {
                using VectorTable all = Write(Path.Combine(folder, $"{storage}"), vectors, rows, dimensions, storage);
                using VectorTable some = Write(Path.Combine(folder, $"{storage}-some"), vectors, rows / 10, dimensions, storage);
                foreach (int count in QueryCounts)
                    Measure(comparer, count < ManyQueries ? all : some, queries.AsMemory(0, count * dimensions), bounds);
            }
        }
        finally
        {
            Directory.Delete(folder, recursive: true);
        }
        Recall(comparer, vectors.Next(0, Math.Min(rows, RowsOfRecall)), vectors.Next(rows, QueriesOfRecall), dimensions);
    }

    private static EmbeddingModel Model(int dimensions) => new("clustered", new string('0', 64), dimensions);

    private static VectorTable Write(string path, ClusteredVectors vectors, int rows, int dimensions, VectorStorage storage)
    {
        using var writer = new VectorTableWriter(path, Model(dimensions), storage);
        for (int first = 0; first < rows; first += BatchRows)
            writer.Add(vectors.Next(first, Math.Min(BatchRows, rows - first)));
        writer.Complete();
        return VectorTable.Open(path);
    }

    private static void Measure(IVectorComparer comparer, VectorTable table, ReadOnlyMemory<float> queries, IMachineBounds bounds)
    {
        int count = queries.Length / table.Dimensions;
        var found = new VectorNeighbour[count * Neighbours];
        double seconds = double.PositiveInfinity, streamSeconds = double.PositiveInfinity, productSeconds = double.PositiveInfinity;
        for (int round = 0; round < Rounds; round++)
        {
            seconds = Math.Min(seconds, Seconds(() => comparer.FindNearest(queries.Span, table, Neighbours, found)));
            streamSeconds = Math.Min(streamSeconds, Seconds(bounds.Stream));
            productSeconds = Math.Min(productSeconds, Seconds(bounds.Product));
        }
        double stream = bounds.StreamBytes / streamSeconds, product = bounds.ProductOperations / productSeconds;
        double bytes = (double)table.Count * table.BytesPerRow, operations = 2.0 * table.Count * table.Dimensions * count;
        double bound = Math.Max(bytes / stream, operations / product);
        Console.WriteLine(FormattableString.Invariant(
            $"{table.Storage,-5} {table.Count,8} rows {count,4} queries {seconds * 1000,9:f2} ms  {bytes / seconds / 1e9,7:f1} of {stream / 1e9:f1} GB/s  {operations / seconds / 1e9,7:f0} of {product / 1e9:f0} GFLOP/s  {bound / seconds:f2} of the bound"));
    }

    private static double Seconds(Action action)
    {
        long start = Stopwatch.GetTimestamp();
        action();
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static void Recall(IVectorComparer comparer, float[] rows, float[] queries, int dimensions)
    {
        HashSet<long>[] exact = ExactNeighbours.Of(rows, queries, dimensions, Neighbours);
        foreach (VectorStorage storage in Enum.GetValues<VectorStorage>())
        {
            using VectorTable table = VectorTable.OfVectors(Model(dimensions), storage, rows);
            var found = new VectorNeighbour[exact.Length * Neighbours];
            comparer.FindNearest(queries, table, Neighbours, found);
            int hits = found.Index().Count(pair => exact[pair.Index / Neighbours].Contains(pair.Item.Row));
            Console.WriteLine(FormattableString.Invariant(
                $"{storage,-5} recall@{Neighbours} against 32-bit numbers {(double)hits / found.Length:f4} ({table.Count} rows about 1000 centres, {exact.Length} queries)"));
        }
    }
}
