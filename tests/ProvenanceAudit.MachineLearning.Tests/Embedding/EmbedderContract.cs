using System.Numerics.Tensors;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

/// <summary>What every embedder does.</summary>
public abstract class EmbedderContract(ITextEmbedder embedder)
{
    private static readonly string[] Texts =
    [
        "The minister resigned on Tuesday.", "", "On Tuesday the minister stepped down.", " \t\n", "A recipe for soup with leeks and potatoes, which takes an hour to cook.",
        "lone \ud800 surrogate", "Soup!", "\ud83d", "日本", string.Join(' ', Enumerable.Repeat("a long text that goes on", 200)),
    ];

    [Fact]
    public void Vectors_have_length_1_and_texts_without_words_the_zero_vector()
    {
        float[][] vectors = EmbedAll(Texts);
        for (int i = 0; i < Texts.Length; i++)
            Assert.Equal(i is 1 or 3 or 7 ? 0 : 1, TensorPrimitives.Norm<float>(vectors[i]), 1e-5f);
    }

    [Fact]
    public void A_vector_does_not_depend_on_the_other_texts()
    {
        float[][] together = EmbedAll(Texts), backwards = EmbedAll([.. Texts.Reverse()]);
        for (int i = 0; i < Texts.Length; i++)
        {
            float[] alone = Embed(Texts[i]);
            Assert.Equal(0, TensorPrimitives.Distance<float>(alone, together[i]), 1e-4f);
            Assert.Equal(0, TensorPrimitives.Distance<float>(alone, backwards[^(i + 1)]), 1e-4f);
        }
    }

    [Fact]
    public void Texts_of_like_meaning_are_nearer_than_others()
    {
        float[][] vectors = EmbedAll(Texts);
        Assert.True(TensorPrimitives.Dot<float>(vectors[0], vectors[2]) > TensorPrimitives.Dot<float>(vectors[0], vectors[4]) + 0.3f);
        Assert.True(TensorPrimitives.Dot<float>(vectors[4], vectors[6]) > TensorPrimitives.Dot<float>(vectors[0], vectors[6]) + 0.3f);
    }

    [Fact]
    public void Concurrent_callers_get_what_single_ones_get()
    {
        float[][] expected = EmbedAll(Texts[..7]);
        Parallel.For(0, 8, _ =>
        {
            float[][] vectors = EmbedAll(Texts[..7]);
            for (int i = 0; i < vectors.Length; i++)
                Assert.Equal(0, TensorPrimitives.Distance<float>(expected[i], vectors[i]), 1e-4f);
        });
    }

    [Fact]
    public void Room_that_does_not_fit_is_refused()
    {
        Assert.Throws<ArgumentException>(() => embedder.Embed(["one"], new float[embedder.Model.Dimensions + 1], TestContext.Current.CancellationToken));
        Assert.Throws<ArgumentException>(() => embedder.Embed(["one", "two"], new float[embedder.Model.Dimensions], TestContext.Current.CancellationToken));
        embedder.Embed([], [], TestContext.Current.CancellationToken);
    }

    [Fact]
    public void Work_that_is_called_off_stops()
    {
        using var stop = new CancellationTokenSource();
        stop.Cancel();
        Assert.ThrowsAny<OperationCanceledException>(() => embedder.Embed(Texts, new float[Texts.Length * embedder.Model.Dimensions], stop.Token));
    }

    /// <summary>The vector of one text.</summary>
    protected float[] Embed(string text) => EmbedAll([text])[0];

    private float[][] EmbedAll(string[] texts)
    {
        float[] vectors = new float[texts.Length * embedder.Model.Dimensions];
        vectors.AsSpan().Fill(float.NaN);
        embedder.Embed(texts, vectors);
        return [.. vectors.Chunk(embedder.Model.Dimensions)];
    }
}
