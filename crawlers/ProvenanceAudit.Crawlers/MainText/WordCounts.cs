using System.Globalization;

namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>What a stretch of text consists of.</summary>
/// <param name="Words">Runs of letters and digits; of scripts without spaces between words, two characters count as one.</param>
/// <param name="Letters">Letters and digits, in UTF-16 code units.</param>
/// <param name="Digits">Digits among them.</param>
/// <param name="Capitals">Words that begin with a capital.</param>
/// <param name="Marks">Marks that end or part sentences.</param>
internal readonly record struct WordCounts(double Words, int Letters, int Digits, int Capitals, int Marks)
{
    /// <summary>Counts a text.</summary>
    public static WordCounts Of(ReadOnlySpan<char> text)
    {
        int words = 0, unspaced = 0, letters = 0, digits = 0, capitals = 0, marks = 0;
        bool inside = false;
        foreach (char c in text)
        {
            if (IsUnspaced(c))
            {
                unspaced++;
                letters++;
                inside = false;
            }
            else if (char.IsLetterOrDigit(c) || char.IsSurrogate(c) || char.GetUnicodeCategory(c) == UnicodeCategory.NonSpacingMark)
            {
                letters++;
                digits += char.IsDigit(c) ? 1 : 0;
                if (!inside)
                {
                    words++;
                    capitals += char.IsUpper(c) ? 1 : 0;
                }
                inside = true;
            }
            else
            {
                inside = inside && c is '\'' or '’';
                marks += IsMark(c) ? 1 : 0;
            }
        }
        return new WordCounts(words + unspaced / 2.0, letters, digits, capitals, marks);
    }

    /// <summary>Whether the character belongs to a script that writes no spaces between words.</summary>
    public static bool IsUnspaced(char c) => c >= '\u0E00' && (c is >= '\u3040' and <= '\u30FF' or >= '\u3400' and <= '\u9FFF'
        or >= '\uF900' and <= '\uFAFF' or >= '\u0E00' and <= '\u0EFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF');

    /// <summary>Whether the character ends a sentence, or parts its clauses.</summary>
    public static bool IsMark(char c) => c is '.' or ',' or ';' or ':' or '!' or '?' or '…' or '。' or '、' or '，' or '！' or '？' or '；' or '।' or '؟' or '،' or '۔';

    /// <summary>Whether the character ends a sentence.</summary>
    public static bool IsEnd(char c) => c is '.' or '!' or '?' or '…' or '。' or '！' or '？' or '।' or '؟' or '۔';
}
