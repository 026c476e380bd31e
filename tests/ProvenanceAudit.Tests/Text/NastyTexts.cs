using CsCheck;

namespace ProvenanceAudit.Tests.Text;

/// <summary>Strings made of what breaks tokenisers.</summary>
internal static class NastyTexts
{
    private static readonly string[] Pieces =
    [
        "a", "B", "z", "the", "word", "Ünïcode", "é", "e\u0301", "ß", "ẞ", "ς", "İ", "ı", "ŉ", "ﬁ", "ﬀ", "ａ", "Ｚ", "０", "7",
        "2024", "½", "²", "Ⅷ", "①",
        "'", "'", "\u2019", "\u2018", "\u02BC", "\uFF07", "\u05F3", "''", "-", "-\n", "-\r\n", "-\r", "\u2010\n", "\u00AD",
        "\u00AD\n", "-\n  ", "-\n             ",
        " ", " ", " ", "  ", "\n", "\r\n", "\t", "\0", ".", ",", "_", "—", "“", "”", "…", "\u00A0", "\u3000",
        "\u200B", "\u200D", "\uFEFF", "\u2060", "\u034F", "\uFE0F", "\u0301", "\u0300", "\u20E3", "\u0308\u0301", "\U000E0100",
        "\U000E0067", "\U0001D165",
        "中", "文", "か", "が", "か\u3099", "ｶﾞ", "ﾊﾟ", "ー", "々", "\U00020000", "\U0001B002", "\U00017000", "葛\U000E0100",
        "สวัสดี", "กำ", "ា", "ខ្មែរ", "한", "국", "\u1112\u1161\u11AB", "\u1100", "가\u11A8", "हिन्दी", "क्\u200Dष", "العربية", "ﷺ",
        "ﹰ", "שָׁלוֹם", "ж", "Ё", "е\u0308",
        "😀", "👩\u200D💻", "❤\uFE0F", "🇩🇪", "\U0001D400", "\U00010400", "\uD83D", "\uDE00", "\uDB40", "\uDC00\uD800", "\uFFFD",
        "\uFFFF",
        "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "                              ",
    ];

    private static readonly Gen<string> Piece = CsCheck.Gen.Int[0, Pieces.Length - 1].Select(i => Pieces[i]);

    /// <summary>Up to some hundred pieces.</summary>
    public static Gen<string> Gen { get; } = CsCheck.Gen.Frequency(
        (4, Piece.Array[0, 40].Select(p => string.Concat(p))),
        (2, Piece.Array[0, 300].Select(p => string.Concat(p))),
        (1, CsCheck.Gen.Char.Array[0, 200].Select(c => new string(c))),
        (1, CsCheck.Gen.Char[' ', '~'].Array[0, 300].Select(c => new string(c))));
}
