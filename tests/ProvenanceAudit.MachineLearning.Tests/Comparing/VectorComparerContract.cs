using CsCheck;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Comparing;

// Compiled into ProvenanceAudit.Gpu too.
/// <summary>What every comparer must do, whatever it runs on.</summary>
public abstract class VectorComparerContract
{
    /// <summary>How far similarities may be from those of a plain comparison in double precision: a rounding to 32 bits.</summary>
    private const double Tolerance = 1e-6;

    protected abstract IVectorComparer Open();

    /// <summary>Most rows of a test: less where the device is slow.</summary>
    protected virtual int ManyRows => 5000;

    /// <summary>Random sizes of a test: fewer where the device is slow.</summary>
    protected virtual int SampledSizes => 30;

    [Theory]
    [InlineData(VectorStorage.Half, 1, 7, 1)]
    [InlineData(VectorStorage.Half, 2, 100, 3)]
    [InlineData(VectorStorage.Half, 31, 1, 5)]
    [InlineData(VectorStorage.Half, 384, 1025, 2)]
    [InlineData(VectorStorage.Half, 1024, 50, 40)]
    [InlineData(VectorStorage.Bytes, 1, 7, 1)]
    [InlineData(VectorStorage.Bytes, 3, 100, 3)]
    [InlineData(VectorStorage.Bytes, 65, 1, 5)]
    [InlineData(VectorStorage.Bytes, 384, 1025, 2)]
    [InlineData(VectorStorage.Bytes, 1023, 50, 40)]
    public void Neighbours_are_those_of_a_plain_comparison(VectorStorage storage, int dimensions, int rows, int queries) =>
        CheckAgainstPlainComparison(storage, dimensions, rows, queries, 10, seed: dimensions);

    [Theory]
    [InlineData(VectorStorage.Half, 1)]
    [InlineData(VectorStorage.Half, 5)]
    [InlineData(VectorStorage.Half, 50)]
    [InlineData(VectorStorage.Bytes, 1)]
    [InlineData(VectorStorage.Bytes, 5)]
    [InlineData(VectorStorage.Bytes, 50)]
    public void Every_row_of_many_blocks_is_compared(VectorStorage storage, int queries) =>
        CheckAgainstPlainComparison(storage, 24, ManyRows, queries, 3, seed: queries);

    [Fact]
    public void Neighbours_are_those_of_a_plain_comparison_for_any_sizes()
    {
        Gen.Select(Gen.Int[1, 200], Gen.Int[0, 200], Gen.Int[0, 40], Gen.Int[1, 30], Gen.Bool, Gen.Int)
            .Sample(
                (dimensions, rows, queries, count, isHalf, seed) =>
                    CheckAgainstPlainComparison(isHalf ? VectorStorage.Half : VectorStorage.Bytes, dimensions, rows, queries, count, seed),
                iter: SampledSizes, threads: 1);
    }

    [Theory]
    [InlineData(VectorStorage.Half, 1)]
    [InlineData(VectorStorage.Half, 20)]
    [InlineData(VectorStorage.Bytes, 1)]
    [InlineData(VectorStorage.Bytes, 20)]
    public void Rows_that_are_equally_near_come_by_number(VectorStorage storage, int queryCount)
    {
        const int dimensions = 48;
        float[] one = RandomVectors.Unit(1, dimensions, 1);
        float[] other = RandomVectors.Unit(1, dimensions, 2);
        float[] vectors = [.. Enumerable.Range(0, 300).SelectMany(row => row % 3 == 0 ? one : other)];
        float[] queries = [.. Enumerable.Repeat(one, queryCount).SelectMany(query => query)];
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(dimensions), storage, vectors);
        VectorNeighbour[] found = FindNearest(queries, table, 120);
        for (int query = 0; query < queryCount; query++)
        {
            IEnumerable<long> expected = Enumerable.Range(0, 100).Select(i => 3L * i).Concat(Enumerable.Range(0, 20).Select(i => i / 2 * 3L + i % 2 + 1));
            Assert.Equal(expected, found.Skip(query * 120).Take(120).Select(neighbour => neighbour.Row));
        }
    }

    [Theory]
    [InlineData(VectorStorage.Half, 1)]
    [InlineData(VectorStorage.Half, 9)]
    [InlineData(VectorStorage.Bytes, 1)]
    [InlineData(VectorStorage.Bytes, 9)]
    public void Where_there_are_fewer_rows_than_asked_for_the_rest_says_so(VectorStorage storage, int queryCount)
    {
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(5), storage, RandomVectors.Unit(3, 5, 1));
        VectorNeighbour[] found = FindNearest(RandomVectors.Unit(queryCount, 5, 2), table, 1024);
        for (int i = 0; i < found.Length; i++)
        {
            if (i % 1024 < 3)
                Assert.InRange(found[i].Row, 0, 2);
            else
                Assert.Equal(new VectorNeighbour(-1, float.NegativeInfinity), found[i]);
        }
    }

    [Theory]
    [InlineData(VectorStorage.Half)]
    [InlineData(VectorStorage.Bytes)]
    public void An_empty_table_has_no_neighbours(VectorStorage storage)
    {
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(5), storage, []);
        Assert.All(FindNearest(RandomVectors.Unit(2, 5, 1), table, 2), neighbour => Assert.Equal(new VectorNeighbour(-1, float.NegativeInfinity), neighbour));
    }

    [Theory]
    [InlineData(VectorStorage.Half)]
    [InlineData(VectorStorage.Bytes)]
    public void A_zero_vector_is_like_nothing(VectorStorage storage)
    {
        float[] vectors = [0, 0, 0, 1, 0, 0, 0, 0, 0];
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(3), storage, vectors);
        VectorNeighbour[] found = FindNearest([0, 0, 0, -1, 0, 0], table, 3);
        Assert.Equal([new(0, 0), new(1, 0), new(2, 0), new(0, 0), new(2, 0), new(1, -1)], found);
    }

    [Theory]
    [InlineData(VectorStorage.Half)]
    [InlineData(VectorStorage.Bytes)]
    public void A_vector_is_most_like_itself(VectorStorage storage)
    {
        float[] vectors = RandomVectors.Unit(70, 96, 4);
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(96), storage, vectors);
        VectorNeighbour[] found = FindNearest(vectors, table, 1);
        for (int row = 0; row < found.Length; row++)
        {
            Assert.Equal(row, found[row].Row);
            Assert.InRange(found[row].Similarity, 0.999f, 1);
        }
    }

    [Theory]
    [InlineData(VectorStorage.Half)]
    [InlineData(VectorStorage.Bytes)]
    public void Similarities_do_not_depend_on_what_else_is_compared(VectorStorage storage)
    {
        float[] vectors = RandomVectors.Unit(500, 100, 5), queries = RandomVectors.Unit(40, 100, 6);
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(100), storage, vectors);
        using IVectorComparer comparer = Open();
        VectorNeighbour[] together = new VectorNeighbour[200], apart = new VectorNeighbour[200];
        comparer.FindNearest(queries, table, 5, together, TestContext.Current.CancellationToken);
        for (int query = 0; query < 40; query++)
            comparer.FindNearest(queries.AsSpan(query * 100, 100), table, 5, apart.AsSpan(query * 5, 5), TestContext.Current.CancellationToken);
        Assert.Equal(apart, together);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(3), VectorStorage.Half, [1, 0, 0]);
        using IVectorComparer comparer = Open();
        Assert.Contains("4 numbers", Refused([1, 0, 0, 0], 1, 1), StringComparison.Ordinal);
        Assert.Contains("there is room for 1", Refused([1, 0, 0], 2, 1), StringComparison.Ordinal);
        Assert.Contains("there is room for 3", Refused([1, 0, 0], 2, 3), StringComparison.Ordinal);
        Assert.Contains("1 to 1024", Refused([1, 0, 0], 0, 0), StringComparison.Ordinal);
        Assert.Contains("1 to 1024", Refused([1, 0, 0], 1025, 1025), StringComparison.Ordinal);
        Assert.Contains("Query 1 has length 2", Refused([1, 0, 0, 0, 2, 0], 1, 2), StringComparison.Ordinal);
        Assert.Contains("Query 0 has length NaN", Refused([float.NaN, 0, 0], 1, 1), StringComparison.Ordinal);

        string Refused(float[] queries, int count, int room) =>
            Assert.ThrowsAny<ArgumentException>(
                () => comparer.FindNearest(queries, table, count, new VectorNeighbour[room], TestContext.Current.CancellationToken)).Message;
    }

    [Fact]
    public void A_cancelled_comparison_stops()
    {
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(3), VectorStorage.Half, [1, 0, 0]);
        using IVectorComparer comparer = Open();
        Assert.ThrowsAny<OperationCanceledException>(
            () => comparer.FindNearest(RandomVectors.Unit(1, 3, 1), table, 1, new VectorNeighbour[1], new CancellationToken(canceled: true)));
    }

    [Fact]
    public void A_table_that_was_disposed_of_is_refused()
    {
        VectorTable table = VectorTable.OfVectors(RandomVectors.Model(3), VectorStorage.Half, [1, 0, 0]);
        table.Dispose();
        using IVectorComparer comparer = Open();
        Assert.Throws<ObjectDisposedException>(
            () => comparer.FindNearest([1, 0, 0], table, 1, new VectorNeighbour[1], TestContext.Current.CancellationToken));
    }

    [Fact]
    public void Shards_have_the_neighbours_of_the_whole()
    {
        float[] vectors = RandomVectors.Unit(90, 20, 7);
        EmbeddingModel model = RandomVectors.Model(20);
        var queries = new VectorQueries(model, RandomVectors.Unit(12, 20, 8));
        using VectorTable whole = VectorTable.OfVectors(model, VectorStorage.Bytes, vectors);
        VectorTable[] shards = [.. new[] { 0..50, 50..50, 50..51, 51..90 }.Select(
            rows => VectorTable.OfVectors(model, VectorStorage.Bytes, vectors.AsSpan(rows.Start.Value * 20, (rows.End.Value - rows.Start.Value) * 20)))];
        using IVectorComparer comparer = Open();
        var expected = new VectorNeighbour[12 * 7];
        var found = new VectorNeighbour[12 * 7];
        comparer.FindNearest(queries, whole, 7, expected, TestContext.Current.CancellationToken);
        comparer.FindNearest(queries, shards, 7, found, TestContext.Current.CancellationToken);
        Assert.Equal(expected, found);
        Assert.All(shards, shard => shard.Dispose());
    }

    private VectorNeighbour[] FindNearest(float[] queries, VectorTable table, int count)
    {
        using IVectorComparer comparer = Open();
        var neighbours = new VectorNeighbour[queries.Length / table.Dimensions * count];
        comparer.FindNearest(queries, table, count, neighbours, TestContext.Current.CancellationToken);
        return neighbours;
    }

    private void CheckAgainstPlainComparison(VectorStorage storage, int dimensions, int rows, int queryCount, int count, int seed)
    {
        float[] queries = RandomVectors.Unit(queryCount, dimensions, seed + 1);
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(dimensions), storage, RandomVectors.Unit(rows, dimensions, seed));
        VectorNeighbour[] found = FindNearest(queries, table, count);
        float[] row = new float[dimensions];
        for (int query = 0; query < queryCount; query++)
        {
            double[] similarities = new double[rows];
            for (int i = 0; i < rows; i++)
            {
                table.CopyRow(i, row);
                for (int j = 0; j < dimensions; j++)
                    similarities[i] += (double)row[j] * queries[query * dimensions + j];
                // What is stored may be longer than 1 by its rounding.
                similarities[i] = Math.Clamp(similarities[i], -1, 1);
            }
            double[] nearest = [.. similarities.OrderDescending().Take(count)];
            VectorNeighbour[] neighbours = found[(query * count)..((query + 1) * count)];
            Assert.Equal(Math.Min(count, rows), neighbours.Count(neighbour => neighbour.Row >= 0));
            Assert.Equal(nearest.Length, neighbours.Where(neighbour => neighbour.Row >= 0).Distinct().Count());
            for (int i = 0; i < nearest.Length; i++)
            {
                Assert.Equal(nearest[i], neighbours[i].Similarity, Tolerance);
                Assert.Equal(similarities[neighbours[i].Row], neighbours[i].Similarity, Tolerance);
                Assert.True(i == 0 || neighbours[i - 1].Similarity > neighbours[i].Similarity
                    || (neighbours[i - 1].Similarity == neighbours[i].Similarity && neighbours[i - 1].Row < neighbours[i].Row));
            }
        }
    }
}
