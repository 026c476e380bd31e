using System.Text;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// Unicode normalisation (UAX #15) that passes halves of surrogate pairs and U+FFFE through as characters that join with nothing, as Python does and ISCC
/// codes therefore do; .NET refuses such text.
/// </summary>
internal static class UnicodeForms
{
    /// <summary>
    /// Marks on one letter that are brought into order together. Sorting takes time by the square of their number, and no writing has so many; beyond them
    /// each further heap is sorted by itself.
    /// </summary>
    private const int LongestHeap = 256;

    /// <summary>Appends the normal form of a text.</summary>
    internal static void Append(ReadOnlySpan<char> text, NormalizationForm form, ref CharBuffer target)
    {
        // ASCII characters stay as they are and join with nothing before them, so what follows the first of them may be looked at alone: most text is ASCII
        // but for some signs. The one before the signs comes along, for accents may follow it.
        while (!text.IsEmpty)
        {
            int strange = text.IndexOfAnyExceptInRange('\0', '\x7F');
            if (strange < 0)
            {
                target.Append(text);
                return;
            }
            int start = Math.Max(strange - 1, 0);
            target.Append(text[..start]);
            text = text[start..];
            int length = text[(strange - start)..].IndexOfAnyInRange('\0', '\x7F');
            length = length < 0 ? text.Length : strange - start + length;
            AppendRun(text[..length], form, ref target);
            text = text[length..];
        }
    }

    private static void AppendRun(ReadOnlySpan<char> run, NormalizationForm form, ref CharBuffer target)
    {
        int start = 0;
        int marks = 0;
        for (int i = 0; i < run.Length; i++)
        {
            bool isPair = char.IsHighSurrogate(run[i]) && i + 1 < run.Length && char.IsLowSurrogate(run[i + 1]);
            if (!isPair && (char.IsSurrogate(run[i]) || run[i] == '\uFFFE'))
            {
                AppendWellFormed(run[start..i], form, ref target);
                target.Append(run.Slice(i, 1));
                start = i + 1;
                marks = 0;
                continue;
            }
            byte traits = isPair ? TextCharacters.TraitsOf(new Rune(run[i], run[i + 1])) : TextCharacters.TraitsOf(run[i]);
            marks = (traits & TextCharacters.Mark) != 0 ? marks + 1 : 0;
            if (isPair)
                i++;
            if (marks == LongestHeap)
            {
                AppendWellFormed(run[start..(i + 1)], form, ref target);
                start = i + 1;
                marks = 0;
            }
        }
        AppendWellFormed(run[start..], form, ref target);
    }

    private static void AppendWellFormed(ReadOnlySpan<char> text, NormalizationForm form, ref CharBuffer target)
    {
        if (text.IsEmpty)
            return;
        int room = text.Length + text.Length / 4 + 8;
        int written;
        while (!text.TryNormalize(target.Room(room), out written, form))
            room *= 2;
        target.Advance(written);
    }
}
