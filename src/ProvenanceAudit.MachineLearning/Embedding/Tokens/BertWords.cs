using System.Buffers;
using System.Globalization;
using System.Text;

namespace ProvenanceAudit.MachineLearning.Embedding.Tokens;

/// <summary>
/// Cuts text into words as BERT's BasicTokenizer does (Devlin and others 2019; the rules are those of the BertNormalizer and BertPreTokenizer of Hugging Face's tokenizers).
/// </summary>
internal static class BertWords
{
    private static readonly SearchValues<char> PlainAscii = SearchValues.Create([.. Enumerable.Range(0x21, 0x5E).Select(c => (char)c)]);

    /// <summary>Whether a character parts words before anything else is done; other controls are removed, and so join what stands beside them.</summary>
    public static bool IsSpace(char c) => c is ' ' or '\t' or '\n' or '\r' || (c >= '\u00A0' && char.IsWhiteSpace(c));

    /// <summary>Normalises a stretch without white space and finds its words.</summary>
    /// <param name="stretch">Characters without white space; may hold lone surrogates.</param>
    /// <param name="settings">What is done to it.</param>
    /// <param name="words">Receives start and length of each word in what is returned.</param>
    /// <returns>The normalised characters.</returns>
    public static string Cut(ReadOnlySpan<char> stretch, WordPieceSettings settings, List<(int Start, int Length)> words)
    {
        words.Clear();
        string text = stretch.ContainsAnyExcept(PlainAscii) ? Normalise(stretch, settings)
            : settings.LowerCase ? string.Create(stretch.Length, stretch, static (to, from) => from.ToLowerInvariant(to))
            : stretch.ToString();
        Split(text, words);
        return text;
    }

    /// <summary>Normalises text: what BERT does to it before words are cut.</summary>
    public static string Normalise(ReadOnlySpan<char> stretch, WordPieceSettings settings)
    {
        var text = new StringBuilder(stretch.Length + 16);
        foreach (Rune rune in stretch.EnumerateRunes())
        {
            // Lone surrogates come as U+FFFD.
            if (settings.CleanText && (rune.Value is 0 or 0xFFFD || IsControl(rune)))
                continue;
            bool alone = settings.SeparateIdeographs && IsIdeograph(rune.Value);
            if (alone)
                text.Append(' ');
            text.Append(rune);
            if (alone)
                text.Append(' ');
        }
        if (settings.StripAccents)
        {
            string decomposed = text.ToString().Normalize(NormalizationForm.FormD);
            text.Clear();
            foreach (Rune rune in decomposed.EnumerateRunes())
            {
                if (Rune.GetUnicodeCategory(rune) != UnicodeCategory.NonSpacingMark)
                    text.Append(rune);
            }
        }
        if (!settings.LowerCase)
            return text.ToString();
        string cased = text.ToString();
        text.Clear();
        foreach (Rune rune in cased.EnumerateRunes())
        {
            // The one letter whose lower case is two characters in every language.
            if (rune.Value == 0x130)
                text.Append("i\u0307");
            else
                text.Append(Rune.ToLowerInvariant(rune));
        }
        return text.ToString();
    }

    private static void Split(string text, List<(int Start, int Length)> words)
    {
        int start = 0, at = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            int next = at + rune.Utf16SequenceLength;
            bool space = Rune.IsWhiteSpace(rune);
            if (space || IsPunctuation(rune))
            {
                if (at > start)
                    words.Add((start, at - start));
                if (!space)
                    words.Add((at, next - at));
                start = next;
            }
            at = next;
        }
        if (at > start)
            words.Add((start, at - start));
    }

    private static bool IsControl(Rune rune) => rune.Value is not ('\t' or '\n' or '\r') && Rune.GetUnicodeCategory(rune) is UnicodeCategory.Control
        or UnicodeCategory.Format or UnicodeCategory.Surrogate or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static bool IsPunctuation(Rune rune) =>
        rune.Value is (>= 33 and <= 47) or (>= 58 and <= 64) or (>= 91 and <= 96) or (>= 123 and <= 126) || Rune.IsPunctuation(rune);

    private static bool IsIdeograph(int c) => c is (>= 0x4E00 and <= 0x9FFF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x20000 and <= 0x2A6DF)
        or (>= 0x2A700 and <= 0x2B73F) or (>= 0x2B740 and <= 0x2B81F) or (>= 0x2B820 and <= 0x2CEAF) or (>= 0xF900 and <= 0xFAFF) or (>= 0x2F800 and <= 0x2FA1F);
}
