using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using ProvenanceAudit.MachineLearning.Embedding.Tokens;

namespace ProvenanceAudit.MachineLearning.Embedding.Onnx;

/// <summary>
/// A folder with an ONNX model as Hugging Face's hub has them: <c>model.onnx</c> or <c>onnx/model.onnx</c>, <c>tokenizer.json</c> or <c>vocab.txt</c>, and of
/// sentence-transformers' settings what is there.
/// </summary>
internal static class ModelFolder
{
    private const long LongestSettings = 1 << 20;
    private const long LongestTokeniser = 1 << 28;
    private const int DefaultMostTokens = 512;

    // What a model needs grows with the square of the tokens, and passages are shorter.
    private const int MostTokensEver = 2048;

    private static readonly JsonDocumentOptions Lenient = new() { CommentHandling = JsonCommentHandling.Skip, AllowTrailingCommas = true };

    /// <summary>Reads the settings and the tokeniser of a model.</summary>
    /// <exception cref="EmbedderUnusableException">Something is missing, too large, or not known; which, and what to do.</exception>
    public static OnnxModel Read(string folder)
    {
        string name = Path.GetFileName(Path.TrimEndingDirectorySeparator(Path.GetFullPath(folder)));
        string? weights = new[] { "model.onnx", Path.Combine("onnx", "model.onnx") }.Select(f => Path.Combine(folder, f)).FirstOrDefault(File.Exists);
        if (weights is null)
            throw new EmbedderUnusableException($"the folder '{folder}' has no model.onnx and no onnx/model.onnx; export the model to ONNX, for example with Optimum, or name its folder");
        using JsonDocument? tokeniserConfig = Settings(folder, "tokenizer_config.json"), config = Settings(folder, "config.json");
        using JsonDocument? sentence = Settings(folder, "sentence_bert_config.json"), modules = Settings(folder, "modules.json");
        using JsonDocument? pooling = Settings(folder, Path.Combine("1_Pooling", "config.json"));
        TokeniserSource source = Tokeniser(folder, tokeniserConfig?.RootElement, sentence?.RootElement);
        ModelTokeniser tokeniser = source.Open($"'{Path.Combine(folder, source.IsJson ? "tokenizer.json" : "vocab.txt")}'");
        return new OnnxModel
        {
            Name = name,
            WeightsFile = weights,
            WeightsHash = WeightsHash(weights),
            Tokeniser = tokeniser,
            TokeniserSource = source,
            Pooling = PoolingOf(pooling?.RootElement, folder),
            HasFurtherLayers = modules is not null && modules.RootElement.EnumerateArray().Any(m => Text(m, "type")?.EndsWith(".Dense", StringComparison.Ordinal) == true),
            MostTokens = MostTokens(sentence?.RootElement, tokeniserConfig?.RootElement, config?.RootElement, tokeniser),
            IsMultilingual = Scripts.AreMany(tokeniser.Vocabulary),
        };
    }

    private static TokeniserSource Tokeniser(string folder, JsonElement? config, JsonElement? sentence)
    {
        string json = Path.Combine(folder, "tokenizer.json"), vocabulary = Path.Combine(folder, "vocab.txt");
        if (File.Exists(json))
            return new TokeniserSource(ReadBounded(json, LongestTokeniser), IsJson: true, new WordPieceSettings());
        if (!File.Exists(vocabulary))
            throw new EmbedderUnusableException($"the folder '{folder}' has no tokenizer.json and no vocab.txt; put the model's own there");
        bool lower = Truth(config, "do_lower_case") ?? Truth(sentence, "do_lower_case") ?? true;
        return new TokeniserSource(ReadBounded(vocabulary, LongestTokeniser), IsJson: false, new WordPieceSettings
        {
            LowerCase = lower,
            StripAccents = Truth(config, "strip_accents") ?? lower,
            SeparateIdeographs = Truth(config, "tokenize_chinese_chars") ?? true,
        });
    }

    private static Pooling PoolingOf(JsonElement? config, string folder)
    {
        if (config is not { } pooling)
            return Pooling.Mean;
        string[] modes = [.. pooling.EnumerateObject().Where(p => p.Name.StartsWith("pooling_mode", StringComparison.Ordinal) && p.Value.ValueKind == JsonValueKind.True).Select(p => p.Name)];
        return modes switch
        {
            [] or ["pooling_mode_mean_tokens"] => Pooling.Mean,
            ["pooling_mode_cls_token"] => Pooling.First,
            _ => throw new EmbedderUnusableException($"the model in '{folder}' pools by {string.Join(" and ", modes)}; mean and CLS pooling are known"),
        };
    }

    private static int MostTokens(JsonElement? sentence, JsonElement? tokeniser, JsonElement? config, ModelTokeniser about)
    {
        long most = Number(sentence, "max_seq_length") ?? Number(tokeniser, "model_max_length") ?? DefaultMostTokens;
        // RoBERTa counts positions from behind the number of its padding.
        long places = Number(config, "max_position_embeddings") ?? most;
        if (Text(config, "model_type") is "roberta" or "xlm-roberta" or "camembert" or "mpnet" && places > most - 2)
            places -= 2;
        if (places > 0)
            most = Math.Min(most, places);
        return (int)Math.Clamp(most, about.Before.Count + about.After.Count + 1, MostTokensEver);
    }

    private static string WeightsHash(string weights)
    {
        // Models of more than 2 GB keep their weights in files beside.
        string[] files = [.. Directory.EnumerateFiles(Path.GetDirectoryName(weights)!, Path.GetFileName(weights) + "*").Order(StringComparer.Ordinal)];
        string[] hashes = [.. files.Select(HashOf)];
        return hashes is [var only] ? only : Convert.ToHexStringLower(SHA256.HashData(Encoding.ASCII.GetBytes(string.Join('\n', hashes))));

        static string HashOf(string file)
        {
            using FileStream stream = File.OpenRead(file);
            return Convert.ToHexStringLower(SHA256.HashData(stream));
        }
    }

    private static JsonDocument? Settings(string folder, string file)
    {
        string path = Path.Combine(folder, file);
        if (!File.Exists(path))
            return null;
        try
        {
            return JsonDocument.Parse(ReadBounded(path, LongestSettings), Lenient);
        }
        catch (JsonException e)
        {
            throw new EmbedderUnusableException($"'{path}' is not JSON: {e.Message}", e);
        }
    }

    private static byte[] ReadBounded(string path, long most)
    {
        long length = new FileInfo(path).Length;
        return length <= most ? File.ReadAllBytes(path) : throw new EmbedderUnusableException($"'{path}' has {length:N0} bytes; at most {most:N0} are read");
    }

    private static JsonElement? Property(JsonElement? json, string name) =>
        json is { ValueKind: JsonValueKind.Object } there && there.TryGetProperty(name, out JsonElement value) ? value : null;

    private static bool? Truth(JsonElement? json, string name) => Property(json, name)?.ValueKind switch
    {
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        _ => null,
    };

    /// <summary>A number that can be a length; files say "no limit" by one of thirty digits.</summary>
    private static long? Number(JsonElement? json, string name) =>
        Property(json, name) is { ValueKind: JsonValueKind.Number } value && value.TryGetDouble(out double number) && number is >= 1 and <= 1e6 ? (long)number : null;

    private static string? Text(JsonElement? json, string name) => Property(json, name) is { ValueKind: JsonValueKind.String } value ? value.GetString() : null;
}
