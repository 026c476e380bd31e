using System.Numerics.Tensors;
using ProvenanceAudit.MachineLearning.Embedding;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Embedding;

public sealed class ModelFolderTests : IDisposable
{
    private const string Vocabulary = "[PAD]\n[UNK]\n[CLS]\n[SEP]\nred\ngreen\nblue\n##s\n";

    private static readonly float[] Table = [9, 9, 9, 9, 9, 9, 0, 0, 1, 0, 0, 0, 4, 0, 0, 0, 4, 0, 0, 0, 4, 1, 1, 0];

    private readonly string _folder = Directory.CreateTempSubdirectory("model-").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void Vectors_are_means_of_tokens_without_padding()
    {
        LayOut();
        using ITextEmbedder embedder = EmbedderFile.Open(_folder, "cpu");
        Assert.Equal(3, embedder.Model.Dimensions);
        float[] vectors = new float[9];
        embedder.Embed(["red", "red green blues", "purple"], vectors, TestContext.Current.CancellationToken);
        AssertDirection([4, 0, 1], vectors.AsSpan(0, 3));
        AssertDirection([5, 5, 5], vectors.AsSpan(3, 3));
        Assert.Equal([0, 0, 0], vectors[6..]);
    }

    [Fact]
    public void The_first_token_is_taken_where_the_model_says_so()
    {
        LayOut();
        Put("1_Pooling/config.json", """{"word_embedding_dimension": 3, "pooling_mode_cls_token": true, "pooling_mode_mean_tokens": false}""");
        using ITextEmbedder embedder = EmbedderFile.Open(_folder, "cpu");
        float[] vector = new float[3];
        embedder.Embed(["red green"], vector, TestContext.Current.CancellationToken);
        AssertDirection([0, 0, 1], vector);
    }

    [Fact]
    public void The_longest_text_is_what_the_most_particular_file_says()
    {
        LayOut();
        Assert.Equal(512, EmbedderDescription.Of(_folder).MostTokens);
        Put("config.json", """{"model_type": "bert", "max_position_embeddings": 128}""");
        Assert.Equal(128, EmbedderDescription.Of(_folder).MostTokens);
        Put("tokenizer_config.json", """{"model_max_length": 1000000000000000019884624838656}""");
        Assert.Equal(128, EmbedderDescription.Of(_folder).MostTokens);
        Put("sentence_bert_config.json", """{"max_seq_length": 4}""");
        Assert.Equal(4, EmbedderDescription.Of(_folder).MostTokens);
        using ITextEmbedder embedder = EmbedderFile.Open(_folder, "cpu");
        float[] vector = new float[3];
        embedder.Embed(["red green blue"], vector, TestContext.Current.CancellationToken);
        AssertDirection([4, 4, 1], vector);
    }

    [Fact]
    public void Letters_keep_their_case_where_the_model_says_so()
    {
        LayOut();
        Put("tokenizer_config.json", """{"do_lower_case": false}""");
        using ITextEmbedder embedder = EmbedderFile.Open(_folder, "cpu");
        float[] vectors = new float[6];
        embedder.Embed(["RED", "red"], vectors, TestContext.Current.CancellationToken);
        Assert.Equal([0, 0, 0], vectors[..3]);
        AssertDirection([4, 0, 1], vectors.AsSpan(3));
    }

    [Fact]
    public void Models_in_the_hubs_folder_onnx_are_found_and_hashes_tell_models_apart()
    {
        LayOut();
        string hash = EmbedderDescription.Of(_folder).Model.Hash;
        Directory.CreateDirectory(Path.Combine(_folder, "onnx"));
        File.Move(Path.Combine(_folder, "model.onnx"), Path.Combine(_folder, "onnx", "model.onnx"));
        Assert.Equal(hash, EmbedderDescription.Of(_folder).Model.Hash);
        File.WriteAllBytes(Path.Combine(_folder, "onnx", "model.onnx"), SmallOnnx.Write([.. Table.Select(x => x + 1)], 3));
        Assert.NotEqual(hash, EmbedderDescription.Of(_folder).Model.Hash);
    }

    [Theory]
    [InlineData("model.onnx", null, "has no model.onnx and no onnx/model.onnx")]
    [InlineData("vocab.txt", null, "has no tokenizer.json and no vocab.txt")]
    [InlineData("vocab.txt", "one\ntwo\n", "has no token [UNK]")]
    [InlineData("model.onnx", "no model", "ONNX Runtime cannot run the model")]
    [InlineData("config.json", "{", "is not JSON")]
    [InlineData("tokenizer.json", "{}", "is no tokenizer.json that can be read")]
    [InlineData("1_Pooling/config.json", """{"pooling_mode_max_tokens": true}""", "pools by pooling_mode_max_tokens; mean and CLS pooling are known")]
    [InlineData("modules.json", """[{"type": "sentence_transformers.models.Dense"}]""", "has a Dense layer after pooling")]
    public void What_is_wrong_with_a_folder_is_said(string file, string? content, string message)
    {
        LayOut();
        if (content is null)
            File.Delete(Path.Combine(_folder, file));
        else
            Put(file, content);
        Assert.Contains(message, Assert.Throws<EmbedderUnusableException>(() => EmbedderFile.Open(_folder, "cpu")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_model_that_wants_other_inputs_is_refused()
    {
        LayOut();
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), SmallOnnx.Write(Table, 3, "last_hidden_state", "pixel_values"));
        Assert.Contains("wants an input 'pixel_values'", Assert.Throws<EmbedderUnusableException>(() => EmbedderFile.Open(_folder, "cpu")).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_name_that_is_nothing_is_refused() => Assert.Contains("there is no embedder 'nonesuch'; built-in, minilm",
        Assert.Throws<EmbedderUnusableException>(() => EmbedderFile.Open("nonesuch")).Message, StringComparison.Ordinal);

    private static void AssertDirection(float[] expected, ReadOnlySpan<float> vector) =>
        Assert.Equal(1, TensorPrimitives.CosineSimilarity(expected, vector), 1e-5f);

    private void LayOut()
    {
        File.WriteAllBytes(Path.Combine(_folder, "model.onnx"), SmallOnnx.Write(Table, 3));
        Put("vocab.txt", Vocabulary);
    }

    private void Put(string file, string content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.Combine(_folder, file))!);
        File.WriteAllText(Path.Combine(_folder, file), content);
    }
}
