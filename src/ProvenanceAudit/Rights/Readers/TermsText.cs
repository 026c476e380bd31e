using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>Terms for people, taken apart into sentences, and these into words that can be compared.</summary>
internal static class TermsText
{
    private const int LongestSentence = 6000;

    private static readonly HashSet<string> Abbreviations = new(StringComparer.OrdinalIgnoreCase)
    {
        "art", "arts", "abs", "nr", "no", "nos", "sec", "sect", "inc", "ltd", "co", "corp", "bzw", "al", "par", "cfr", "dir", "vs", "mr", "mrs",
        "dr", "st", "lit", "ziff", "vgl", "ggf", "usw", "etc", "sog", "d.h", "z.b", "e.g", "i.e", "u.s", "u.a", "n.v", "b.v", "s.a", "s.r.l",
        "num", "pag", "ss", "ex", "ca", "evtl", "inkl", "incl", "resp", "lid", "comma",
    };

    /// <summary>
    /// Sentences of a text. Empty lines end one; an item of a list (<c>•</c>, <c>-</c>, <c>(a)</c>) is read with the line that leads it
    /// in with a colon.
    /// </summary>
    internal static IEnumerable<string> Sentences(string text)
    {
        string? lead = null;
        foreach (string block in text.ReplaceLineEndings("\n").Split("\n\n",
            StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries))
        {
            bool isItem = IsItem(block);
            if (!isItem)
                lead = null;
            foreach (string sentence in Split(block))
            {
                foreach (string clause in Clauses(sentence))
                    yield return isItem && lead is not null ? $"{lead} {clause}" : clause;
                if (!isItem)
                    lead = sentence.EndsWith(':') ? sentence : null;
            }
        }
    }

    private static bool IsItem(string block) => block[0] is '•' or '-' or '*' or '–' or '·'
        || (block.Length > 3 && ((block[0] == '(' && block.AsSpan(1, Math.Min(5, block.Length - 1)).Contains(')'))
            || (char.IsAsciiLetterOrDigit(block[0]) && block[1] == ')')));

    private static IEnumerable<string> Split(string block)
    {
        int start = 0;
        for (int i = 0; i < block.Length; i++)
        {
            bool ends = block[i] switch
            {
                '!' or '?' or '。' => true,
                '.' => EndsHere(block, start, i),
                _ => false,
            };
            if (!ends && i - start < LongestSentence)
                continue;
            yield return block[start..(i + 1)].Trim();
            start = i + 1;
        }
        if (block[start..].Trim() is { Length: > 0 } rest)
            yield return rest;
    }

    private static bool EndsHere(string block, int start, int dot)
    {
        int next = dot + 1;
        while (next < block.Length && block[next] is '"' or '”' or '»' or ')')
            next++;
        if (next >= block.Length)
            return true;
        if (!char.IsWhiteSpace(block[next]))
            return false;
        while (next < block.Length && char.IsWhiteSpace(block[next]))
            next++;
        int word = dot;
        while (word > start && !char.IsWhiteSpace(block[word - 1]) && block[word - 1] is not ('(' or '"'))
            word--;
        string before = block[word..dot];
        return next >= block.Length || (!char.IsLower(block[next]) && before.Length > 1 && !Abbreviations.Contains(before)
            && (!char.IsAsciiDigit(block[next]) || before.Length > 3));
    }

    // "You may not: (a) copy; (b) train models" says each of its clauses, led in by what stands before the colon.
    private static IEnumerable<string> Clauses(string sentence)
    {
        string[] clauses = sentence.Split(';', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries);
        if (clauses.Length < 2)
            return [sentence];
        int colon = clauses[0].IndexOf(':', StringComparison.Ordinal);
        string lead = colon < 0 ? "" : clauses[0][..(colon + 1)] + " ";
        return [clauses[0], .. clauses.Skip(1).Select(clause => lead + clause)];
    }

    /// <summary>
    /// Words in small letters without marks, one space before and after each; all else is a space. So a phrase is found by
    /// looking for it as it stands.
    /// </summary>
    internal static string Words(string sentence)
    {
        var words = new StringBuilder(sentence.Length + 2).Append(' ');
        foreach (char c in sentence.Normalize(NormalizationForm.FormD))
        {
            if (c == 'ß')
                words.Append("ss");
            else if (char.IsLetterOrDigit(c))
                words.Append(char.ToLowerInvariant(c));
            else if (words[^1] != ' ' && c != '\u00ad' && CharUnicodeInfo.GetUnicodeCategory(c) != UnicodeCategory.NonSpacingMark)
                words.Append(' ');
        }
        return words.Append(' ').ToString();
    }
}
