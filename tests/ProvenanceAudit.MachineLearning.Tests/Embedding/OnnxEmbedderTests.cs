using System.Numerics.Tensors;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.MachineLearning.Embedding.Onnx;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

public sealed class OnnxEmbedderTests(MiniLm miniLm) : EmbedderContract(miniLm.Embedder), IClassFixture<MiniLm>
{
    [Fact]
    public void The_model_says_which_it_is()
    {
        Assert.Equal(("all-MiniLM-L6-v2", 384, false), (miniLm.Embedder.Model.Name, miniLm.Embedder.Model.Dimensions, miniLm.Embedder.Model.IsMultilingual));
        Assert.Matches("^[0-9a-f]{64}$", miniLm.Embedder.Model.Hash);
    }

    [Fact]
    public void What_is_longer_than_the_model_takes_is_cut()
    {
        string longest = string.Join(' ', Enumerable.Repeat("word", 254));
        float[] whole = Embed(longest), longer = Embed(longest + " and more that nobody reads"), shorter = Embed(longest[..^5]);
        Assert.True(TensorPrimitives.Dot<float>(whole, longer) > 0.99999f);
        Assert.True(TensorPrimitives.Dot<float>(whole, shorter) < TensorPrimitives.Dot<float>(whole, longer));
    }

    [Fact]
    public void Whatever_changes_vectors_changes_the_hash()
    {
        OnnxModel model = miniLm.Embedder.Source;
        OnnxModel With(Pooling pooling, int most, string weights, ModelTokeniser tokeniser) => new()
        {
            Name = "other name",
            Pooling = pooling,
            MostTokens = most,
            WeightsHash = weights,
            Tokeniser = tokeniser,
            TokeniserSource = model.TokeniserSource,
            IsMultilingual = true,
        };
        string same = With(Pooling.Mean, 256, model.WeightsHash, model.Tokeniser).Hash();
        Assert.Equal(model.Hash(), same);
        string[] others =
        [
            With(Pooling.First, 256, model.WeightsHash, model.Tokeniser).Hash(),
            With(Pooling.Mean, 128, model.WeightsHash, model.Tokeniser).Hash(),
            With(Pooling.Mean, 256, new string('0', 64), model.Tokeniser).Hash(),
            With(Pooling.Mean, 256, model.WeightsHash, model.Tokeniser with { After = [] }).Hash(),
            With(Pooling.Mean, 256, model.WeightsHash, (model.TokeniserSource with { Settings = new WordPieceSettings { LowerCase = false } }).Open("v")).Hash(),
        ];
        Assert.Equal(6, others.Append(same).Distinct().Count());
    }

    [Fact]
    public void A_device_that_is_not_there_is_named()
    {
        var e = Assert.Throws<EmbedderUnusableException>(() => EmbedderFile.Open("minilm", "cuda:0"));
        Assert.Contains("cuda:0", e.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_file_with_other_weights_is_refused()
    {
        string path = Path.GetTempFileName();
        try
        {
            File.WriteAllText(path, "not an assembly");
            Assert.Contains("is not the file with the weights", Assert.Throws<EmbedderUnusableException>(() => MiniLmPackage.Read(path)).Message, StringComparison.Ordinal);
            File.Copy(typeof(OnnxEmbedderTests).Assembly.Location, path, overwrite: true);
            Assert.Contains("is not the file with the weights", Assert.Throws<EmbedderUnusableException>(() => MiniLmPackage.Read(path)).Message, StringComparison.Ordinal);
        }
        finally
        {
            File.Delete(path);
        }
        Assert.Contains("install the program again", Assert.Throws<EmbedderUnusableException>(() => MiniLmPackage.Read(path)).Message, StringComparison.Ordinal);
    }
}
