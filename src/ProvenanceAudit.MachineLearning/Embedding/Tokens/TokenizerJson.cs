using System.Security.Cryptography;
using System.Text.Json;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>
/// Hugging Face's <c>tokenizer.json</c>: WordPiece, Unigram and byte-level BPE, with the normalisers and pre-tokenisers that embedding models have. What is not known is
/// refused by name, since other tokens would give other vectors without anybody noticing.
/// </summary>
internal static class TokenizerJson
{
    /// <summary>Makes the tokeniser of a model.</summary>
    /// <param name="content">The file.</param>
    /// <param name="name">What messages call it.</param>
    /// <exception cref="EmbedderUnusableException">It is no such file, or asks for what is not known.</exception>
    public static ModelTokeniser Read(byte[] content, string name)
    {
        try
        {
            using JsonDocument json = JsonDocument.Parse(content.AsMemory(content.AsSpan().StartsWith("\uFEFF"u8) ? 3 : 0));
            return Read(json.RootElement, SHA256.HashData(content), name);
        }
        catch (Exception e) when (e is JsonException or KeyNotFoundException or InvalidOperationException or FormatException or ArgumentException)
        {
            throw new EmbedderUnusableException($"{name} is no tokenizer.json that can be read: {e.Message}", e);
        }
    }

    private static ModelTokeniser Read(JsonElement root, byte[] hash, string name)
    {
        JsonElement model = root.GetProperty("model");
        string type = model.TryGetProperty("type", out JsonElement stated) ? stated.GetString()!
            : model.TryGetProperty("merges", out _) ? "BPE" : model.GetProperty("vocab").ValueKind == JsonValueKind.Array ? "Unigram" : "WordPiece";
        AddedTokens added = AddedTokens.Read(root);
        string[] vocabulary = added.Vocabulary(model.GetProperty("vocab"), name);
        JsonElement normaliser = Optional(root, "normalizer"), splitter = Optional(root, "pre_tokenizer");
        int unknown = type == "Unigram"
            ? model.TryGetProperty("unk_id", out JsonElement id) && id.ValueKind == JsonValueKind.Number ? id.GetInt32() : -1
            : model.TryGetProperty("unk_token", out JsonElement token) && token.ValueKind == JsonValueKind.String ? Array.IndexOf(vocabulary, token.GetString()) : -1;
        ISubwordTokeniser subwords;
        if (type == "WordPiece" && unknown >= 0 && TypeOf(normaliser) == "BertNormalizer" && TypeOf(splitter) == "BertPreTokenizer")
            subwords = new WordPieceTokeniser(vocabulary, unknown, WordPieceOf(model, NormaliserSteps.BertSettings(normaliser)));
        else
            subwords = new PipelineTokeniser(NormaliserSteps.Read(normaliser, name), SplittingSteps.Read(splitter, name), ModelOf(type, model, vocabulary, unknown, added, name), hash);
        (IReadOnlyList<int> before, IReadOnlyList<int> after) = SpecialTokens.Read(Optional(root, "post_processor"), vocabulary, name);
        return new ModelTokeniser(subwords, vocabulary, before, after, Padding(root, vocabulary), unknown);
    }

    private static IPieceModel ModelOf(string type, JsonElement model, string[] vocabulary, int unknown, AddedTokens added, string name)
    {
        switch (type)
        {
            case "Unigram" when unknown >= 0 && unknown < vocabulary.Length && !IsTrue(model, "byte_fallback"):
                return new UnigramModel([.. model.GetProperty("vocab").EnumerateArray().Select(t => (t[0].GetString()!, t[1].GetDouble()))], unknown, added.Special);
            case "BPE" when !IsTrue(model, "byte_fallback"):
                return new BytePairModel(AddedTokens.Numbers(model.GetProperty("vocab")), Merges(model), name);
            case "WordPiece" when unknown >= 0:
                return new WordPieceModel(new WordPieceTokeniser(vocabulary, unknown, WordPieceOf(model, new WordPieceSettings())));
            default:
                throw new EmbedderUnusableException($"{name} is a tokeniser of the type '{type}'{(IsTrue(model, "byte_fallback") ? " with byte fallback" : "")}, which is not known; "
                    + "WordPiece, Unigram and byte-level BPE are");
        }
    }

    private static WordPieceSettings WordPieceOf(JsonElement model, WordPieceSettings settings) => settings with
    {
        LongestWord = model.TryGetProperty("max_input_chars_per_word", out JsonElement most) ? most.GetInt32() : 100,
        Continuation = model.TryGetProperty("continuing_subword_prefix", out JsonElement prefix) ? prefix.GetString()! : "##",
    };

    private static List<string> Merges(JsonElement model) => [.. model.GetProperty("merges").EnumerateArray()
        .Select(m => m.ValueKind == JsonValueKind.Array ? $"{m[0].GetString()} {m[1].GetString()}" : m.GetString()!)];

    private static int Padding(JsonElement root, string[] vocabulary)
    {
        if (Optional(root, "padding") is { ValueKind: JsonValueKind.Object } padding && padding.TryGetProperty("pad_id", out JsonElement id))
            return id.GetInt32();
        return Math.Max(0, Math.Max(Array.IndexOf(vocabulary, "[PAD]"), Array.IndexOf(vocabulary, "<pad>")));
    }

    private static JsonElement Optional(JsonElement root, string name) => root.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? TypeOf(JsonElement step) => step.ValueKind == JsonValueKind.Object ? step.GetProperty("type").GetString() : null;

    private static bool IsTrue(JsonElement step, string name) => step.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
