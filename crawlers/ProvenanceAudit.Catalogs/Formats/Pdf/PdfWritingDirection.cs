using System.Text;

namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>
/// Brings text that was taken from a page from left to right into the order in which it is read, where it is Arabic, Hebrew or written like
/// them: the reverse of what the Unicode Bidirectional Algorithm (UAX #9) does for display, as far as that can be undone. Forms of Arabic
/// letters by their place in a word become the letters.
/// </summary>
internal static class PdfWritingDirection
{
    private const string Opening = "([{«‹", Closing = ")]}»›";

    /// <summary>Whether a character is a letter of a script that is written from right to left.</summary>
    public static bool IsRightToLeft(Rune rune) => rune.Value is >= 0x590 and <= 0x8FF or >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC
        or >= 0x10800 and <= 0x10FFF or >= 0x1E800 and <= 0x1EFFF && !Rune.IsDigit(rune);

    /// <summary>How many more letters run from right to left than from left to right.</summary>
    public static int Balance(string text)
    {
        int balance = 0;
        foreach (Rune rune in text.EnumerateRunes())
            balance += IsRightToLeft(rune) ? Rune.IsLetter(rune) ? 1 : 0 : Rune.IsLetter(rune) ? -1 : 0;
        return balance;
    }

    /// <summary>Characters from left to right as they are read.</summary>
    /// <param name="text">The characters by their places.</param>
    /// <param name="isRightToLeft">Whether the page is read from right to left.</param>
    public static string Read(string text, bool isRightToLeft)
    {
        if (!text.EnumerateRunes().Any(IsRightToLeft))
            return text;
        Rune[] runes = [.. text.EnumerateRunes()];
        var isTurned = new bool[runes.Length];
        if (isRightToLeft || Balance(text) > 0)
        {
            Array.Reverse(runes);
            Array.Fill(isTurned, true);
            TurnBack(runes, isTurned);
        }
        else
        {
            foreach ((int start, int end) in Runs(runes, IsRightToLeft, IsNotLeftToRight))
            {
                Array.Reverse(runes, start, end - start);
                Array.Fill(isTurned, true, start, end - start);
                TurnBack(runes.AsSpan(start, end - start), isTurned.AsSpan(start));
            }
        }
        bool isMirrored = IsMirrored(runes, isTurned);
        var read = new StringBuilder(text.Length);
        for (int i = 0; i < runes.Length; i++)
            read.Append(Plain(isMirrored && isTurned[i] ? Mirrored(runes[i]) : runes[i]));
        return read.ToString();
    }

    // Words of other scripts and numbers run from left to right among the others.
    private static void TurnBack(Span<Rune> runes, Span<bool> isTurned)
    {
        Rune[] copy = runes.ToArray();
        var runs = Runs(copy, IsLeftToRight, r => !IsRightToLeft(r), Rune.IsDigit).ToList();
        int next = 0;
        foreach ((int start, int end) in Runs(copy, Rune.IsDigit, IsWithinNumber))
        {
            while (next < runs.Count && runs[next].End <= start)
                next++;
            if (next < runs.Count && runs[next].Start <= start)
                continue;
            runes[start..end].Reverse();
        }
        foreach ((int start, int end) in runs)
        {
            runes[start..end].Reverse();
            isTurned[start..end].Clear();
        }
    }

    // From one character of a kind to the last that nothing parts from it but what may stand between; digits at its ends belong to it.
    private static IEnumerable<(int Start, int End)> Runs(Rune[] runes, Func<Rune, bool> isOfKind, Func<Rune, bool> mayStandBetween, Func<Rune, bool>? mayEnd = null)
    {
        for (int i = 0; i < runes.Length; i++)
        {
            if (!isOfKind(runes[i]) && mayEnd?.Invoke(runes[i]) != true)
                continue;
            int end = i + 1;
            bool has = isOfKind(runes[i]);
            int at = end;
            for (; at < runes.Length && (isOfKind(runes[at]) || mayStandBetween(runes[at])); at++)
            {
                has |= isOfKind(runes[at]);
                if (isOfKind(runes[at]) || mayEnd?.Invoke(runes[at]) == true)
                    end = at + 1;
            }
            if (has)
                yield return (i, end);
            i = at - 1;
        }
    }

    private static bool IsLeftToRight(Rune rune) => Rune.IsLetter(rune) && !IsRightToLeft(rune);

    private static bool IsNotLeftToRight(Rune rune) => !IsLeftToRight(rune);

    private static bool IsWithinNumber(Rune rune) => rune.Value is '.' or ',' or ':' or '/' or '-' or '+' or 0x66B or 0x66C;

    // Files tell of brackets either what they are or what they look like: read rightly, they open before they close.
    private static bool IsMirrored(Rune[] runes, bool[] isTurned)
    {
        int depth = 0, mirrored = 0;
        bool isWrong = false, isWrongMirrored = false;
        for (int i = 0; i < runes.Length; i++)
        {
            if (!isTurned[i] || !runes[i].IsBmp)
                continue;
            char c = (char)runes[i].Value;
            int step = Opening.Contains(c, StringComparison.Ordinal) ? 1 : Closing.Contains(c, StringComparison.Ordinal) ? -1 : 0;
            isWrong |= (depth += step) < 0;
            isWrongMirrored |= (mirrored -= step) < 0;
        }
        return isWrong && !isWrongMirrored;
    }

    private static Rune Mirrored(Rune rune)
    {
        if (!rune.IsBmp)
            return rune;
        int open = Opening.IndexOf((char)rune.Value, StringComparison.Ordinal), close = Closing.IndexOf((char)rune.Value, StringComparison.Ordinal);
        return open >= 0 ? new Rune(Closing[open]) : close >= 0 ? new Rune(Opening[close]) : rune;
    }

    private static string Plain(Rune rune) => rune.Value is >= 0xFB1D and <= 0xFDFF or >= 0xFE70 and <= 0xFEFC
        ? rune.ToString().Normalize(NormalizationForm.FormKC).TrimStart(' ') : rune.ToString();
}
