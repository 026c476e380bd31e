using PdfSharp.Drawing;
using PdfSharp.Pdf;
using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>Fills page after page from the top down, and remembers what refers to what until page numbers are known.</summary>
internal sealed class PageFlow : IDisposable
{
    private readonly Dictionary<(Typeface, double), XFont> _fonts = [];
    private readonly Dictionary<XColor, XBrush> _brushes = [];
    private XGraphics? _graphics;
    private PdfPage? _page;

    /// <summary>Starts a document without a page.</summary>
    public PageFlow(PdfDocument document) => Document = document;

    /// <summary>The document.</summary>
    public PdfDocument Document { get; }

    /// <summary>The page that is being filled.</summary>
    public PdfPage Page => _page ?? throw new InvalidOperationException("there is no page yet");

    /// <summary>Where the next thing begins, in points from the top of the page.</summary>
    public double Y { get; set; }

    /// <summary>What is left of the page, in points.</summary>
    public double Room => PageArea.Bottom - Y;

    /// <summary>Whether nothing stands on the page yet.</summary>
    public bool IsAtTop => Y <= PageArea.Top;

    /// <summary>Places, links and page numbers.</summary>
    public CrossReferences References { get; } = new();

    /// <summary>Pages on which a note stands for characters that could not be shown.</summary>
    public HashSet<PdfPage> PagesWithNotes { get; } = [];

    /// <summary>Goes to a new page.</summary>
    public void NewPage() => Open(Document.AddPage());

    /// <summary>Goes to a page and its top.</summary>
    public void Open(PdfPage page)
    {
        _graphics?.Dispose();
        _page = page;
        page.Width = XUnit.FromPoint(PageArea.PageWidth);
        page.Height = XUnit.FromPoint(PageArea.PageHeight);
        _graphics = XGraphics.FromPdfPage(page, XGraphicsPdfPageOptions.Append);
        Y = PageArea.Top;
    }

    /// <summary>Goes to a new page when less than so much is left of this one.</summary>
    public void EnsureRoom(double height)
    {
        if (height > Room && !IsAtTop)
            NewPage();
    }

    /// <summary>Leaves so much free, except at the top of a page.</summary>
    public void Space(double height)
    {
        if (!IsAtTop)
            Y += height;
    }

    /// <summary>
    /// Sets a paragraph over as many pages as it takes: never its first line alone at the foot of a page, nor its last alone at
    /// the head of one.
    /// </summary>
    /// <param name="lines">Its lines.</param>
    /// <param name="leading">Distance of lines, in points.</param>
    /// <param name="x">Left edge, in points.</param>
    public void Paragraph(IReadOnlyList<TextLine> lines, double leading, double x = PageArea.Left)
    {
        for (int next = 0; next < lines.Count;)
        {
            int count = LinesThatFit(lines.Count - next, leading);
            if (count == 0)
            {
                NewPage();
                continue;
            }
            for (int end = next + count; next < end; next++, Y += leading)
                Draw(lines[next], x, Y, leading);
        }
    }

    /// <summary>How many of the lines left can stand on this page; 0 when it is better to begin another.</summary>
    public int LinesThatFit(int left, double leading)
    {
        int room = (int)(Room / leading);
        if (left <= room)
            return left;
        int count = left - room == 1 ? room - 1 : room;
        return count >= 2 ? count : IsAtTop ? Math.Max(1, Math.Min(left, room)) : 0;
    }

    /// <summary>Draws a line.</summary>
    /// <param name="line">The line.</param>
    /// <param name="x">Left edge, in points.</param>
    /// <param name="y">Upper edge, in points.</param>
    /// <param name="leading">Its height, in points.</param>
    public void Draw(TextLine line, double x, double y, double leading)
    {
        foreach (LinePiece piece in line.Pieces)
        {
            TextStyle style = piece.Style;
            if (style.Ground is XColor ground)
                Fill(ground, x + piece.X, y + (leading - style.Size * 1.35) / 2, piece.Width, style.Size * 1.35);
            double baseline = y + leading / 2 + style.Size * 0.36;
            // Some characters share a glyph with another; what is searched for and copied must be the common one.
            _graphics!.DrawString(piece.Text.Replace('\u00A0', ' '), FontOf(style), BrushOf(style.Colour), x + piece.X, baseline);
            if (style.Underlined)
                Fill(style.Colour, x + piece.X, baseline + style.Size * 0.14, piece.Width, 0.6);
            if (style.IsNote)
                PagesWithNotes.Add(Page);
        }
    }

    /// <summary>Fills a rectangle.</summary>
    public void Fill(XColor colour, double x, double y, double width, double height) =>
        _graphics!.DrawRectangle(BrushOf(colour), x, y, width, height);

    /// <summary>Draws a line across the text.</summary>
    public void Rule(XColor colour, double y, double thickness = 0.5) =>
        Fill(colour, PageArea.Left, y, PageArea.Width, thickness);

    /// <summary>Names the place here.</summary>
    public void Anchor(string name) => References.Add(name, Page, Y);

    /// <summary>Ends the last page.</summary>
    public void Dispose() => _graphics?.Dispose();

    private XFont FontOf(TextStyle style)
    {
        if (!_fonts.TryGetValue((style.Face, style.Size), out XFont? font))
        {
            _fonts[(style.Face, style.Size)] = font = new XFont(
                style.Face.Name, style.Size, XFontStyleEx.Regular,
                new XPdfFontOptions(PdfFontEncoding.Unicode, PdfFontEmbedding.TryComputeSubset));
        }
        return font;
    }

    private XBrush BrushOf(XColor colour)
    {
        if (!_brushes.TryGetValue(colour, out XBrush? brush))
            _brushes[colour] = brush = new XSolidBrush(colour);
        return brush;
    }
}
