namespace ProvenanceAudit.Reporting.Pdf.Type;

/// <summary>Names the script of characters that the shipped fonts do not have, after the blocks of Unicode 15.</summary>
internal static class ScriptNames
{
    /// <summary>Name of characters of no script named here.</summary>
    public const string Other = "another";

    private static readonly (int First, int Last, string Name)[] Blocks =
    [
        (0x0370, 0x03FF, "Greek"), (0x0400, 0x052F, "Cyrillic"), (0x0530, 0x058F, "Armenian"), (0x0590, 0x05FF, "Hebrew"),
        (0x0600, 0x06FF, "Arabic"), (0x0700, 0x074F, "Syriac"), (0x0750, 0x077F, "Arabic"), (0x0780, 0x07BF, "Thaana"),
        (0x0870, 0x08FF, "Arabic"), (0x0900, 0x097F, "Devanagari"), (0x0980, 0x09FF, "Bengali"), (0x0A00, 0x0A7F, "Gurmukhi"),
        (0x0A80, 0x0AFF, "Gujarati"), (0x0B00, 0x0B7F, "Oriya"), (0x0B80, 0x0BFF, "Tamil"), (0x0C00, 0x0C7F, "Telugu"),
        (0x0C80, 0x0CFF, "Kannada"), (0x0D00, 0x0D7F, "Malayalam"), (0x0D80, 0x0DFF, "Sinhala"), (0x0E00, 0x0E7F, "Thai"),
        (0x0E80, 0x0EFF, "Lao"), (0x0F00, 0x0FFF, "Tibetan"), (0x1000, 0x109F, "Burmese"), (0x10A0, 0x10FF, "Georgian"),
        (0x1100, 0x11FF, "Korean"), (0x1200, 0x139F, "Ethiopic"), (0x13A0, 0x13FF, "Cherokee"), (0x1780, 0x17FF, "Khmer"),
        (0x1800, 0x18AF, "Mongolian"), (0x1C90, 0x1CBF, "Georgian"), (0x2190, 0x2BFF, "symbol"), (0x2E80, 0x2FDF, "Chinese"),
        (0x3000, 0x303F, "Chinese"), (0x3040, 0x30FF, "Japanese"), (0x3100, 0x312F, "Chinese"), (0x3130, 0x318F, "Korean"),
        (0x31F0, 0x31FF, "Japanese"), (0x3200, 0x9FFF, "Chinese"), (0xA960, 0xA97F, "Korean"), (0xAC00, 0xD7FF, "Korean"),
        (0xE000, 0xF8FF, "private"), (0xF900, 0xFAFF, "Chinese"), (0xFB1D, 0xFB4F, "Hebrew"), (0xFB50, 0xFDFF, "Arabic"),
        (0xFE70, 0xFEFE, "Arabic"), (0xFF00, 0xFF60, "Chinese"), (0xFF61, 0xFF9F, "Japanese"), (0xFFA0, 0xFFDC, "Korean"),
        (0x1D100, 0x1D1FF, "symbol"), (0x1F000, 0x1FBFF, "emoji"), (0x20000, 0x323AF, "Chinese"), (0xF0000, 0x10FFFF, "private"),
    ];

    /// <summary>Name of the script of a character.</summary>
    public static string Of(int codePoint)
    {
        int low = 0, high = Blocks.Length - 1;
        while (low <= high)
        {
            int middle = (low + high) / 2;
            if (codePoint < Blocks[middle].First)
                high = middle - 1;
            else if (codePoint > Blocks[middle].Last)
                low = middle + 1;
            else
                return Blocks[middle].Name;
        }
        return Other;
    }

    /// <summary>Says how many characters of a script stand where they could not be shown.</summary>
    public static string Note(string script, int characters)
    {
        string what = script switch
        {
            "emoji" => "emoji",
            "symbol" => characters == 1 ? "symbol" : "symbols",
            "private" => characters == 1 ? "private-use character" : "private-use characters",
            _ => $"{(characters == 1 ? "character" : "characters")} of {script} script",
        };
        return $"[{Numbers.Whole(characters)} {what}: see the HTML report]";
    }
}
