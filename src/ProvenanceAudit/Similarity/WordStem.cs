using ProvenanceAudit.Text;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// A rough stem for texts of any language: the first letters of the comparison form, without a plural's s and what stands behind an apostrophe. Cutting words
/// short serves most languages nearly as well as their own stemmers do (McNamee, Mayfield 2004).
/// </summary>
internal static class WordStem
{
    private const int Letters = 6;

    /// <summary>Hash of the stem of a word as it is written.</summary>
    public static ulong HashOf(ReadOnlySpan<char> word)
    {
        Span<char> form = stackalloc char[128];
        // No word is told from another by what stands behind its first letters; marks and surrogates make a letter of several code units.
        ReadOnlySpan<char> head = word[..Math.Min(word.Length, 24)];
        if (!Ascii(head, form, out int length))
        {
            string written = ComparisonForm.Of(head);
            length = Math.Min(written.Length, form.Length);
            written.AsSpan(0, length).CopyTo(form);
        }
        ReadOnlySpan<char> stem = form[..length];
        int apostrophe = stem.IndexOf('\'');
        if (apostrophe > 0)
            stem = stem[..apostrophe];
        if (stem.Length > 4 && stem[^1] == 's' && stem[^2] != 's')
            stem = stem[..^1];
        stem = stem[..Math.Min(stem.Length, Letters)];
        return stem.IsEmpty ? 0 : WordHash.Of(stem);
    }

    private static bool Ascii(ReadOnlySpan<char> word, Span<char> form, out int length)
    {
        length = word.Length;
        for (int i = 0; i < word.Length; i++)
        {
            char c = word[i];
            if (!char.IsAsciiLetterOrDigit(c) && c != '\'')
                return false;
            form[i] = char.ToLowerInvariant(c);
        }
        return true;
    }
}
