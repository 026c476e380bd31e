using System.Collections.Frozen;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// Tells the language of a text: by its script where one language alone writes it, else by stop words. Meant for whole pages; what is shorter than a few
/// sentences or in a language without a list is unknown.
/// </summary>
internal static class LanguageDetector
{
    // Enough for any count to settle.
    private const int LongestText = 20_000;
    private const int FewestWords = 12;

    // In running text a quarter to a half of all words are on its language's list; of another language's, less than a tenth but among close relatives.
    private const double LeastShare = 0.12;
    private const double LeastLead = 1.02;

    private static readonly string[] Cyrillic = ["ru", "uk", "bg"];
    private static readonly string[] Arabic = ["ar", "fa"];

    // Malay shares nearly all of its list with Indonesian, which six times as many write; it is known where a page states it.
    private static readonly string[] Latin = [.. StopWords.Lists.Keys.Order(StringComparer.Ordinal)
        .Where(l => l != "ms" && StopWords.Lists[l].All(w => w.All(c => c < '\u0370' || c is >= '\u1E00' and < '\u1F00')))];

    private static readonly FrozenDictionary<string, HashSet<string>> Lists =
        StopWords.Lists.Keys.ToFrozenDictionary(l => l, StopWords.Of);

    /// <summary>The language as a BCP 47 tag; null where it cannot be told.</summary>
    public static string? Detect(ReadOnlySpan<char> text)
    {
        text = text[..Math.Min(text.Length, LongestText)];
        Span<int> scripts = stackalloc int[10];
        int letters = 0;
        foreach (char c in text)
        {
            if (!char.IsLetter(c))
                continue;
            letters++;
            scripts[ScriptOf(c)]++;
        }
        if (letters < FewestWords)
            return null;
        int most = scripts.IndexOf(Max(scripts));
        // Japanese is written with more Han characters than kana, and Korean pages quote both.
        if (scripts[2] + scripts[3] > letters / 3 && scripts[2] > letters / 20)
            return "ja";
        return most switch
        {
            0 => ByStopWords(text, Latin),
            1 => ByStopWords(text, Cyrillic),
            3 => "zh",
            4 => "ko",
            5 => ByStopWords(text, Arabic),
            6 => "he",
            7 => "el",
            8 => "hi",
            9 => "th",
            _ => null,
        };
    }

    /// <summary>Whether a text is certainly in another language than it is said to be.</summary>
    /// <param name="text">The text; of fewer than 100 words, nothing is certain.</param>
    /// <param name="language">What it is said to be in.</param>
    /// <param name="detected">What it is in instead.</param>
    public static bool Contradicts(ReadOnlySpan<char> text, string language, out string? detected)
    {
        detected = null;
        text = text[..Math.Min(text.Length, LongestText)];
        if (WordCounts.Of(text).Words < 100 || !Lists.TryGetValue(Primary(language), out HashSet<string>? words) || Detect(text) is not { } found
            || found == Primary(language))
        {
            return false;
        }
        detected = found;
        return StopWords.Share(text, words) < StopWords.Share(text, Lists[found]) / 2;
    }

    /// <summary>The language without its region or script: "en" of "en-GB".</summary>
    public static string Primary(string tag) => tag.Split('-', '_')[0].ToLowerInvariant();

    private static string? ByStopWords(ReadOnlySpan<char> text, string[] languages)
    {
        string? best = null;
        double most = 0, second = 0;
        foreach (string language in languages)
        {
            double share = StopWords.Share(text, Lists[language]);
            if (share > most)
                (best, second, most) = (language, most, share);
            else
                second = Math.Max(second, share);
        }
        return WordCounts.Of(text).Words >= FewestWords && most >= LeastShare && most >= second * LeastLead ? best : null;
    }

    private static int Max(ReadOnlySpan<int> counts)
    {
        int most = 0;
        foreach (int count in counts)
            most = Math.Max(most, count);
        return most;
    }

    private static int ScriptOf(char c) => c switch
    {
        < '\u0370' or >= '\u1E00' and < '\u1F00' => 0,
        >= '\u0400' and < '\u0530' => 1,
        >= '\u3040' and < '\u3100' => 2,
        >= '\u3400' and < '\uA000' or >= '\uF900' and < '\uFB00' => 3,
        >= '\u1100' and < '\u1200' or >= '\uAC00' and < '\uD7B0' => 4,
        >= '\u0600' and < '\u0780' => 5,
        >= '\u0590' and < '\u0600' => 6,
        < '\u0400' or >= '\u1F00' and < '\u2000' => 7,
        >= '\u0900' and < '\u0980' => 8,
        >= '\u0E00' and < '\u0E80' => 9,
        _ => 0,
    };
}
