using ProvenanceAudit.Matching;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>One side of a match: its context grey, the words that both sides share tinted, the edits between them bold and
/// underlined; of a paraphrase, the stretches that say the same numbered and underlined.</summary>
internal static class MarkedText
{
    // Files are wrapped at 60 to 80 characters; a column here holds about 48.
    private const int ShortLine = 48;
    private const char ZeroWidthSpace = '\u200B';

    /// <summary>Marks a passage.</summary>
    /// <param name="passage">The side's text.</param>
    /// <param name="match">The match.</param>
    /// <param name="isWork">Whether it is the work's side.</param>
    /// <param name="longest">Code units shown; where there are more, the context after the passage is left out with them.</param>
    public static List<StyledText> Of(PassageText passage, Match match, bool isWork, int longest)
    {
        var parts = new List<StyledText>();
        ReadOnlySpan<char> whole = RunOnLines(string.Concat(passage.Before, passage.Text, passage.After));
        PrintableText.Append(parts, whole[..passage.Before.Length], Styles.Context);
        ReadOnlySpan<char> text = whole.Slice(passage.Before.Length, passage.Text.Length);
        bool isCut = text.Length > longest;
        if (isCut)
            text = text[..(char.IsHighSurrogate(text[longest - 1]) ? longest - 1 : longest)];
        foreach (PassagePart part in PassageParts.Of(match, isWork, text.Length))
        {
            if (part.BeginsPair)
                parts.Add(new StyledText($"[{Numbers.Whole(part.Pair)}]\u00A0", Styles.PairNumber));
            ReadOnlySpan<char> words = text[part.Span.Start..part.Span.End];
            if (part.IsShared)
                PrintableText.Append(parts, words, Styles.Shared);
            else if (match.Kind == MatchKind.Paraphrase)
                PrintableText.Append(parts, words, part.Pair > 0 ? Styles.Paired : Styles.Between);
            else
                AppendEdit(parts, words);
        }
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
