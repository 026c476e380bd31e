using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>One side of a match: its context grey, the words that both sides share marked, the edits between them
/// underlined.</summary>
internal static class MarkedPassage
{
    /// <summary>Writes the passage.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="passage">The side's text.</param>
    /// <param name="start">Where <see cref="PassageText.Text"/> begins in the output or the work, UTF-16 code units.</param>
    /// <param name="runs">The shared runs, in order.</param>
    /// <param name="sideOf">The side of a run that this passage is.</param>
    /// <param name="language">Language of the work.</param>
    public static void Write(
        HtmlWriter html, PassageText passage, int start, IReadOnlyList<CommonRun> runs, Func<CommonRun, TextSpan> sideOf,
        string? language)
    {
        html.Write($"""<blockquote class="text" dir="auto"{new LanguageAttribute(language)}>""");
        if (passage.Before.Length > 0)
            html.Write($"""<span class="context">{passage.Before}</span>""");
        ReadOnlySpan<char> text = passage.Text;
        int written = 0;
        foreach (CommonRun run in runs)
        {
            TextSpan span = sideOf(run);
            // A report read back from a file may claim runs outside its passages; they are shown as far as there is text.
            int from = Math.Clamp(span.Start - start, written, text.Length), to = Math.Clamp(span.End - start, from, text.Length);
            WriteEdit(html, text[written..from]);
            if (from < to)
            {
                html.Write($"<mark>");
                html.Text(text[from..to]);
                html.Write($"</mark>");
            }
            written = to;
        }
        WriteEdit(html, text[written..]);
        if (passage.After.Length > 0)
            html.Write($"""<span class="context">{passage.After}</span>""");
        html.Line($"</blockquote>");
    }

    /// <summary>Writes what stands between two runs; the line is drawn under words, not under the spaces around them.</summary>
    private static void WriteEdit(HtmlWriter html, ReadOnlySpan<char> text)
    {
        int first = 0, end = text.Length;
        while (first < end && !IsOfWord(text[first]))
            first++;
        while (end > first && !IsOfWord(text[end - 1]))
            end--;
        html.Text(text[..first]);
        if (first < end)
        {
            html.Write($"""<span class="edit">""");
            html.Text(text[first..end]);
            html.Write($"</span>");
        }
        html.Text(text[end..]);
    }

    private static bool IsOfWord(char c) => char.IsLetterOrDigit(c) || char.IsSurrogate(c);
}
