using System.Numerics.Tensors;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.MachineLearning.Embedding.Distilling;
using ProvenanceAudit.MachineLearning.Embedding.Static;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

public sealed class DistillationTests : IDisposable
{
    private const int Dimensions = 24;
    private const int Words = 40;

    private readonly string _folder = Directory.CreateTempSubdirectory("distil-").FullName;

    public DistillationTests()
    {
        var random = new Random(5);
        float[] table = [.. Enumerable.Range(0, (5 + Words) * Dimensions).Select(_ => (float)((random.NextDouble() * 2) - 1))];
        // Special tokens are the same in every text, as in a trained model they hardly matter.
        table.AsSpan(0, 4 * Dimensions).Clear();
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), SmallOnnx.Write(table, Dimensions));
        File.WriteAllLines(Path.Combine(_folder, "vocab.txt"), ["[PAD]", "[UNK]", "[CLS]", "[SEP]", "[unused0]", .. Enumerable.Range(0, Words).Select(Word)]);
    }

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Vectors_come_near_those_of_the_model()
    {
        DistillationResult result = Distil(Texts(), rounds: 30, out byte[] file);
        Assert.Equal((Words, 300), (result.Tokens, result.Passages));
        Assert.Equal(file.Length, result.Bytes);
        Assert.InRange(result.Agreement, 0.95, 1.001);
        using ITextEmbedder teacher = EmbedderFile.Open(_folder, "cpu");
        using var student = new StaticEmbedder(StaticTableFile.Read(new MemoryStream(file), "t"), "t");
        Assert.Equal(result.Model, student.Model);
        Assert.Equal((teacher.Model.Name, teacher.Model.Hash), (student.Header.Source, student.Header.SourceHash));
        string[] unseen = [.. Enumerable.Range(0, 40).Select(i => $"{Word(i % Words)} {Word((i * 7) % Words)} {Word((i * 11 + 3) % Words)}")];
        float[] expected = Cosines(teacher, unseen), got = Cosines(student, unseen);
        Assert.True(Correlation(expected, got) > 0.9, $"correlation {Correlation(expected, got)}");
    }

    [Fact]
    public void The_same_texts_give_the_same_file()
    {
        Distil(Texts(), rounds: 3, out byte[] one);
        Distil(Texts(), rounds: 3, out byte[] other);
        Assert.Equal(one, other);
    }

    [Fact]
    public void Without_texts_tokens_keep_the_model_s_vectors()
    {
        DistillationResult result = Distil([], rounds: 3, out _);
        Assert.Equal((Words, 0, true), (result.Tokens, result.Passages, double.IsNaN(result.Agreement)));
    }

    [Fact]
    public void Frequent_tokens_weigh_less()
    {
        var counts = new TokenCounts(3);
        counts.Add([0, 0, 0, 0, 0, 0, 0, 0, 0, 1]);
        float[] weights = counts.Weights(1e-3);
        Assert.Equal([1e-3 / (1e-3 + 0.9), 1e-3 / (1e-3 + 0.1), 1], weights.Select(w => Math.Round(w, 6)), (a, b) => Math.Abs(a - b) < 1e-6);
        float[] byPlace = new TokenCounts(3).Weights(1e-3);
        Assert.True(byPlace[0] < byPlace[1] && byPlace[1] < byPlace[2]);
    }

    [Fact]
    public void Texts_are_cut_at_sentences_or_lines()
    {
        Assert.Equal(["one line", "another"], PassageCutting.Cut("one line\r\nanother\n"));
        string[] passages = [.. PassageCutting.Cut("A first\nsentence. \"A second!\" And a third?\n\nOf another paragraph.")];
        Assert.Equal(["A first sentence.", "\"A second!\"", "And a third?", "Of another paragraph."], passages);
    }

    [Fact]
    public void A_sample_is_of_the_size_asked_for_and_always_the_same()
    {
        using ITextEmbedder teacher = EmbedderFile.Open(_folder, "cpu");
        var tokeniser = ((MachineLearning.Embedding.Onnx.OnnxEmbedder)teacher).Source.Tokeniser;
        string[][] samples = [.. Enumerable.Range(0, 2).Select(_ =>
        {
            var sample = new PassageSample(tokeniser, 10);
            foreach (string text in Texts())
                sample.Add(text);
            Assert.Equal(300 * 6, sample.Counts.Total);
            return sample.Passages.ToArray();
        })];
        Assert.Equal(10, samples[0].Length);
        Assert.Equal(samples[0], samples[1]);
        Assert.NotEqual(Texts().Take(10), samples[0]);
    }

    [Fact]
    public void Strongest_directions_are_found()
    {
        // Numbers along (3, 4, 0) / 5 are ten times those along (4, -3, 0) / 5; there are none across.
        var random = new Random(1);
        float[] vectors = [.. Enumerable.Range(0, 200).SelectMany(_ =>
        {
            float a = (float)(random.NextDouble() - 0.5) * 10, b = (float)(random.NextDouble() - 0.5);
            return new[] { ((3 * a) + (4 * b)) / 5, ((4 * a) - (3 * b)) / 5, 0f };
        })];
        float[] directions = PrincipalDirections.Find(vectors, 3, 2);
        Assert.Equal(1, Math.Abs(TensorPrimitives.Dot(directions.AsSpan(0, 3), [0.6f, 0.8f, 0])), 1e-3f);
        Assert.Equal(1, Math.Abs(TensorPrimitives.Dot(directions.AsSpan(3, 3), [0.8f, -0.6f, 0])), 1e-3f);
    }

    [Fact]
    public void A_model_that_is_distilled_already_is_refused() => Assert.Contains("'built-in' is distilled already", Assert.Throws<EmbedderUnusableException>(
        () => Distillation.Write("built-in", "cpu", [], new DistillationSettings { Name = "x" }, Stream.Null, null, TestContext.Current.CancellationToken)).Message, StringComparison.Ordinal);

    private static string Word(int i) => $"word{(char)('a' + (i / 26))}{(char)('a' + (i % 26))}";

    private static string[] Texts()
    {
        var random = new Random(7);
        return [.. Enumerable.Range(0, 300).Select(_ => string.Join(' ', Enumerable.Range(0, 6).Select(_ => Word(random.Next(Words)))))];
    }

    private static float[] Cosines(ITextEmbedder embedder, string[] texts)
    {
        int dimensions = embedder.Model.Dimensions;
        float[] vectors = new float[texts.Length * dimensions];
        embedder.Embed(texts, vectors);
        return [.. Enumerable.Range(1, texts.Length - 1).Select(i => TensorPrimitives.Dot(vectors.AsSpan(0, dimensions), vectors.AsSpan(i * dimensions, dimensions)))];
    }

    private static double Correlation(float[] a, float[] b)
    {
        double meanA = a.Average(), meanB = b.Average();
        return a.Zip(b, (x, y) => (x - meanA) * (y - meanB)).Sum() / Math.Sqrt(a.Sum(x => (x - meanA) * (x - meanA)) * b.Sum(y => (y - meanB) * (y - meanB)));
    }

    private DistillationResult Distil(string[] texts, int rounds, out byte[] file)
    {
        var stream = new MemoryStream();
        DistillationResult result = Distillation.Write(_folder, "cpu", texts, new DistillationSettings { Name = "small", Dimensions = 16, Rounds = rounds }, stream, null, default);
        file = stream.ToArray();
        return result;
    }
}
