using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>
/// One side of a match: its context grey, the words that both sides share marked, the edits between them underlined. Of a paraphrase, nearly all of which
/// differs, the stretches that say the same are numbered instead.
/// </summary>
internal static class MarkedPassage
{
    /// <summary>Writes the passage.</summary>
    /// <param name="html">Where to.</param>
    /// <param name="passage">The side's text.</param>
    /// <param name="match">The match.</param>
    /// <param name="isWork">Whether it is the work's side.</param>
    /// <param name="language">Language of the work.</param>
    public static void Write(HtmlWriter html, PassageText passage, Match match, bool isWork, string? language)
    {
        html.Write($"""<blockquote class="text" dir="auto"{new LanguageAttribute(language)}>""");
        if (passage.Before.Length > 0)
            html.Write($"""<span class="context">{passage.Before}</span>""");
        ReadOnlySpan<char> text = passage.Text;
        bool isParaphrase = match.Kind == MatchKind.Paraphrase;
        int pair = 0;
        foreach (PassagePart part in PassageParts.Of(match, isWork, text.Length))
        {
            if (part.Pair != pair && pair > 0)
                html.Write($"</span>");
            if (part.BeginsPair)
                html.Write($"""<span class="pair"><span class="pair-number">{part.Pair}</span>""");
            pair = part.Pair;
            ReadOnlySpan<char> words = text[part.Span.Start..part.Span.End];
            if (part.IsShared)
            {
                html.Write($"<mark>");
                html.Text(words);
                html.Write($"</mark>");
            }
            else if (isParaphrase)
                html.Text(words);
            else
                WriteEdit(html, words);
        }
        if (pair > 0)
            html.Write($"</span>");
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
