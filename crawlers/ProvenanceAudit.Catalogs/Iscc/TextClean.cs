using System.Buffers;
using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>Text made ready for display and for hashing as metadata (ISO 24138:2024, text clean, text remove newlines, text trim).</summary>
internal static class TextClean
{
    private static readonly SearchValues<char> Newlines = SearchValues.Create("\n\v\f\r\u0085\u2028\u2029");

    /// <summary>
    /// Text in Unicode form KC, without control characters but ends of lines, these as line feeds, of empty lines one at most between others, no blanks at the
    /// ends.
    /// </summary>
    internal static string Of(string text)
    {
        CharBuffer normal = new(text.Length + 16);
        try
        {
            UnicodeForms.Append(text, NormalizationForm.FormKC, ref normal);
            return JoinLines(WithoutControls(normal.Written));
        }
        finally
        {
            normal.Dispose();
        }
    }

    /// <summary>One line: every run of white space is one blank.</summary>
    internal static string WithoutNewlines(string text)
    {
        var line = new StringBuilder(text.Length);
        foreach (char c in text)
        {
            if (!TextCharacters.IsSpace(c))
                line.Append(c);
            else if (line.Length > 0 && line[^1] != ' ')
                line.Append(' ');
        }
        return Strip(line.ToString()).ToString();
    }

    /// <summary>The start of a text, as many whole characters as fit into so many bytes of UTF-8, without white space at the ends.</summary>
    internal static string Trim(string text, int bytes)
    {
        int used = 0;
        int length = 0;
        foreach (Rune rune in text.EnumerateRunes())
        {
            used += rune.Utf8SequenceLength;
            if (used > bytes)
                break;
            length += rune.Utf16SequenceLength;
        }
        return Strip(text.AsSpan(0, length)).ToString();
    }

    /// <summary>Text without white space at the ends.</summary>
    internal static ReadOnlySpan<char> Strip(ReadOnlySpan<char> text)
    {
        int start = 0;
        int end = text.Length;
        while (start < end && TextCharacters.IsSpace(text[start]))
            start++;
        while (end > start && TextCharacters.IsSpace(text[end - 1]))
            end--;
        return text[start..end];
    }

    private static Span<char> WithoutControls(Span<char> text)
    {
        int kept = 0;
        for (int i = 0; i < text.Length; i++)
        {
            char c = text[i];
            bool isPair = char.IsHighSurrogate(c) && i + 1 < text.Length && char.IsLowSurrogate(text[i + 1]);
            UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(isPair ? char.ConvertToUtf32(c, text[i + 1]) : c);
            bool isKept = !TextCharacters.IsControl(category) || Newlines.Contains(c);
            if (isKept)
                text[kept++] = c;
            if (isPair)
            {
                i++;
                if (isKept)
                    text[kept++] = text[i];
            }
        }
        return text[..kept];
    }

    private static string JoinLines(ReadOnlySpan<char> text)
    {
        var joined = new StringBuilder(text.Length);
        bool afterEmpty = false;
        while (!text.IsEmpty)
        {
            int end = text.IndexOfAny(Newlines);
            ReadOnlySpan<char> line = end < 0 ? text : text[..end];
            int next = end < 0 ? text.Length : text[end] == '\r' && end + 1 < text.Length && text[end + 1] == '\n' ? end + 2 : end + 1;
            bool isEmpty = Strip(line).IsEmpty;
            if (!isEmpty)
                joined.Append(line);
            if (!isEmpty || !afterEmpty)
                joined.Append('\n');
            afterEmpty = isEmpty;
            text = text[next..];
        }
        return Strip(joined.ToString()).ToString();
    }
}
