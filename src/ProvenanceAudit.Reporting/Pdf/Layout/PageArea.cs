namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>The page, A4, and the area of its text; in points from the upper left corner.</summary>
internal static class PageArea
{
    public const double PageWidth = 595;
    public const double PageHeight = 842;
    public const double Left = 62;
    public const double Right = PageWidth - 62;
    public const double Top = 84;
    public const double Bottom = PageHeight - 78;
    public const double Width = Right - Left;

    /// <summary>Width of running text: about eighty characters, which is as much as an eye follows back.</summary>
    public const double Measure = 440;

    /// <summary>Baselines of the header and the footer.</summary>
    public const double Header = 46;
    public const double Footer = PageHeight - 42;
}
