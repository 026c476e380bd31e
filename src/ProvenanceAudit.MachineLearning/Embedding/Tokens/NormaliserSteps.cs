using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>The normalisers of a <c>tokenizer.json</c>, by their type.</summary>
internal static class NormaliserSteps
{
    private static readonly WordPieceSettings OnlyAccents = new() { LowerCase = false, CleanText = false, SeparateIdeographs = false };

    /// <summary>The steps that a normaliser is made of.</summary>
    /// <exception cref="EmbedderUnusableException">Its type is not known.</exception>
    public static List<Func<string, string>> Read(JsonElement normaliser, string name)
    {
        if (normaliser.ValueKind == JsonValueKind.Null || normaliser.ValueKind == JsonValueKind.Undefined)
            return [];
        string type = normaliser.GetProperty("type").GetString()!;
        return type switch
        {
            "Sequence" => [.. normaliser.GetProperty("normalizers").EnumerateArray().SelectMany(n => Read(n, name))],
            "NFC" => [text => text.Normalize(NormalizationForm.FormC)],
            "NFD" => [text => text.Normalize(NormalizationForm.FormD)],
            "NFKC" => [text => text.Normalize(NormalizationForm.FormKC)],
            "NFKD" => [text => text.Normalize(NormalizationForm.FormKD)],
            "Lowercase" => [text => BertWords.Normalise(text, OnlyAccents with { StripAccents = false, LowerCase = true })],
            "StripAccents" => [StripMarks],
            "BertNormalizer" => [Bert(BertSettings(normaliser))],
            "Nmt" => [Nmt],
            "Strip" => [Strip(Is(normaliser, "strip_left"), Is(normaliser, "strip_right"))],
            "Prepend" => [Prepend(normaliser.GetProperty("prepend").GetString()!)],
            "Replace" => [Replace(normaliser)],
            "Precompiled" => normaliser.GetProperty("precompiled_charsmap") is { ValueKind: JsonValueKind.String } map
                ? [new CharacterMap(map.GetBytesFromBase64(), name).Apply] : [],
            _ => throw new EmbedderUnusableException($"{name} has a normaliser '{type}', which is not known"),
        };
    }

    /// <summary>Settings of a BertNormalizer.</summary>
    public static WordPieceSettings BertSettings(JsonElement normaliser)
    {
        bool lower = Is(normaliser, "lowercase");
        return new WordPieceSettings
        {
            LowerCase = lower,
            StripAccents = normaliser.TryGetProperty("strip_accents", out JsonElement strip) && strip.ValueKind is JsonValueKind.True or JsonValueKind.False
                ? strip.GetBoolean() : lower,
            CleanText = Is(normaliser, "clean_text"),
            SeparateIdeographs = Is(normaliser, "handle_chinese_chars"),
        };
    }

    private static bool Is(JsonElement normaliser, string name) => !normaliser.TryGetProperty(name, out JsonElement value) || value.ValueKind == JsonValueKind.True;

    private static Func<string, string> Bert(WordPieceSettings settings) => text => BertWords.Normalise(text, settings);

    private static Func<string, string> Prepend(string what) => text => text.Length == 0 ? text : what + text;

    private static Func<string, string> Strip(bool left, bool right) => text => (left, right) switch
    {
        (true, true) => text.Trim(),
        (true, false) => text.TrimStart(),
        (false, true) => text.TrimEnd(),
        _ => text,
    };

    private static Func<string, string> Replace(JsonElement step)
    {
        Regex pattern = Patterns.Read(step.GetProperty("pattern"));
        string content = step.GetProperty("content").GetString()!;
        return text => pattern.Replace(text, _ => content);
    }

    private static string StripMarks(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (Rune rune in text.EnumerateRunes())
        {
            if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
                kept.Append(rune);
        }
        return kept.ToString();
    }

    /// <summary>SentencePiece's NMT rules: some controls go, some become spaces.</summary>
    private static string Nmt(string text)
    {
        var kept = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (c is (>= '\u0001' and <= '\u0008') or '\u000B' or (>= '\u000E' and <= '\u001F') or '\u007F' or '\u008F' or '\u009F')
                continue;
            kept.Append(c is '\t' or '\n' or '\f' or '\r' or '\u1680' or (>= '\u200B' and <= '\u200F') or '\u2028' or '\u2029' or '\u2581' or '\uFEFF' or '\uFFFD' ? ' ' : c);
        }
        return kept.ToString();
    }
}
