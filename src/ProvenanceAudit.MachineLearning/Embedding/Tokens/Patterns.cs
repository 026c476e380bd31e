using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>Patterns of a <c>tokenizer.json</c>.</summary>
internal static class Patterns
{
    /// <summary>How GPT-2 splits text.</summary>
    public static Regex Gpt2 { get; } = Make(@"'s|'t|'re|'ve|'m|'ll|'d| ?\p{L}+| ?\p{N}+| ?[^\s\p{L}\p{N}]+|\s+(?!\S)|\s+");

    // A pattern from a file that goes back and forth without end is stopped.
    private static TimeSpan MostTime => TimeSpan.FromSeconds(10);

    /// <summary>Reads a pattern: <c>{"String": ...}</c>, word for word, or <c>{"Regex": ...}</c>.</summary>
    public static Regex Read(JsonElement pattern) => pattern.TryGetProperty("String", out JsonElement words)
        ? Make(Regex.Escape(words.GetString()!)) : Make(pattern.GetProperty("Regex").GetString()!);

    /// <summary>Makes a pattern that is used often.</summary>
    public static Regex Make(string pattern) => new(pattern, RegexOptions.CultureInvariant, MostTime);
}
