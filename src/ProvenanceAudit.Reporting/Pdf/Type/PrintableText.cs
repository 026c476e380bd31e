using System.Globalization;
using System.Text;
using ProvenanceAudit.Reporting.Html;

namespace ProvenanceAudit.Reporting.Pdf.Type;

/// <summary>
/// Turns any text into one that can be set: nothing is shown as an empty box, and nothing is dropped that a reader would see.
/// Characters without a glyph become a note that counts them and names their script; what would reorder or hide text becomes
/// U+FFFD, as in the HTML report; format characters that are invisible by definition are left out. A letter and its combining
/// marks are drawn as one composed glyph where Unicode has one (form NFC), else the mark is drawn over the letter as the font
/// places it. Right-to-left scripts are among those that the fonts do not have.
/// </summary>
internal static class PrintableText
{
    private static readonly char[] LineEnds = ['\n', '\r', '\t', ' ', '\u2028', '\u2029'];

    /// <summary>A text of any number of lines.</summary>
    public static List<StyledText> Of(ReadOnlySpan<char> raw, TextStyle style)
    {
        var parts = new List<StyledText>();
        Append(parts, raw, style);
        return parts;
    }

    /// <summary>A text on one line, cut where it is longer than a line of a table or heading should be.</summary>
    public static List<StyledText> OneLine(string raw, TextStyle style, int longest = 300)
    {
        string line = string.Join(' ', raw.Split(LineEnds, StringSplitOptions.RemoveEmptyEntries));
        if (line.Length <= longest)
            return Of(line, style);
        int end = char.IsHighSurrogate(line[longest - 2]) ? longest - 2 : longest - 1;
        return Of(line[..end] + "…", style);
    }

    /// <summary>Appends a text to a paragraph.</summary>
    public static void Append(List<StyledText> parts, ReadOnlySpan<char> raw, TextStyle style)
    {
        string text = Clean(raw).Normalize(NormalizationForm.FormC);
        FontFile font = style.Face.File;
        int shown = 0;
        for (int i = 0; i < text.Length;)
        {
            if (CanShow(font, text[i]))
            {
                i++;
                continue;
            }
            if (shown < i)
                parts.Add(new StyledText(text[shown..i], style));
            shown = i = AppendNote(parts, text, i, style);
        }
        if (shown < text.Length)
            parts.Add(new StyledText(text[shown..], style));
    }

    private static bool CanShow(FontFile font, char c) => c == '\n' || font.Has(c);

    /// <summary>Appends a note for the characters from a place on, and returns the place after them.</summary>
    private static int AppendNote(List<StyledText> parts, string text, int start, TextStyle style)
    {
        string? script = null;
        int characters = 0, end = start;
        for (int i = start; i < text.Length;)
        {
            Rune rune = Rune.GetRuneAt(text, i);
            string name = ScriptNames.Of(rune.Value);
            bool isMark = Rune.GetUnicodeCategory(rune) is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark
                or UnicodeCategory.EnclosingMark;
            if (rune.Value == ' ')
            {
                // Words of one script are one run.
                i++;
                continue;
            }
            bool together = script is null || name == script || isMark || IsOneWriting(name, script);
            if (!together || CanShow(style.Face.File, text[i]))
                break;
            script = script is null ? name : Together(script, name);
            // What stands between two characters of the run belongs to it.
            characters++;
            i += rune.Utf16SequenceLength;
            end = i;
        }
        parts.Add(new StyledText(
            ScriptNames.Note(script!, characters),
            style with { Face = Typeface.Sans, Underlined = false, Ground = null, IsNote = true }));
        return end;
    }

    private static bool IsOneWriting(string a, string b) => (a, b) is ("Chinese", "Japanese") or ("Japanese", "Chinese");

    // Japanese is written with Chinese characters too.
    private static string Together(string a, string b) => a == "Japanese" || b == "Japanese" ? "Japanese" : a;

    private static string Clean(ReadOnlySpan<char> raw)
    {
        var clean = new StringBuilder(raw.Length);
        while (raw.Length > 0)
        {
            bool valid = Rune.DecodeFromUtf16(raw, out Rune rune, out int length) == System.Buffers.OperationStatus.Done;
            if (!valid || DisplayText.IsUnfit(rune.Value))
                clean.Append('\uFFFD');
            else if (rune.Value == '\r')
                clean.Append(raw.Length > 1 && raw[1] == '\n' ? "" : "\n");
            else if (rune.Value is '\u2028' or '\u2029')
                clean.Append('\n');
            else if (rune.Value == '\u00A0')
                clean.Append('\u00A0');
            else if (rune.Value == '\t' || Rune.GetUnicodeCategory(rune) == UnicodeCategory.SpaceSeparator)
                clean.Append(' ');
            else if (!IsInvisible(rune))
                clean.Append(raw[..length]);
            raw = raw[length..];
        }
        return clean.ToString();
    }

    // Soft hyphens, joiners, direction marks and variation selectors have no picture of their own.
    private static bool IsInvisible(Rune rune) =>
        (Rune.GetUnicodeCategory(rune) == UnicodeCategory.Format && ScriptNames.Of(rune.Value) is not ("Arabic" or "Syriac"))
        || rune.Value is (>= 0xFE00 and <= 0xFE0F) or (>= 0xE0100 and <= 0xE01EF) or 0x034F or 0x3164 or 0x115F or 0x1160;
}
