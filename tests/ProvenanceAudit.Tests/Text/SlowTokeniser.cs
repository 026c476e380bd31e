using System.Globalization;
using System.Text;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Tests.Text;

/// <summary>
/// What the tokeniser is to find, said as plainly as possible: one character after another, no tables, no bit maps. Slow on
/// purpose.
/// </summary>
internal static class SlowTokeniser
{
    private enum Kind
    {
        Separator,
        Letter,
        Mark,
        Apostrophe,
        Invisible,
        Unspaced,
        LineEnd,
    }

    public static List<(TextSpan Span, ulong Hash)> Tokenise(string text)
    {
        List<(int At, int Length, Kind Kind)> characters = Classify(text);
        var words = new List<(TextSpan, ulong)>();
        int open = -1;
        for (int i = 0; i < characters.Count; i++)
        {
            (int at, int length, Kind kind) = characters[i];
            switch (kind)
            {
                case Kind.Letter:
                    open = open < 0 ? at : open;
                    break;
                case Kind.Mark or Kind.Invisible or Kind.LineEnd:
                    break;
                case Kind.Apostrophe when open >= 0 && LetterFollows(characters, i + 1)
                    && characters[i - 1].Kind != Kind.Apostrophe:
                    break;
                case Kind.Unspaced:
                    Close(at);
                    open = at;
                    int end = at + length;
                    while (i + 1 < characters.Count && IsAttached(text, characters[i + 1]))
                    {
                        i++;
                        end = characters[i].At + characters[i].Length;
                    }
                    // A soft hyphen goes with the character before it even where the line ends.
                    if (i + 1 < characters.Count && characters[i + 1].Kind == Kind.LineEnd && text[end] == '\u00AD')
                        end++;
                    Close(end);
                    break;
                default:
                    Close(at);
                    break;
            }
        }
        Close(text.Length);
        return words;

        void Close(int end)
        {
            if (open >= 0)
                words.Add((new TextSpan(open, end), WordHash.Of(ComparisonForm.Of(text.AsSpan(open, end - open)))));
            open = -1;
        }
    }

    private static bool LetterFollows(List<(int At, int Length, Kind Kind)> characters, int from)
    {
        while (from < characters.Count && characters[from].Kind == Kind.Invisible)
            from++;
        return from < characters.Count && characters[from].Kind == Kind.Letter;
    }

    private static bool IsAttached(string text, (int At, int Length, Kind Kind) character) =>
        character.Kind is Kind.Mark or Kind.Invisible
        || (character.Kind == Kind.Unspaced && character.Length == 1
            && (text[character.At] is '\uFF9E' or '\uFF9F' || IsMark(CharUnicodeInfo.GetUnicodeCategory(text[character.At]))));

    private static List<(int At, int Length, Kind Kind)> Classify(string text)
    {
        var characters = new List<(int, int, Kind)>();
        for (int i = 0; i < text.Length;)
        {
            int lineEnd = LengthOfLineEnd(text, i);
            if (lineEnd > 0)
            {
                characters.Add((i, lineEnd, Kind.LineEnd));
                i += lineEnd;
                continue;
            }
            bool whole = Rune.TryGetRuneAt(text, i, out Rune rune);
            int length = whole ? rune.Utf16SequenceLength : 1;
            characters.Add((i, length, whole ? KindOf(rune) : Kind.Separator));
            i += length;
        }
        return characters;
    }

    /// <summary>A hyphen behind a letter, one line break, twelve columns of indentation at most, and a small letter.</summary>
    private static int LengthOfLineEnd(string text, int at)
    {
        if (text[at] is not ('-' or '\u2010' or '\u00AD') || at == 0 || !EndsInLetter(text[at - 1]))
            return 0;
        string rest = text[(at + 1)..];
        int lineBreak = rest is ['\r', '\n', ..] ? 2 : rest is ['\r' or '\n', ..] ? 1 : 0;
        if (lineBreak == 0)
            return 0;
        string line = rest[lineBreak..];
        int indentation = line.Length - line.TrimStart(' ', '\t').Length;
        bool goesOn = indentation <= 12 && indentation < line.Length && char.IsLower(line[indentation]);
        return goesOn ? 1 + lineBreak + indentation : 0;
    }

    private static bool EndsInLetter(char c)
    {
        if (char.IsSurrogate(c))
            return false;
        Kind kind = KindOf(new Rune(c));
        return kind == Kind.Mark || (kind == Kind.Letter && char.IsLetter(c));
    }

    private static Kind KindOf(Rune rune)
    {
        int c = rune.Value;
        if (c is '\'' or 0x2018 or 0x2019 or 0x02BC or 0xFF07 or 0x05F3)
            return Kind.Apostrophe;
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        if (c is 0x34F or 0x115F or 0x1160 or 0x17B4 or 0x17B5 or (>= 0x180B and <= 0x180F) or 0x3164 or (>= 0xFE00 and <= 0xFE0F)
            or 0xFFA0 or (>= 0xE0000 and <= 0xE0FFF) || (category == UnicodeCategory.Format && rune.IsBmp))
            return Kind.Invisible;
        bool unspaced = c is (>= 0xE00 and <= 0x109F) or (>= 0x1780 and <= 0x17FF) or (>= 0x1950 and <= 0x19DF)
            or (>= 0x1A20 and <= 0x1AAF) or (>= 0x3005 and <= 0x3007) or (>= 0x3021 and <= 0x3029) or (>= 0x3031 and <= 0x3035)
            or (>= 0x3041 and <= 0x30FF) or (>= 0x31F0 and <= 0x31FF) or (>= 0x3400 and <= 0x4DBF) or (>= 0x4E00 and <= 0x9FFF)
            or (>= 0xA000 and <= 0xA48F) or (>= 0xA9E0 and <= 0xA9FF) or (>= 0xAA60 and <= 0xAADF) or (>= 0xF900 and <= 0xFAFF)
            or (>= 0xFF66 and <= 0xFF9F) or (>= 0x17000 and <= 0x18D8F) or (>= 0x1B000 and <= 0x1B16F)
            or (>= 0x20000 and <= 0x3FFFF);
        bool letter = Rune.IsLetterOrDigit(rune) || category is UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber;
        if (unspaced && (!rune.IsBmp || letter || IsMark(category)))
            return Kind.Unspaced;
        return IsMark(category) ? Kind.Mark : letter ? Kind.Letter : Kind.Separator;
    }

    private static bool IsMark(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;
}
