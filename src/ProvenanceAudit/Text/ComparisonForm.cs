using System.Text;

namespace ProvenanceAudit.Text;

/// <summary>
/// The form in which words are compared: NFKC, case folded, diacritics kept, formatting characters and the hyphens of line
/// ends left out, every apostrophe the typewriter's. Follows NFKC_Casefold of Unicode Standard Annex 31, with full case folding
/// for the letters of everyday text where it differs from lower case: sharp s, final sigma, dotted capital I.
/// </summary>
public static class ComparisonForm
{
    /// <summary>The comparison form of a word.</summary>
    public static string Of(ReadOnlySpan<char> word)
    {
        char[] buffer = new char[MaximumLength(word.Length)];
        return new string(buffer, 0, Write(word, buffer));
    }

    /// <summary>Length that <see cref="Write"/> may need: no character's NFKC form is longer than 18 code units.</summary>
    public static int MaximumLength(int wordLength) => 18 * wordLength + 16;

    /// <summary>Writes the comparison form and returns its length in code units.</summary>
    public static int Write(ReadOnlySpan<char> word, Span<char> destination)
    {
        Span<char> kept = word.Length <= 128 ? stackalloc char[128] : new char[word.Length];
        int n = 0;
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (IsLeftOut(c))
                continue;
            // Tags and variation selectors outside the basic plane are ignored as those inside are.
            if (c is >= '\uDB40' and <= '\uDB43' && i + 1 < word.Length && char.IsLowSurrogate(word[i + 1]))
            {
                i++;
                continue;
            }
            // A lone half of a pair and what is no character cannot be normalised; they compare as the replacement character.
            if (c >= '\uFFFE')
                c = '\uFFFD';
            if (char.IsSurrogate(c) && !(char.IsHighSurrogate(c) ? i + 1 < word.Length && char.IsLowSurrogate(word[i + 1])
                : i > 0 && char.IsHighSurrogate(word[i - 1])))
                c = '\uFFFD';
            kept[n++] = c;
        }
        int length = Normalise(kept[..n], destination);
        Span<char> folded = length * 2 <= 256 ? stackalloc char[256] : new char[length * 2];
        int f = 0;
        for (int i = 0; i < length; i++)
        {
            char c = destination[i];
            switch (c)
            {
                // NFKC writes some letters with a space or an apostrophe before them, and some hyphens as another.
                case ' ' or '-' or '\u2010':
                    break;
                case var _ when CharacterClasses.IsApostrophe(c):
                    folded[f++] = '\'';
                    break;
                case 'ß' or 'ẞ':
                    folded[f++] = 's';
                    folded[f++] = 's';
                    break;
                case 'ς':
                    folded[f++] = 'σ';
                    break;
                case 'İ':
                    folded[f++] = 'i';
                    folded[f++] = '\u0307';
                    break;
                default:
                    if (char.IsHighSurrogate(c) && Rune.TryCreate(c, i + 1 < length ? destination[i + 1] : '\0', out Rune rune))
                    {
                        f += Rune.ToLowerInvariant(rune).EncodeToUtf16(folded[f..]);
                        i++;
                    }
                    else
                    {
                        folded[f++] = char.ToLowerInvariant(c);
                    }
                    break;
            }
        }
        return Normalise(folded[..f], destination);
    }

    private static int Normalise(ReadOnlySpan<char> text, Span<char> destination)
    {
        if (!text.ContainsAnyExceptInRange('\0', '\u007F'))
        {
            text.CopyTo(destination);
            return text.Length;
        }
        if (!text.TryNormalize(destination, out int written, NormalizationForm.FormKC))
            throw new ArgumentException($"a word of {text.Length} code units needs more than {destination.Length} in NFKC", nameof(destination));
        return written;
    }

    // Inside a word the tokeniser lets through only the hyphen and white space of a line end, and formatting characters.
    private static bool IsLeftOut(char c) =>
        c is '-' or '\u2010' or '\n' or '\r' or ' ' or '\t' || CharacterClasses.IsIgnorable(c);
}
