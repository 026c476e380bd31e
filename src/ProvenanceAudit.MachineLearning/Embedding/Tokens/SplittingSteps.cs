using System.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>The pre-tokenisers of a <c>tokenizer.json</c>, by their type: from a piece to finer pieces.</summary>
internal static class SplittingSteps
{
    private static readonly WordPieceSettings AsItIs = new() { LowerCase = false, StripAccents = false, CleanText = false, SeparateIdeographs = false };

    /// <summary>The steps that a pre-tokeniser is made of.</summary>
    /// <exception cref="EmbedderUnusableException">Its type is not known.</exception>
    public static List<Func<string, IEnumerable<string>>> Read(JsonElement splitter, string name)
    {
        if (splitter.ValueKind is JsonValueKind.Null or JsonValueKind.Undefined)
            return [];
        string type = splitter.GetProperty("type").GetString()!;
        return type switch
        {
            "Sequence" => [.. splitter.GetProperty("pretokenizers").EnumerateArray().SelectMany(p => Read(p, name))],
            "BertPreTokenizer" => [Bert],
            "WhitespaceSplit" => [Matches(Patterns.Make(@"\S+"))],
            "Whitespace" => [Matches(Patterns.Make(@"\w+|[^\w\s]+"))],
            "Digits" => [Isolate(Patterns.Make(IsTrue(splitter, "individual_digits") ? @"\p{Nd}" : @"\p{Nd}+"), joinsPrevious: false)],
            "Punctuation" => [Isolate(Patterns.Make(@"[\p{P}$+<=>^`|~]"), joinsPrevious: false)],
            "Metaspace" => [Metaspace(splitter)],
            "ByteLevel" => [ByteLevel(splitter)],
            "Split" => [Split(splitter, name)],
            _ => throw new EmbedderUnusableException($"{name} has a pre-tokeniser '{type}', which is not known"),
        };
    }

    private static IEnumerable<string> Bert(string text)
    {
        var words = new List<(int Start, int Length)>();
        string same = BertWords.Cut(text, AsItIs, words);
        return [.. words.Select(w => same.Substring(w.Start, w.Length))];
    }

    private static Func<string, IEnumerable<string>> Matches(Regex pattern) => text => pattern.Matches(text).Select(m => m.Value);

    /// <summary>Each match is a piece, and so is what stands between; or the match ends the piece before it.</summary>
    private static Func<string, IEnumerable<string>> Isolate(Regex pattern, bool joinsPrevious) => text =>
    {
        var pieces = new List<string>();
        int start = 0;
        foreach (Match match in pattern.Matches(text))
        {
            if (match.Length == 0)
                continue;
            if (!joinsPrevious && match.Index > start)
                pieces.Add(text[start..match.Index]);
            pieces.Add(joinsPrevious ? text[start..(match.Index + match.Length)] : match.Value);
            start = match.Index + match.Length;
        }
        if (start < text.Length)
            pieces.Add(text[start..]);
        return pieces;
    };

    private static Func<string, IEnumerable<string>> Split(JsonElement step, string name)
    {
        Regex pattern = Patterns.Read(step.GetProperty("pattern"));
        string behaviour = step.GetProperty("behavior").GetString()!;
        bool invert = IsTrue(step, "invert");
        return (behaviour, invert) switch
        {
            ("Isolated", false) => Isolate(pattern, joinsPrevious: false),
            ("MergedWithPrevious", false) => Isolate(pattern, joinsPrevious: true),
            ("Removed", true) => Matches(pattern),
            ("Removed", false) => text => pattern.Split(text).Where(p => p.Length > 0),
            _ => throw new EmbedderUnusableException($"{name} has a pre-tokeniser 'Split' that is '{behaviour}'{(invert ? ", inverted" : "")}, which is not known"),
        };
    }

    /// <summary>Spaces become marks, and a piece begins at each.</summary>
    private static Func<string, IEnumerable<string>> Metaspace(JsonElement step)
    {
        char mark = step.TryGetProperty("replacement", out JsonElement replacement) && replacement.GetString() is [char one] ? one : '\u2581';
        bool prefix = step.TryGetProperty("prepend_scheme", out JsonElement scheme) ? scheme.GetString() != "never"
            : !step.TryGetProperty("add_prefix_space", out JsonElement add) || add.ValueKind == JsonValueKind.True;
        bool split = !step.TryGetProperty("split", out JsonElement splits) || splits.ValueKind == JsonValueKind.True;
        return text =>
        {
            string marked = text.Replace(' ', mark);
            if (prefix && !marked.StartsWith(mark))
                marked = mark + marked;
            return split ? StartingAt(mark, marked) : [marked];
        };
    }

    private static List<string> StartingAt(char mark, string text)
    {
        var pieces = new List<string>();
        int start = 0;
        for (int i = 1; i < text.Length; i++)
        {
            if (text[i] != mark)
                continue;
            pieces.Add(text[start..i]);
            start = i;
        }
        pieces.Add(text[start..]);
        return pieces;
    }

    /// <summary>Splits as GPT-2 does; the model spells bytes itself.</summary>
    private static Func<string, IEnumerable<string>> ByteLevel(JsonElement step)
    {
        bool prefix = !step.TryGetProperty("add_prefix_space", out JsonElement add) || add.ValueKind == JsonValueKind.True;
        bool regex = !step.TryGetProperty("use_regex", out JsonElement use) || use.ValueKind == JsonValueKind.True;
        return text =>
        {
            string whole = prefix && !text.StartsWith(' ') ? " " + text : text;
            return regex ? Patterns.Gpt2.Matches(whole).Select(m => m.Value) : [whole];
        };
    }

    private static bool IsTrue(JsonElement step, string name) => step.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.True;
}
