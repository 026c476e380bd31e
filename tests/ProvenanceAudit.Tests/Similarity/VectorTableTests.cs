using CsCheck;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Tests.Similarity;

public sealed class VectorTableTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("vector-table").FullName;

    private string FilePath => Path.Combine(_folder, "vectors");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Theory]
    [InlineData(VectorStorage.Half, 0, 5)]
    [InlineData(VectorStorage.Half, 1, 1)]
    [InlineData(VectorStorage.Half, 1023, 33)]
    [InlineData(VectorStorage.Half, 2048, 3)]
    [InlineData(VectorStorage.Bytes, 0, 5)]
    [InlineData(VectorStorage.Bytes, 1, 1)]
    [InlineData(VectorStorage.Bytes, 1024, 64)]
    [InlineData(VectorStorage.Bytes, 2500, 7)]
    public void What_is_written_is_read_back(VectorStorage storage, int count, int dimensions)
    {
        EmbeddingModel model = Model(dimensions) with { IsMultilingual = storage == VectorStorage.Bytes };
        float[] vectors = Vectors(count, dimensions);
        using (var writer = new VectorTableWriter(FilePath, model, storage))
        {
            // In batches that blocks are no multiples of.
            foreach (float[] batch in vectors.Chunk(700 * dimensions))
                writer.Add(batch);
            Assert.Equal(count, writer.Count);
            writer.Complete();
        }
        using VectorTable table = VectorTable.Open(FilePath);
        using VectorTable inMemory = VectorTable.OfVectors(model, storage, vectors);
        Assert.Equal(model, table.Model);
        Assert.Equal((count, storage, dimensions), (table.Count, table.Storage, table.Dimensions));
        Assert.Equal((count + 1023) / 1024, table.BlockCount);
        Assert.Equal(0, table.BytesPerRow % 64);
        for (long index = 0; index < table.BlockCount; index++)
        {
            VectorBlock stored = table.Block(index), other = inMemory.Block(index);
            Assert.Equal(index * VectorTable.BlockRows, stored.FirstRow);
            Assert.Equal(other.Rows, stored.Rows);
            Assert.Equal(other.Factors, stored.Factors);
            unsafe
            {
                Assert.Equal(0, (nint)stored.Start % 64);
                Assert.Equal(0, (nint)other.Start % 64);
            }
        }
    }

    [Theory]
    [InlineData(VectorStorage.Half, 0.0005)]
    [InlineData(VectorStorage.Bytes, 0.005)]
    public void What_is_stored_has_length_1_and_is_near_to_what_was_given(VectorStorage storage, double greatestError) =>
        Gen.Select(Gen.Float[-10, 10].Array[1, 200], Gen.Float[0.001f, 1000]).Where((numbers, _) => numbers.Any(number => Math.Abs(number) > 0.1f)).Sample((numbers, scale) =>
        {
            double length = Math.Sqrt(numbers.Sum(number => (double)number * number));
            using VectorTable table = VectorTable.OfVectors(Model(numbers.Length), storage, [.. numbers.Select(number => number * scale)]);
            float[] stored = new float[numbers.Length];
            table.CopyRow(0, stored);
            Assert.Equal(1, Math.Sqrt(stored.Sum(number => (double)number * number)), greatestError);
            Assert.All(stored.Zip(numbers), pair => Assert.Equal(pair.Second / length, pair.First, greatestError));
        });

    [Fact]
    public void Halves_are_never_subnormal()
    {
        using VectorTable table = VectorTable.OfVectors(Model(5), VectorStorage.Half, [1, 0.00007f, 0.00005f, -0.00005f, -0.00002f]);
        float[] stored = new float[5];
        table.CopyRow(0, stored);
        Assert.Equal([1, stored[1], 1f / 16384, -1f / 16384, 0], stored);
        Assert.Equal(0.00007, stored[1], 1e-7);
    }

    [Theory]
    [InlineData(VectorStorage.Half)]
    [InlineData(VectorStorage.Bytes)]
    public void A_zero_vector_stays_zero(VectorStorage storage)
    {
        // More rows than a block, so that the writer's room is used again.
        using (var writer = new VectorTableWriter(FilePath, Model(2), storage))
        {
            writer.Add([.. Enumerable.Repeat(1f, 2048)]);
            writer.Add([0, 0]);
            writer.Complete();
        }
        using VectorTable table = VectorTable.Open(FilePath);
        float[] stored = [7, 7];
        table.CopyRow(1024, stored);
        Assert.Equal([0, 0], stored);
    }

    [Theory]
    [InlineData(float.NaN)]
    [InlineData(float.PositiveInfinity)]
    public void A_number_that_is_not_finite_is_refused_with_its_vector(float number)
    {
        using var writer = new VectorTableWriter(FilePath, Model(2), VectorStorage.Bytes);
        writer.Add([1, 0]);
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => writer.Add([1, 0, 0, number]));
        Assert.StartsWith("Vector 2 holds a number that is not finite.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Parts_of_vectors_are_refused()
    {
        using var writer = new VectorTableWriter(FilePath, Model(2), VectorStorage.Half);
        Assert.Throws<ArgumentException>(() => writer.Add([1, 0, 0]));
        Assert.Throws<ArgumentException>(() => VectorTable.OfVectors(Model(2), VectorStorage.Half, [1, 0, 0]));
    }

    [Fact]
    public void Nothing_appears_before_the_file_is_complete_and_nothing_stays_of_one_that_is_not()
    {
        File.WriteAllText(FilePath, "what was there");
        using (var writer = new VectorTableWriter(FilePath, Model(2), VectorStorage.Half))
        {
            writer.Add([.. Enumerable.Repeat(1f, 5000)]);
            Assert.Equal("what was there", File.ReadAllText(FilePath));
            Assert.Single(Directory.GetFiles(_folder), file => file.EndsWith(".tmp", StringComparison.Ordinal));
        }
        Assert.Equal("what was there", File.ReadAllText(FilePath));
        Assert.Equal([FilePath], Directory.GetFiles(_folder));
    }

    [Fact]
    public void A_complete_file_does_not_change()
    {
        using var writer = new VectorTableWriter(FilePath, Model(2), VectorStorage.Half);
        writer.Complete();
        Assert.Throws<InvalidOperationException>(() => writer.Add([1, 0]));
    }

    [Fact]
    public void Other_files_are_refused()
    {
        File.WriteAllText(FilePath, "");
        Assert.Equal($"{FilePath} is not a table of vectors.", Refusal());
        File.WriteAllText(FilePath, new string('x', 10_000));
        Assert.Equal($"{FilePath} is not a table of vectors.", Refusal());
        Assert.Throws<FileNotFoundException>(() => VectorTable.Open(FilePath + "x"));
    }

    [Fact]
    public void A_file_that_is_cut_or_longer_is_refused()
    {
        byte[] whole = WholeFile();
        foreach (int length in new[] { 8, 100, 4095 })
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Equal($"{FilePath} is cut: a table of vectors has at least 4096 bytes, this file {length}. Write it again.", Refusal());
        }
        foreach (int length in new[] { 4096, 4097, whole.Length - 1 })
        {
            File.WriteAllBytes(FilePath, whole[..length]);
            Assert.Equal($"{FilePath} has {length} bytes where 10 vectors of 3 dimensions take {whole.Length}: it is not whole. Write it again.", Refusal());
        }
        File.WriteAllBytes(FilePath, [.. whole, 0]);
        Assert.Contains("it is not whole", Refusal(), StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_of_another_version_is_refused()
    {
        byte[] file = WholeFile();
        file[8] = 2;
        File.WriteAllBytes(FilePath, file);
        Assert.Equal($"{FilePath} is a table of vectors of version 2; this program reads version 1. Write it again.", Refusal());
    }

    [Fact]
    public void Whatever_the_header_says_the_file_is_refused_or_read()
    {
        byte[] whole = WholeFile();
        Gen.Select(Gen.Int[8, 43], Gen.Byte).Sample(
            (at, value) =>
            {
                byte[] file = [.. whole];
                file[at] = value;
                File.WriteAllBytes(FilePath, file);
                try
                {
                    using VectorTable table = VectorTable.Open(FilePath);
                    Assert.Equal(10, table.Count);
                }
                catch (InvalidDataException e)
                {
                    Assert.StartsWith(FilePath, e.Message, StringComparison.Ordinal);
                }
            },
            iter: 300, threads: 1);
    }

    [Fact]
    public void A_table_that_is_held_stays_in_memory_when_it_is_disposed_of()
    {
        VectorTable table = VectorTable.OfVectors(Model(1), VectorStorage.Bytes, [1, -1]);
        using (table.Hold())
        {
            VectorBlock block = table.Block(0);
            table.Dispose();
            Assert.Equal(127, block.Rows[0]);
        }
        Assert.Throws<ObjectDisposedException>(() => table.Block(0));
        Assert.Throws<ObjectDisposedException>(() => table.Hold());
        table.Dispose();
    }

    [Fact]
    public void Rows_that_there_are_not_are_refused()
    {
        using VectorTable table = VectorTable.OfVectors(Model(1), VectorStorage.Half, [1]);
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Block(1));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.Block(-1));
        Assert.Throws<ArgumentOutOfRangeException>(() => table.CopyRow(1, new float[1]));
        Assert.Throws<ArgumentException>(() => table.CopyRow(0, new float[2]));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(65_537)]
    public void Dimensions_that_cannot_be_are_refused(int dimensions)
    {
        Assert.Throws<ArgumentException>(() => new VectorTableWriter(FilePath, Model(dimensions), VectorStorage.Half));
        Assert.Throws<ArgumentException>(() => VectorTable.OfVectors(Model(dimensions), VectorStorage.Half, []));
        Assert.Empty(Directory.GetFiles(_folder));
    }

    private static EmbeddingModel Model(int dimensions) => new("модель", new string('a', 64), dimensions);

    private static float[] Vectors(int count, int dimensions)
    {
        var random = new Random(count);
        return [.. Enumerable.Range(0, count * dimensions).Select(_ => random.NextSingle() - 0.5f)];
    }

    private byte[] WholeFile()
    {
        using (var writer = new VectorTableWriter(FilePath, Model(3), VectorStorage.Bytes))
        {
            writer.Add(Vectors(10, 3));
            writer.Complete();
        }
        return File.ReadAllBytes(FilePath);
    }

    private string Refusal() => Assert.Throws<InvalidDataException>(() => VectorTable.Open(FilePath)).Message;
}
