using System.Text.Json;
using ProvenanceAudit.MachineLearning.Tests.Embedding;

namespace ProvenanceAudit.App.Tests;

public sealed class EmbeddingsTests : IDisposable
{
    private readonly Desk _desk = new();

    public void Dispose() => _desk.Dispose();

    [Fact]
    public void What_is_built_in_is_described()
    {
        Run run = _desk.Run("embeddings info built-in");
        Assert.Equal((0, ""), (run.ExitCode, run.Error));
        Assert.Matches(@"^name +built-in\nhash +[0-9a-f]{64}\nkind +static table of vectors of tokens\ndimensions +256\nlongest text +any\nvocabulary +30,522 tokens\n"
            + @"multilingual +no, by its vocabulary\ndevice +cpu\nmade from +all-MiniLM-L6-v2 \([0-9a-f]{64}\)\n", run.Output);
        Assert.Contains("Apache License 2.0", run.Output.ReplaceLineEndings(" "), StringComparison.Ordinal);
    }

    [Fact]
    public void MiniLM_is_described_for_programs()
    {
        JsonElement info = JsonElement.Parse(_desk.Run("embeddings info minilm --json --device cpu").Output);
        Assert.Equal(("all-MiniLM-L6-v2", 384, false), (info.GetProperty("model").GetProperty("name").GetString(), info.GetProperty("model").GetProperty("dimensions").GetInt32(),
            info.GetProperty("model").GetProperty("is_multilingual").GetBoolean()));
        Assert.Equal((256, "cpu"), (info.GetProperty("most_tokens").GetInt32(), info.GetProperty("device").GetString()));
    }

    [Fact]
    public void A_model_is_distilled_into_a_file_that_is_an_embedder()
    {
        LayOutModel();
        _desk.File("texts/one.txt", "red and green\nblue or red\ngreen and blue\n");
        Run run = _desk.Run("embeddings distil model --texts texts --out small.static --dimensions 16 --rounds 2 --notice Nobody's.");
        Assert.Equal(0, run.ExitCode);
        Assert.Contains("Distilling: 5 tokens, 3 passages", run.Error, StringComparison.Ordinal);
        Assert.Contains("small.static: small (", run.Output, StringComparison.Ordinal);
        Assert.False(File.Exists(_desk.At("small.static.part")));
        Run info = _desk.Run("embeddings info small.static");
        Assert.Matches(@"^name +small\n(.+\n)+made from +model \([0-9a-f]{64}\)\nmade with +9 tokens counted, .*fitted to 3 passages in 2 rounds\nnotice +Nobody's\.\n", info.Output);
    }

    [Theory]
    [InlineData("embeddings info nonesuch", "there is no embedder 'nonesuch'; built-in, minilm, a folder with an ONNX model, or a file that 'embeddings distil' wrote is wanted")]
    [InlineData("embeddings info words.txt", "'words.txt' is no file that 'embeddings distil' wrote")]
    [InlineData("embeddings info built-in --device gpu", "--device is 'gpu'; it must be auto, cpu, or cuda:N")]
    [InlineData("embeddings info minilm --device cuda:0", "cuda:0 is asked for, but this program's ONNX Runtime runs on the CPU alone")]
    [InlineData("embeddings distil model", "--out is missing; name the file to write")]
    [InlineData("embeddings distil model --out model", "'model' is a folder; name the file to write")]
    [InlineData("embeddings distil built-in --out x", "'built-in' is distilled already; name minilm or a folder with an ONNX model")]
    [InlineData("embeddings distil model --out x --dimensions 2", "the dimensions are 2; they must be 16 to 8192")]
    [InlineData("embeddings distil model --out x --texts none", "there is no catalog 'none'")]
    public void Mistakes_are_named(string command, string message)
    {
        LayOutModel();
        _desk.File("words.txt", "only words");
        Assert.Contains($"error: {message}", _desk.Run(command).Failure, StringComparison.Ordinal);
        Assert.False(File.Exists(_desk.At("x")) || File.Exists(_desk.At("x.part")));
    }

    private void LayOutModel()
    {
        _desk.File("model/model.onnx", SmallOnnx.Write([.. Enumerable.Range(0, 9 * 20).Select(i => (float)Math.Sin(i * i))], 20));
        _desk.File("model/vocab.txt", "[PAD]\n[UNK]\n[CLS]\n[SEP]\nred\ngreen\nblue\nand\nor\n");
    }
}
