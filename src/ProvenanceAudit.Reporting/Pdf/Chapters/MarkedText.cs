using ProvenanceAudit.Matching;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>One side of a match: its context grey, the words that both sides share tinted, the edits between them bold and
/// underlined.</summary>
internal static class MarkedText
{
    // Files are wrapped at 60 to 80 characters; a column here holds about 48.
    private const int ShortLine = 48;
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Marks a passage.</summary>
    /// <param name="passage">The side's text.</param>
    /// <param name="start">Where <see cref="PassageText.Text"/> begins in the output or the work, UTF-16 code units.</param>
    /// <param name="runs">The shared runs, in order.</param>
    /// <param name="sideOf">The side of a run that this passage is.</param>
    /// <param name="longest">Code units shown; where there are more, the context after the passage is left out with them.</param>
    public static List<StyledText> Of(
        PassageText passage, int start, IReadOnlyList<CommonRun> runs, Func<CommonRun, TextSpan> sideOf, int longest)
    {
        var parts = new List<StyledText>();
        ReadOnlySpan<char> whole = RunOnLines(string.Concat(passage.Before, passage.Text, passage.After));
        PrintableText.Append(parts, whole[..passage.Before.Length], Styles.Context);
        ReadOnlySpan<char> text = whole.Slice(passage.Before.Length, passage.Text.Length);
        bool isCut = text.Length > longest;
        if (isCut)
            text = text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        int written = 0;
        foreach (CommonRun run in runs)
        {
            TextSpan span = sideOf(run);
            // A report read back from a file may claim runs outside its passages; they are shown as far as there is text.
            int from = Math.Clamp(span.Start - start, written, text.Length), to = Math.Clamp(span.End - start, from, text.Length);
            AppendEdit(parts, text[written..from]);
            PrintableText.Append(parts, text[from..to], Styles.Shared);
            written = to;
        }
        AppendEdit(parts, text[written..]);
        if (isCut)
            parts.Add(new StyledText(" …", Styles.Context));
        else
            PrintableText.Append(parts, whole[(passage.Before.Length + passage.Text.Length)..], Styles.Context);
        return parts;
    }

    /// <summary>
    /// Makes spaces of the line ends of wrapped lines, which would be wrapped once more in a column. Those of short lines stay:
    /// of verse, lists and speech. No place moves.
    /// </summary>
    private static char[] RunOnLines(string text)
    {
        char[] run = text.ToCharArray();
        for (int start = 0, end; (end = text.IndexOf('\n', start)) >= 0; start = end + 1)
        {
            bool endsParagraph = end + 1 == text.Length || text[end + 1] is '\n' or '\r';
            if (end - start < ShortLine || endsParagraph)
                continue;
            run[end] = ' ';
            if (text[end - 1] == '\r')
                run[end - 1] = ZeroWidthSpace;
        }
        return run;
    }

    /// <summary>Appends what stands between two runs; words are marked, not the spaces and signs around them.</summary>
    private static void AppendEdit(List<StyledText> parts, ReadOnlySpan<char> text)
    {
        int first = 0, end = text.Length;
        while (first < end && !IsOfWord(text[first]))
            first++;
        while (end > first && !IsOfWord(text[end - 1]))
            end--;
        PrintableText.Append(parts, text[..first], Styles.Between);
        PrintableText.Append(parts, text[first..end], Styles.Differs);
        PrintableText.Append(parts, text[end..], Styles.Between);
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c);
}
