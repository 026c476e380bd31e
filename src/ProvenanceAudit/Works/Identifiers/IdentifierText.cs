using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Works.Identifiers;

/// <summary>What people write around and inside an identifier, made plain before its scheme looks at it.</summary>
internal static class IdentifierText
{
    /// <summary>Longest identifier that is looked at, in UTF-16 code units; what is longer is prose.</summary>
    internal const int Longest = 2048;

    /// <summary>Longest piece of a value that a problem quotes.</summary>
    private const int LongestQuoted = 80;

    /// <summary>
    /// The text with full-width letters and signs and the digits of every script as ASCII, dashes as <c>-</c>, white space as one
    /// blank, invisible characters left out, and trimmed. Letters keep their case.
    /// </summary>
    internal static string Fold(string text)
    {
        var plain = new StringBuilder(text.Length);
        foreach (char written in text)
        {
            char c = written is >= '\uFF01' and <= '\uFF5E' ? (char)(written - 0xFEE0) : written;
            if (!char.IsAscii(c))
            {
                int digit = CharUnicodeInfo.GetDecimalDigitValue(c);
                if (digit >= 0)
                    c = (char)('0' + digit);
                else if (IsDash(c))
                    c = '-';
                else if (IsInvisible(c))
                    continue;
            }
            if (char.IsWhiteSpace(c))
            {
                if (plain.Length > 0 && plain[^1] != ' ')
                    plain.Append(' ');
            }
            else
            {
                plain.Append(c);
            }
        }
        return plain.ToString().TrimEnd(' ');
    }

    /// <summary>Whether a character is one of those that word processors put where a hyphen was typed, or a minus.</summary>
    private static bool IsDash(char c) =>
        c is '\u00AD' or '\u2212' || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.DashPunctuation;

    /// <summary>
    /// Characters without a shape of their own, which arrive with text pasted from web pages: zero-width blanks, marks of direction,
    /// soft hyphens, variation selectors.
    /// </summary>
    internal static bool IsInvisible(char c) =>
        CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format || c is >= '\uFE00' and <= '\uFE0F';

    /// <summary>A folded text without its blanks and hyphens.</summary>
    internal static string Compact(ReadOnlySpan<char> folded)
    {
        Span<char> kept = folded.Length <= Longest ? stackalloc char[folded.Length] : new char[folded.Length];
        int length = 0;
        foreach (char c in folded)
        {
            if (c is not (' ' or '-'))
                kept[length++] = c;
        }
        return new string(kept[..length]);
    }

    /// <summary>Cuts a label off the start, whatever its case.</summary>
    /// <returns>Whether the label was there.</returns>
    internal static bool Cut(ref ReadOnlySpan<char> text, string label)
    {
        if (!text.StartsWith(label, StringComparison.OrdinalIgnoreCase))
            return false;
        text = text[label.Length..];
        return true;
    }

    /// <summary>Cuts <c>http://</c> or <c>https://</c>, an optional <c>www.</c> and the host off the start; the path stays, without its first slash.</summary>
    /// <returns>Whether the address was one of that host.</returns>
    internal static bool CutHost(ref ReadOnlySpan<char> text, params ReadOnlySpan<string> hosts)
    {
        ReadOnlySpan<char> rest = text;
        if (!Cut(ref rest, "https://") && !Cut(ref rest, "http://"))
        {
            // Addresses are often printed without their scheme.
            rest = text;
        }
        Cut(ref rest, "www.");
        foreach (string host in hosts)
        {
            ReadOnlySpan<char> path = rest;
            if (Cut(ref path, host) && Cut(ref path, "/"))
            {
                text = path;
                return true;
            }
        }
        return false;
    }

    /// <summary>Cuts what is left of a label: blanks, colons, and the full stop of an abbreviation.</summary>
    internal static ReadOnlySpan<char> AfterLabel(ReadOnlySpan<char> text) => text.TrimStart(" :.#=");

    /// <summary>The part before a query or a fragment.</summary>
    internal static ReadOnlySpan<char> WithoutQuery(ReadOnlySpan<char> path)
    {
        int end = path.IndexOfAny('?', '#');
        return end < 0 ? path : path[..end];
    }

    /// <summary>A value for the eyes of a reader: bounded, in quotation marks, control characters shown as a question mark.</summary>
    internal static string Quote(string value)
    {
        var shown = new StringBuilder(LongestQuoted + 4).Append('\'');
        foreach (Rune rune in value.EnumerateRunes())
        {
            if (shown.Length > LongestQuoted)
            {
                shown.Append('…');
                break;
            }
            if (Rune.IsControl(rune))
                shown.Append('?');
            else
                shown.Append(rune.ToString());
        }
        return shown.Append('\'').ToString();
    }

    /// <summary>The problem of a value that is empty or too long to be an identifier; null when it may be one.</summary>
    internal static string? Unusable(string? value, string name)
    {
        if (string.IsNullOrWhiteSpace(value))
            return $"the {name} is empty";
        return value.Length > Longest
            ? $"the {name} is {value.Length.ToString(CultureInfo.InvariantCulture)} characters long, which is no {name}"
            : null;
    }
}
