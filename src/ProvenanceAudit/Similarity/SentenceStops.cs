using System.Buffers;
using System.Globalization;

namespace ProvenanceAudit.Similarity;

/// <summary>Which characters end a sentence, in the writing systems of today, and which full stops do not.</summary>
internal static class SentenceStops
{
    /// <summary>Letters of the longest abbreviation that is known.</summary>
    private const int LongestAbbreviation = 6;

    // Sentence_Terminal of Unicode Standard Annex 29, but for the full stop and its likes of the Latin script.
    private static readonly SearchValues<char> Certain = SearchValues.Create(
        "!?\u203C\u203D\u2047\u2048\u2049\u0589\u061D\u061E\u061F\u06D4\u0700\u0701\u0702\u07F9\u0837\u0839\u083D\u083E\u0964\u0965\u104A\u104B\u1362\u1367\u1368\u166E"
        + "\u1735\u1736\u17D4\u17D5\u1803\u1809\u1944\u1945\u1AA8\u1AA9\u1AAA\u1AAB\u1B5A\u1B5B\u1B5E\u1B5F\u1C3B\u1C3C\u1C7E\u1C7F\u2E2E\u2E3C\u3002\uA4FF\uA60E\uA60F\uA6F3\uA6F7"
        + "\uA876\uA877\uA8CE\uA8CF\uA92F\uA9C8\uA9C9\uAA5D\uAA5E\uAA5F\uAAF0\uAAF1\uABEB\uFE56\uFE57\uFF01\uFF1F\uFF61");

    // Full-width stops stand in texts without spaces, so that nothing need follow them.
    private static readonly SearchValues<char> Unspaced = SearchValues.Create("\u3002\uFF01\uFF1F\uFF61\uFF0E");

    private static readonly SearchValues<char> Closing = SearchValues.Create("\"'»›”’“‘)]}」』】〉》）］｝");

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "mr", "mrs", "ms", "dr", "prof", "st", "mt", "rev", "hon", "gen", "col", "capt", "lt", "sgt", "maj", "gov", "sen", "rep", "jr", "sr", "messrs", "vs", "viz", "cf", "ca", "approx",
        "fig", "figs", "eq", "ed", "eds", "vol", "vols", "pp", "ch", "sec", "op", "cit", "al", "inc", "ltd", "corp", "co", "dept", "univ", "assn", "bros", "ft", "oz", "lb", "lbs",
        "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep", "sept", "oct", "nov", "dec",
        "hr", "hrn", "fr", "nr", "bd", "bzw", "usw", "vgl", "evtl", "ggf", "str", "abb", "kap", "geb", "gest", "sog", "dipl", "ing",
        "mme", "mlle", "mm", "art", "chap", "éd", "sra", "srta", "dña", "núm", "pág", "sig", "dott", "avv", "dhr", "mevr", "blz", "ул", "стр", "рис", "проф",
    };

    /// <summary>Whether a character may end a sentence.</summary>
    public static bool MayEnd(char c) => c is '.' or '\u2026' or '\uFF0E' or '\u2024' or '\uFE52' || Certain.Contains(c);

    /// <summary>Whether a character is a quotation mark or bracket that closes a sentence with its stop.</summary>
    public static bool Closes(char c) => Closing.Contains(c);

    /// <summary>
    /// Whether a sentence ends with the stops and closing marks in <c>[stop, end)</c>: white space or the end follows, no small letter goes on, and a full stop
    /// is none of an abbreviation, an initial or a number.
    /// </summary>
    public static bool Ends(ReadOnlySpan<char> text, int stop, int end)
    {
        if (end >= text.Length || text[stop..end].ContainsAny(Unspaced))
            return true;
        if (!char.IsWhiteSpace(text[end]))
            return false;
        int next = end;
        // What is indented further than this is another paragraph.
        while (next < text.Length && next - end < 64 && char.IsWhiteSpace(text[next]))
            next++;
        if (next < text.Length && char.IsLower(text[next]))
            return false;
        return text[stop] != '.' || end - stop > 1 || !IsAbbreviation(text, stop);
    }

    private static bool IsAbbreviation(ReadOnlySpan<char> text, int stop)
    {
        int start = stop;
        while (start > 0 && stop - start <= LongestAbbreviation && (char.IsLetter(text[start - 1]) || IsMark(text[start - 1])))
            start--;
        int length = stop - start;
        if (length is 0 or > LongestAbbreviation)
            return false;
        // An initial, or the last letter of what is written with several stops, such as U.S.
        if (length == 1)
            return char.IsUpper(text[start]) || (start > 0 && text[start - 1] == '.');
        return Abbreviations.GetAlternateLookup<ReadOnlySpan<char>>().Contains(text[start..stop]);
    }

    private static bool IsMark(char c) => CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark;
}
