using System.Text;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// Text reduced to what similar texts share (ISO 24138:2024, text collapse): decomposed, in lower case, without white space, control characters, marks and
/// punctuation, then in Unicode form KC.
/// </summary>
internal static class TextCollapse
{
    private const char Sigma = 'Σ';

    /// <summary>The collapsed text in UTF-8. Lone surrogates are left out.</summary>
    internal static byte[] ToUtf8(string text)
    {
        CharBuffer decomposed = new(text.Length + 16);
        CharBuffer composed = new(text.Length + 16);
        try
        {
            UnicodeForms.Append(text, NormalizationForm.FormD, ref decomposed);
            int kept = LowerAndFilter(decomposed.Written);
            UnicodeForms.Append(decomposed.Written[..kept], NormalizationForm.FormKC, ref composed);
            byte[] utf8 = new byte[Encoding.UTF8.GetByteCount(composed.Written)];
            Encoding.UTF8.GetBytes(composed.Written, utf8);
            return utf8;
        }
        finally
        {
            decomposed.Dispose();
            composed.Dispose();
        }
    }

    /// <summary>Lower case and removal in place.</summary>
    /// <returns>Number of UTF-16 code units that are left, at the start of the text.</returns>
    private static int LowerAndFilter(Span<char> text)
    {
        int kept = 0;
        // Whether the last character that is not looked through was a letter with a case: what decides about a sigma at the end of a word.
        bool afterCased = false;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            if (char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]))
            {
                Rune rune = new(c, text[++i]);
                byte wide = TextCharacters.TraitsOf(rune);
                if ((wide & TextCharacters.Dropped) == 0)
                    kept += Rune.ToLowerInvariant(rune).EncodeToUtf16(text[kept..]);
                if ((wide & TextCharacters.Ignorable) == 0)
                    afterCased = (wide & TextCharacters.Cased) != 0;
                continue;
            }
            byte traits = TextCharacters.TraitsOf(c);
            if ((traits & TextCharacters.Dropped) == 0)
                text[kept++] = c == Sigma && afterCased && !IsCasedAhead(text[(i + 1)..]) ? 'ς' : TextCharacters.LowerOf(c);
            if ((traits & TextCharacters.Ignorable) == 0)
                afterCased = (traits & TextCharacters.Cased) != 0;
        }
        return kept;
    }

    private static bool IsCasedAhead(ReadOnlySpan<char> rest)
    {
        for (int i = 0; i < rest.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(rest[i]) && i + 1 < rest.Length && char.IsLowSurrogate(rest[i + 1]);
            byte traits = isPair ? TextCharacters.TraitsOf(new Rune(rest[i], rest[++i])) : TextCharacters.TraitsOf(rest[i]);
            if ((traits & TextCharacters.Ignorable) == 0)
                return (traits & TextCharacters.Cased) != 0;
        }
        return false;
    }
}
