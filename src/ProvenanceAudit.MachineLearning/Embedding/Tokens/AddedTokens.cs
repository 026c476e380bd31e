using System.Text.Json;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>Tokens that a <c>tokenizer.json</c> adds to its model's vocabulary.</summary>
/// <param name="Tokens">Their numbers and texts.</param>
/// <param name="Special">Numbers of those that stand for no text.</param>
internal sealed record AddedTokens(IReadOnlyList<(int Number, string Token)> Tokens, IReadOnlySet<int> Special)
{
    /// <summary>Reads them.</summary>
    public static AddedTokens Read(JsonElement root)
    {
        var tokens = new List<(int, string)>();
        var special = new HashSet<int>();
        if (root.TryGetProperty("added_tokens", out JsonElement added) && added.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement token in added.EnumerateArray())
            {
                int number = token.GetProperty("id").GetInt32();
                tokens.Add((number, token.GetProperty("content").GetString()!));
                if (token.TryGetProperty("special", out JsonElement isSpecial) && isSpecial.ValueKind == JsonValueKind.True)
                    special.Add(number);
            }
        }
        return new AddedTokens(tokens, special);
    }

    /// <summary>Numbers by tokens, of a vocabulary that is an object.</summary>
    public static Dictionary<string, int> Numbers(JsonElement vocabulary)
    {
        var numbers = new Dictionary<string, int>(StringComparer.Ordinal);
        foreach (JsonProperty token in vocabulary.EnumerateObject())
            numbers[token.Name] = token.Value.GetInt32();
        return numbers;
    }

    /// <summary>Every token by its number, those of the model's vocabulary and the added ones.</summary>
    /// <exception cref="EmbedderUnusableException">Numbers are missing by the million, or negative.</exception>
    public string[] Vocabulary(JsonElement vocabulary, string name)
    {
        List<(int Number, string Token)> all = vocabulary.ValueKind == JsonValueKind.Array
            ? [.. vocabulary.EnumerateArray().Select((t, i) => (i, t[0].GetString()!))]
            : [.. Numbers(vocabulary).Select(t => (t.Value, t.Key))];
        all.AddRange(Tokens);
        if (all.Count == 0 || all.Min(t => t.Number) < 0 || all.Max(t => t.Number) >= VocabularyFile.MostTokens)
            throw new EmbedderUnusableException($"{name} has no tokens, or numbers of tokens that are not from 0 to {VocabularyFile.MostTokens - 1:N0}");
        string[] tokens = new string[all.Max(t => t.Number) + 1];
        Array.Fill(tokens, "");
        foreach ((int number, string token) in all)
            tokens[number] = token;
        return tokens;
    }
}
