using System.Buffers;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// Cuts a text of any language into sentences: at stops, in the manner of Unicode Standard Annex 29 and with the common abbreviations excepted, at blank lines,
/// and before lines that begin a new thing. What runs on without a stop is cut. One walk over the text, whatever stands in it.
/// </summary>
public static class SentenceSplitter
{
    /// <summary>Longest sentence, in code units; what is longer is cut, at white space where there is any.</summary>
    public const int MaximumLength = 800;

    // A line that ends without a stop and is shorter than this is a heading or an item of a list, unless the next goes on with a small letter.
    private const int ShortLine = 48;

    private static readonly SearchValues<char> ClauseEnds = SearchValues.Create(";:；：،、");

    /// <summary>Cuts a text.</summary>
    /// <param name="text">Any text, lone surrogates included.</param>
    /// <returns>
    /// Sentences in order, none empty, none overlapping, without the white space about them; together they hold every code unit that is not white space.
    /// </returns>
    public static IReadOnlyList<TextSpan> Split(ReadOnlySpan<char> text)
    {
        var sentences = new List<TextSpan>(text.Length / 100 + 1);
        int start = 0, line = 0;
        for (int i = 0; i < text.Length;)
        {
            char c = text[i];
            if (c is '\n' or '\r' or '\u2028' or '\u2029')
            {
                int next = EndOfWhiteSpace(text, i, out bool blank);
                if (blank || c == '\u2029' || BeginsAnew(text, line, i, next))
                {
                    Add(text, start, i, sentences);
                    start = next;
                }
                line = next;
                i = next;
            }
            else if (SentenceStops.MayEnd(c))
            {
                int end = i + 1;
                while (end < text.Length && (SentenceStops.MayEnd(text[end]) || SentenceStops.Closes(text[end])))
                    end++;
                if (SentenceStops.Ends(text, i, end))
                {
                    Add(text, start, end, sentences);
                    start = end;
                }
                i = end;
            }
            else
            {
                i++;
            }
        }
        Add(text, start, text.Length, sentences);
        return sentences;
    }

    private static int EndOfWhiteSpace(ReadOnlySpan<char> text, int at, out bool blank)
    {
        int lines = 0, i = at;
        for (; i < text.Length && char.IsWhiteSpace(text[i]); i++)
        {
            if (text[i] == '\n' || (text[i] == '\r' && (i + 1 >= text.Length || text[i + 1] != '\n')))
                lines++;
        }
        blank = lines > 1;
        return i;
    }

    private static bool BeginsAnew(ReadOnlySpan<char> text, int line, int end, int next)
    {
        if (next >= text.Length || char.IsLower(text[next]))
            return false;
        return text[next] is '•' or '*' or '–' or '—' or '·' || end - line < ShortLine;
    }

    private static void Add(ReadOnlySpan<char> text, int start, int end, List<TextSpan> sentences)
    {
        while (true)
        {
            while (start < end && char.IsWhiteSpace(text[start]))
                start++;
            while (end > start && char.IsWhiteSpace(text[end - 1]))
                end--;
            if (start == end)
                return;
            if (end - start <= MaximumLength)
            {
                sentences.Add(new TextSpan(start, end));
                return;
            }
            int cut = CutOf(text, start);
            sentences.Add(new TextSpan(start, cut));
            start = cut;
        }
    }

    /// <summary>Where to cut what is too long: after the last semicolon or colon of the second half, else before its last white space, else at the limit.</summary>
    private static int CutOf(ReadOnlySpan<char> text, int start)
    {
        ReadOnlySpan<char> half = text.Slice(start + MaximumLength / 2, MaximumLength / 2);
        int clause = half.LastIndexOfAny(ClauseEnds);
        if (clause >= 0)
            return start + MaximumLength / 2 + clause + 1;
        for (int i = half.Length - 1; i > 0; i--)
        {
            if (char.IsWhiteSpace(half[i]) && !char.IsWhiteSpace(half[i - 1]))
                return start + MaximumLength / 2 + i;
        }
        int limit = start + MaximumLength;
        return char.IsHighSurrogate(text[limit - 1]) && char.IsLowSurrogate(text[limit]) ? limit - 1 : limit;
    }
}
