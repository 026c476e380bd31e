using System.Globalization;
using System.Text;

namespace ProvenanceAudit.Text;

/// <summary>What a UTF-16 code unit is to the tokeniser.</summary>
internal enum CharacterClass : byte
{
    /// <summary>Ends a word.</summary>
    Separator,

    /// <summary>A letter or digit whose comparison form is one code unit, whatever stands beside it.</summary>
    Simple,

    /// <summary>Joins letters on both sides into one word; ends a word elsewhere.</summary>
    Apostrophe,

    /// <summary>A letter or digit whose comparison form needs the whole word: ligatures, jamo, sharp s.</summary>
    Complex,

    /// <summary>A combining mark: goes on with a word, begins none.</summary>
    Mark,

    /// <summary>What comparison ignores inside words: soft hyphen, joiners, zero-width space, variation selectors.</summary>
    Ignorable,

    /// <summary>A character of a script without spaces between words: one token of its own, with the marks that follow.</summary>
    Unspaced,

    /// <summary>Half of a character outside the basic plane.</summary>
    Surrogate,
}

/// <summary>
/// Classes and single-unit comparison forms of all 65,536 code units, computed once from the Unicode data of the platform.
/// </summary>
internal static class CharacterClasses
{
    private static readonly CharacterClass[] Classes = new CharacterClass[65536];
    private static readonly char[] Folds = new char[65536];

    static CharacterClasses()
    {
        for (int c = 0; c < 65536; c++)
        {
            Classes[c] = Classify((char)c, out char fold);
            Folds[c] = fold;
        }
    }

    /// <summary>Class of a code unit.</summary>
    public static CharacterClass Of(char c) => Classes[c];

    /// <summary>
    /// Comparison form of a <see cref="CharacterClass.Simple"/> or <see cref="CharacterClass.Apostrophe"/> code unit.
    /// </summary>
    public static char Fold(char c) => Folds[c];

    /// <summary>Class of a character outside the basic plane.</summary>
    public static CharacterClass Of(Rune rune)
    {
        if (rune.IsBmp)
            return Of((char)rune.Value);
        // Planes 2 and 3 hold nothing but ideographs; kana supplements and Tangut are written without spaces as well.
        if (rune.Value is >= 0x20000 and <= 0x3FFFF or >= 0x1B000 and <= 0x1B16F or >= 0x17000 and <= 0x18D8F)
            return CharacterClass.Unspaced;
        if (rune.Value is >= 0xE0000 and <= 0xE0FFF)
            return CharacterClass.Ignorable;
        UnicodeCategory category = Rune.GetUnicodeCategory(rune);
        if (IsMarkCategory(category))
            return CharacterClass.Mark;
        return IsWordCategory(category) ? CharacterClass.Complex : CharacterClass.Separator;
    }

    /// <summary>Whether a code unit is a combining mark, which belongs to the character before it.</summary>
    public static bool IsMark(char c) => c is '\uFF9E' or '\uFF9F' || IsMarkCategory(CharUnicodeInfo.GetUnicodeCategory(c));

    /// <summary>Whether a code unit is one of the ways in which an apostrophe is written, the Hebrew geresh included.</summary>
    public static bool IsApostrophe(char c) => c is '\'' or '\u2019' or '\u2018' or '\u02BC' or '\uFF07' or '\u05F3';

    /// <summary>
    /// Whether a code unit is invisible by itself: formatting characters and the other default ignorable code points of Unicode,
    /// among them the selectors that ask for the coloured form of an emoji.
    /// </summary>
    public static bool IsIgnorable(char c) => c is '\u034F' or '\u115F' or '\u1160' or '\u17B4' or '\u17B5'
        or >= '\u180B' and <= '\u180F' or '\u3164' or >= '\uFE00' and <= '\uFE0F' or '\uFFA0'
        || CharUnicodeInfo.GetUnicodeCategory(c) == UnicodeCategory.Format;

    private static CharacterClass Classify(char c, out char fold)
    {
        fold = c;
        if (char.IsSurrogate(c))
            return CharacterClass.Surrogate;
        if (IsApostrophe(c))
        {
            fold = '\'';
            return CharacterClass.Apostrophe;
        }
        if (IsIgnorable(c))
            return CharacterClass.Ignorable;
        UnicodeCategory category = CharUnicodeInfo.GetUnicodeCategory(c);
        if (!IsWordCategory(category))
            return CharacterClass.Separator;
        if (IsUnspaced(c))
            return CharacterClass.Unspaced;
        if (c < 0x80)
        {
            fold = char.ToLowerInvariant(c);
            return CharacterClass.Simple;
        }
        if (IsMarkCategory(category))
            return CharacterClass.Mark;
        if (c is >= '\u1100' and <= '\u11FF') // Hangul jamo compose with their neighbours.
            return CharacterClass.Complex;
        ReadOnlySpan<char> single = [c];
        Span<char> form = stackalloc char[32];
        int length = ComparisonForm.Write(single, form);
        if (length != 1)
            return CharacterClass.Complex;
        fold = form[0];
        return CharacterClass.Simple;
    }

    private static bool IsWordCategory(UnicodeCategory category) => category switch
    {
        UnicodeCategory.UppercaseLetter or UnicodeCategory.LowercaseLetter or UnicodeCategory.TitlecaseLetter
            or UnicodeCategory.ModifierLetter or UnicodeCategory.OtherLetter => true,
        UnicodeCategory.DecimalDigitNumber or UnicodeCategory.LetterNumber or UnicodeCategory.OtherNumber => true,
        _ => IsMarkCategory(category),
    };

    private static bool IsMarkCategory(UnicodeCategory category) =>
        category is UnicodeCategory.NonSpacingMark or UnicodeCategory.SpacingCombiningMark or UnicodeCategory.EnclosingMark;

    /// <summary>
    /// Scripts that put no spaces between words: Thai, Lao, Tibetan, Myanmar, Khmer, kana, Han, Yi and their compatibility
    /// blocks.
    /// </summary>
    private static bool IsUnspaced(char c) => c is
        >= '\u0E00' and <= '\u0EFF' or >= '\u0F00' and <= '\u0FFF' or >= '\u1000' and <= '\u109F' or >= '\u1780' and <= '\u17FF'
        or >= '\u1950' and <= '\u19DF' or >= '\u1A20' and <= '\u1AAF' or >= '\u3005' and <= '\u3007' or >= '\u3021' and <= '\u3029'
        or >= '\u3031' and <= '\u3035' or >= '\u3041' and <= '\u30FF' or >= '\u31F0' and <= '\u31FF' or >= '\u3400' and <= '\u4DBF'
        or >= '\u4E00' and <= '\u9FFF' or >= '\uA000' and <= '\uA48F' or >= '\uA9E0' and <= '\uA9FF' or >= '\uAA60' and <= '\uAADF'
        or >= '\uF900' and <= '\uFAFF' or >= '\uFF66' and <= '\uFF9F';
}
