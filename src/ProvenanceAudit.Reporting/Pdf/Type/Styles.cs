using PdfSharp.Drawing;

namespace ProvenanceAudit.Reporting.Pdf.Type;

/// <summary>The colours and styles of the report. Every colour of text has a contrast of at least 4.5 : 1 to its
/// ground.</summary>
internal static class Styles
{
    public static readonly XColor Ink = XColor.FromArgb(0x1b, 0x1e, 0x23);
    public static readonly XColor Muted = XColor.FromArgb(0x59, 0x5f, 0x69);
    public static readonly XColor Accent = XColor.FromArgb(0x1d, 0x3b, 0x66);
    public static readonly XColor Edit = XColor.FromArgb(0x9b, 0x1c, 0x1c);
    public static readonly XColor Hairline = XColor.FromArgb(0xc9, 0xcd, 0xd4);
    public static readonly XColor Band = XColor.FromArgb(0xee, 0xf1, 0xf6);
    public static readonly XColor Mark = XColor.FromArgb(0xfb, 0xf0, 0xc9);

    public static readonly TextStyle Body = new(Typeface.Serif, 10, Ink);
    public static readonly TextStyle Strong = new(Typeface.SerifBold, 10, Ink);
    public static readonly TextStyle Emphasis = new(Typeface.SerifItalic, 10, Ink);
    public static readonly TextStyle Lede = new(Typeface.Serif, 13, Ink);
    public static readonly TextStyle LedeStrong = new(Typeface.SerifBold, 13, Ink);

    public static readonly TextStyle Cover = new(Typeface.SerifBold, 27, Ink);
    public static readonly TextStyle Chapter = new(Typeface.SansBold, 17, Accent);
    public static readonly TextStyle Section = new(Typeface.SansBold, 12.5, Accent);
    public static readonly TextStyle Exhibit = new(Typeface.SansBold, 10, Ink);

    public static readonly TextStyle Small = new(Typeface.Sans, 8, Ink);
    public static readonly TextStyle SmallBold = new(Typeface.SansBold, 8, Ink);
    public static readonly TextStyle SmallMuted = new(Typeface.Sans, 8, Muted);
    public static readonly TextStyle Label = new(Typeface.SansBold, 7.5, Muted);
    public static readonly TextStyle Figure = new(Typeface.SansBold, 17, Ink);
    public static readonly TextStyle Running = new(Typeface.Sans, 7.5, Muted);

    public static readonly TextStyle Shared = new(Typeface.Serif, 9, Ink) { Ground = Mark };
    public static readonly TextStyle Differs = new(Typeface.SerifBold, 9, Edit) { Underlined = true };
    public static readonly TextStyle Between = new(Typeface.Serif, 9, Ink);
    public static readonly TextStyle Paired = new(Typeface.Serif, 9, Ink) { Underlined = true };
    public static readonly TextStyle PairNumber = new(Typeface.SansBold, 7.5, Accent);
    public static readonly TextStyle Context = new(Typeface.SerifItalic, 9, Muted);

    public const double BodyLeading = 15;
    public const double LedeLeading = 20;
    public const double SmallLeading = 11.5;
    public const double PassageLeading = 13.5;
}
