using System.Text.RegularExpressions;

namespace MemorizingModel;

/// <summary>
/// Cuts texts into tokens: a word with its punctuation and the white space before it. Tokens that differ in these alone are the
/// same word to the contexts of the model, so that it also goes on from a text that was cut before a comma.
/// </summary>
internal sealed partial class Vocabulary
{
    /// <summary>The token that stands at the end of every text.</summary>
    public const int End = 0;

    private readonly Dictionary<string, int> _tokens = new(StringComparer.Ordinal) { [""] = End };
    private readonly Dictionary<string, int> _words = new(StringComparer.Ordinal) { [""] = End };
    private readonly List<(string Text, int Word)> _all = [("", End)];

    /// <summary>Number of tokens.</summary>
    public int Count => _all.Count;

    /// <summary>Text of a token.</summary>
    public string TextOf(int token) => _all[token].Text;

    /// <summary>Word of a token.</summary>
    public int WordOf(int token) => _all[token].Word;

    /// <summary>The tokens of a text; new ones are added.</summary>
    public IEnumerable<int> Learn(string text)
    {
        foreach (Match match in Cuts().Matches(text))
            yield return TokenOf(match.Value);
    }

    /// <summary>The words of a text, <c>-1</c> for unknown ones.</summary>
    public List<int> Read(string text)
    {
        var words = new List<int>();
        foreach (ValueMatch match in Cuts().EnumerateMatches(text))
            words.Add(_words.GetValueOrDefault(WordIn(text.Substring(match.Index, match.Length)), -1));
        return words;
    }

    private int TokenOf(string text)
    {
        if (_tokens.TryGetValue(text, out int token))
            return token;
        string word = WordIn(text);
        if (!_words.TryGetValue(word, out int number))
            _words.Add(word, number = _words.Count);
        _tokens.Add(text, _all.Count);
        _all.Add((text, number));
        return _all.Count - 1;
    }

    private static string WordIn(string token)
    {
        int first = 0, end = token.Length;
        while (first < end && !char.IsLetterOrDigit(token[first]))
            first++;
        while (end > first && !char.IsLetterOrDigit(token[end - 1]))
            end--;
        return first < end ? token[first..end] : token.Trim();
    }

    [GeneratedRegex(@"\s*\S+")]
    private static partial Regex Cuts();
}
