using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>Reads a passage with what stands around it, as readers of reports and findings see it.</summary>
public static class PassageContext
{
    /// <summary>Most context on either side, in UTF-16 code units.</summary>
    public const int Length = 240;

    /// <summary>Reads a passage and its context.</summary>
    /// <param name="span">The passage, within the text.</param>
    /// <param name="textLength">Length of the text in UTF-16 code units.</param>
    /// <param name="read">Reads a span of the text.</param>
    public static PassageText Of(TextSpan span, int textLength, Func<TextSpan, string> read) => new(
        Before(read(new TextSpan(Math.Max(0, span.Start - Length), span.Start)), span.Start > Length),
        read(span),
        After(read(new TextSpan(span.End, Math.Min(textLength, span.End + Length))), span.End + Length < textLength));

    /// <summary>Context before a passage; where it was cut, it begins at a word, or at least at a whole character.</summary>
    private static string Before(string context, bool cut)
    {
        int space = cut ? context.AsSpan().IndexOfAny(' ', '\n', '\t') : -1;
        if (space >= 0)
            return context[(space + 1)..];
        return cut && context.Length > 0 && char.IsLowSurrogate(context[0]) ? context[1..] : context;
    }

    /// <summary>Context after a passage; where it was cut, it ends at a word, or at least at a whole character.</summary>
    private static string After(string context, bool cut)
    {
        int space = cut ? context.AsSpan().LastIndexOfAny(' ', '\n', '\t') : -1;
        return space >= 0 ? context[..space] : cut ? EndWhole(context) : context;
    }

    /// <summary>A text that was cut, without the half of a character at its end.</summary>
    internal static string EndWhole(string text) => text.Length > 0 && char.IsHighSurrogate(text[^1]) ? text[..^1] : text;
}
