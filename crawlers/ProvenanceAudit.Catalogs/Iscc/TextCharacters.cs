using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// What text functions of ISO 24138:2024 ask about a character. The standard's text functions were written in Python, whose rules on letter case they
/// take over: full lower-case mapping of Unicode, with the Greek sigma at the end of a word.
/// </summary>
internal static class TextCharacters
{
    /// <summary>Left out when text is collapsed: white space, and the categories C (control and unassigned), M (marks) and P (punctuation).</summary>
    internal const byte Dropped = 1;

    /// <summary>Looked through when the last letter of a word is sought (Unicode: Case_Ignorable).</summary>
    internal const byte Ignorable = 2;

    /// <summary>A letter that has a case (Unicode: Cased).</summary>
    internal const byte Cased = 4;

    /// <summary>Of category M: an accent or other mark.</summary>
    internal const byte Mark = 8;

    // All that is asked about the characters below U+10000, filled at first use.
    private static readonly byte[] Traits = MakeTraits();

    private static readonly char[] Lower = MakeLower();

    /// <summary>The traits of a character, or of half a surrogate pair, which is of category C.</summary>
    internal static byte TraitsOf(char c) => Traits[c];

    /// <summary>The traits of any character.</summary>
    internal static byte TraitsOf(Rune rune) => rune.IsBmp ? Traits[rune.Value] : Compute(rune.Value);

    /// <summary>The lower-case form of a character that is not a surrogate.</summary>
    internal static char LowerOf(char c) => Lower[c];

    /// <summary>White space as Python's <c>str.isspace</c> has it, apart from the control characters U+001C to U+001F.</summary>
    internal static bool IsSpace(char c) => c is (>= '\t' and <= '\r') or '\x85'
        || CharUnicodeInfo.GetUnicodeCategory(c) is UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator or UnicodeCategory.ParagraphSeparator;

    /// <summary>Whether a category is one of C: control, format, surrogate, private use, unassigned.</summary>
    internal static bool IsControl(UnicodeCategory category) => category is UnicodeCategory.Control or UnicodeCategory.Format or UnicodeCategory.Surrogate
        or UnicodeCategory.PrivateUse or UnicodeCategory.OtherNotAssigned;

    private static byte[] MakeTraits()
    {
        byte[] traits = new byte[0x10000];
        for (int c = 0; c < traits.Length; c++)
            traits[c] = Compute(c);
        return traits;
    }

    private static char[] MakeLower()
    {
        char[] lower = new char[0x10000];
        for (int c = 0; c < lower.Length; c++)
            lower[c] = Rune.TryCreate(c, out Rune rune) ? (char)Rune.ToLowerInvariant(rune).Value : (char)c;
        return lower;
    }

    private static byte Compute(int codePoint)
    {
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(codePoint);
        byte traits = 0;
        if (category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark)
            traits |= Mark | Dropped;
        if (IsControl(category) || category is UnicodeCategory.ConnectorPunctuation or UnicodeCategory.DashPunctuation
            or UnicodeCategory.OpenPunctuation or UnicodeCategory.ClosePunctuation or UnicodeCategory.InitialQuotePunctuation
            or UnicodeCategory.FinalQuotePunctuation or UnicodeCategory.OtherPunctuation or UnicodeCategory.SpaceSeparator or UnicodeCategory.LineSeparator
            or UnicodeCategory.ParagraphSeparator)
        {
            traits |= Dropped;
        }
        if (IsIgnorable(codePoint, category))
            traits |= Ignorable;
        if (IsOtherCased(codePoint) || category is UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter)
            traits |= Cased;
        return traits;
    }

    // Categories Mn, Me, Cf, Lm, Sk and the word-break classes MidLetter, MidNumLet and Single_Quote (Unicode Standard, 3.13, D136).
    private static bool IsIgnorable(int codePoint, UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.EnclosingMark or UnicodeCategory.Format or UnicodeCategory.ModifierLetter
            or UnicodeCategory.ModifierSymbol
        || codePoint is '\'' or '.' or ':' or 0xB7 or 0x387 or 0x55F or 0x5F4 or 0x2018 or 0x2019 or 0x2024 or 0x2027 or 0xFE13 or 0xFE52 or 0xFE55
            or 0xFF07 or 0xFF0E or 0xFF1A;

    // Other_Lowercase and Other_Uppercase of PropList, as far as they are not ignorable: ordinals, Roman numerals, letters in circles and squares.
    private static bool IsOtherCased(int codePoint) => codePoint is 0xAA or 0xBA or (>= 0x2160 and <= 0x217F) or (>= 0x24B6 and <= 0x24E9)
        or (>= 0x1F130 and <= 0x1F149) or (>= 0x1F150 and <= 0x1F169) or (>= 0x1F170 and <= 0x1F189);
}
