using PdfSharp.Fonts;

namespace ProvenanceAudit.Reporting.Pdf.Type;

/// <summary>
/// The faces that the program carries: Noto Serif and Noto Sans, for Latin, Greek and Cyrillic, under the SIL Open Font License
/// (<c>Fonts/OFL.txt</c>). Nothing is taken from the machine, so that a report looks alike, and has the same bytes, everywhere.
/// </summary>
internal sealed class Typeface
{
    /// <summary>Running text and passages.</summary>
    public static readonly Typeface Serif = new("NotoSerif-Regular");

    /// <summary>Titles of works, and context of passages.</summary>
    public static readonly Typeface SerifItalic = new("NotoSerif-Italic");

    /// <summary>Emphasis in running text.</summary>
    public static readonly Typeface SerifBold = new("NotoSerif-Bold");

    /// <summary>Tables, captions, page numbers.</summary>
    public static readonly Typeface Sans = new("NotoSans-Regular");

    /// <summary>Headings.</summary>
    public static readonly Typeface SansBold = new("NotoSans-Bold");

    private readonly Lazy<FontFile> _file;

    static Typeface() => GlobalFontSettings.FontResolver = new Resolver();

    private Typeface(string name)
    {
        Name = name;
        _file = new Lazy<FontFile>(() => new FontFile(Read(name)));
    }

    /// <summary>Name of the file without its ending.</summary>
    public string Name { get; }

    /// <summary>The font, read once.</summary>
    public FontFile File => _file.Value;

    private static byte[] Read(string name)
    {
        using Stream stream = typeof(Typeface).Assembly.GetManifestResourceStream($"{name}.ttf")
            ?? throw new InvalidOperationException($"the program carries no font '{name}'");
        byte[] data = new byte[stream.Length];
        stream.ReadExactly(data);
        return data;
    }

    /// <summary>Gives the PDF library our fonts; each face is a family of its own.</summary>
    private sealed class Resolver : IFontResolver
    {
        public byte[] GetFont(string faceName) => Read(faceName);

        public FontResolverInfo? ResolveTypeface(string familyName, bool isBold, bool isItalic) => new(familyName);
    }
}
