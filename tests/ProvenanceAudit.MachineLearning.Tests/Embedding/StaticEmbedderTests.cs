using System.Numerics.Tensors;
using System.Text;
using CsCheck;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.MachineLearning.Embedding.Static;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

public sealed class StaticEmbedderTests() : EmbedderContract(EmbedderFile.Open(SimilaritySettings.BuiltIn))
{
    [Fact]
    public void The_built_in_table_is_small_and_says_where_it_is_from()
    {
        EmbedderDescription description = EmbedderDescription.Of(SimilaritySettings.BuiltIn);
        Assert.Equal(("static table of vectors of tokens", 256), (description.Kind, description.Model.Dimensions));
        Assert.Contains("all-MiniLM-L6-v2", description.Source, StringComparison.Ordinal);
        Assert.Contains("Apache License 2.0", description.Notice, StringComparison.Ordinal);
        using Stream table = typeof(EmbedderFile).Assembly.GetManifestResourceStream("minilm-static.bin")!;
        Assert.InRange(table.Length, 1, 8_000_000);
    }

    [Fact]
    public void A_vector_is_the_weighted_sum_of_those_of_its_tokens()
    {
        using StaticEmbedder embedder = Small();
        float[] vector = new float[3];
        embedder.Embed(["cat cats unheard"], vector, TestContext.Current.CancellationToken);
        // cat twice (1, 2, 3) * 0.5, ##s (0, -127, 0) * 1; the unknown word has no row.
        float[] expected = [1, 2 - 127, 3];
        TensorPrimitives.Divide(expected, TensorPrimitives.Norm<float>(expected), expected);
        Assert.Equal(0, TensorPrimitives.Distance<float>(expected, vector), 1e-6f);
    }

    [Fact]
    public void A_written_table_is_read_back()
    {
        byte[] file = Write(SmallTable());
        StaticTable table = StaticTableFile.Read(new MemoryStream(file), "t"), expected = SmallTable();
        Assert.Equal(expected.Rows, table.Rows);
        Assert.Equal(expected.Factors, table.Factors);
        Assert.Equal(expected.Values, table.Values);
        Assert.Equal(expected.Tokeniser.Content, table.Tokeniser.Content);
        Assert.Equal(("small", "big", true), (table.Header.Name, table.Header.Source, table.Header.WordPiece.LowerCase));
        Assert.Equal(64, table.Hash.Length);
    }

    [Fact]
    public void A_file_with_any_byte_changed_is_refused()
    {
        byte[] file = Write(SmallTable());
        Gen.Select(Gen.Int[0, file.Length - 1], Gen.Int[1, 255]).Sample((at, by) =>
        {
            byte[] damaged = [.. file];
            damaged[at] ^= (byte)by;
            Assert.Throws<EmbedderUnusableException>(() => StaticTableFile.Read(new MemoryStream(damaged), "t"));
        }, iter: 2000);
    }

    [Fact]
    public void A_file_that_is_cut_or_goes_on_is_refused()
    {
        byte[] file = Write(SmallTable());
        for (int length = 0; length < file.Length; length++)
            Assert.Throws<EmbedderUnusableException>(() => StaticTableFile.Read(new MemoryStream(file[..length]), "t"));
        Assert.Throws<EmbedderUnusableException>(() => StaticTableFile.Read(new MemoryStream([.. file, 0]), "t"));
    }

    [Fact]
    public void A_file_of_another_version_names_both()
    {
        byte[] file = Write(SmallTable());
        file[8] = 9;
        var e = Assert.Throws<EmbedderUnusableException>(() => StaticTableFile.Read(new MemoryStream(file), "'a.static'"));
        Assert.Contains("'a.static' has version 9; this program reads version 1", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_added_alike_with_vectors_and_one_by_one() =>
        Gen.Select(Gen.SByte.Array[1, 70], Gen.Float[-2, 2]).Sample((row, factor) =>
        {
            float[] sum = [.. Enumerable.Range(0, row.Length).Select(i => i / 8f)];
            float[] expected = [.. sum.Select((s, i) => s + (row[i] * factor))];
            RowSum.Add(sum, row, factor);
            for (int i = 0; i < row.Length; i++)
                Assert.Equal(expected[i], sum[i], 1e-3f);
        });

    private static StaticEmbedder Small() => new(StaticTableFile.Read(new MemoryStream(Write(SmallTable())), "t"), "t");

    private static byte[] Write(StaticTable table)
    {
        var file = new MemoryStream();
        StaticTableFile.Write(table, file);
        return file.ToArray();
    }

    private static StaticTable SmallTable() => new()
    {
        Header = new StaticTableHeader { Name = "small", Source = "big", SourceHash = new string('a', 64), Dimensions = 3, Tokens = 6, Rows = 2 },
        Tokeniser = new TokeniserSource(Encoding.UTF8.GetBytes("[PAD]\n[UNK]\n[CLS]\n[SEP]\ncat\n##s\n"), IsJson: false, new WordPieceSettings()),
        Rows = [-1, -1, -1, -1, 0, 1],
        Factors = [0.5f, 1],
        Values = [1, 2, 3, 0, -127, 0],
    };
}
