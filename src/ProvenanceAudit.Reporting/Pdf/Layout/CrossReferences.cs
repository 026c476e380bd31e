using PdfSharp.Drawing;
using PdfSharp.Pdf;
using PdfSharp.Pdf.Annotations;
using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>A heading, for the contents and the outline.</summary>
/// <param name="Level">1 for a chapter, 2 for a section in it.</param>
/// <param name="Title">Its number and words.</param>
/// <param name="Anchor">Name of its place.</param>
internal sealed record Heading(int Level, string Title, string Anchor);

/// <summary>
/// Places of the document and what leads to them. Numbers of pages are known when the last page is there, and drawn then.
/// </summary>
internal sealed class CrossReferences
{
    private readonly Dictionary<string, (PdfPage Page, double Y)> _places = new(StringComparer.Ordinal);
    private readonly List<(PdfPage Page, XRect Area, string Anchor)> _links = [];
    private readonly List<(PdfPage Page, double Right, double Y, double Leading, TextStyle Style, string Anchor)> _numbers = [];
    private readonly List<Heading> _headings = [];

    /// <summary>The headings, in order.</summary>
    public IReadOnlyList<Heading> Headings => _headings;

    /// <summary>Names a place.</summary>
    public void Add(string anchor, PdfPage page, double y) => _places.Add(anchor, (page, y));

    /// <summary>Adds a heading to contents and outline.</summary>
    public void Add(Heading heading) => _headings.Add(heading);

    /// <summary>Makes an area of a page, in points from its upper left corner, lead to a place.</summary>
    public void Link(PdfPage page, XRect area, string anchor) => _links.Add((page, area, anchor));

    /// <summary>Puts the number of a place's page here, ending at the right edge given.</summary>
    public void Number(PdfPage page, double right, double y, double leading, TextStyle style, string anchor) =>
        _numbers.Add((page, right, y, leading, style, anchor));

    /// <summary>Numbers to draw on a page, as soon as all pages are there.</summary>
    public ILookup<PdfPage, (double Right, double Y, double Leading, TextStyle Style, int Number)> Numbers(
        IReadOnlyDictionary<PdfPage, int> pages) =>
        _numbers.ToLookup(n => n.Page, n => (n.Right, n.Y, n.Leading, n.Style, pages[_places[n.Anchor].Page]));

    /// <summary>Writes links and outline into the document.</summary>
    /// <param name="document">The document with all its pages.</param>
    /// <param name="pages">Numbers of the pages, from 1.</param>
    public void Finish(PdfDocument document, IReadOnlyDictionary<PdfPage, int> pages)
    {
        foreach ((PdfPage page, XRect area, string anchor) in _links)
        {
            (PdfPage target, double y) = _places[anchor];
            var rectangle = new PdfRectangle(new XRect(area.X, PageArea.PageHeight - area.Bottom, area.Width, area.Height));
            PdfLinkAnnotation link = page.AddDocumentLink(rectangle, pages[target], new XPoint(0, PageArea.PageHeight - y + 12));
            // The library names and dates links anew in each run; they need neither.
            link.Elements.Remove("/NM");
            link.Elements.Remove("/M");
        }
        PdfOutline? chapter = null;
        foreach (Heading heading in _headings)
        {
            (PdfPage page, double y) = _places[heading.Anchor];
            PdfOutlineCollection level = heading.Level == 1 || chapter is null ? document.Outlines : chapter.Outlines;
            PdfOutline entry = level.Add(heading.Title, page, opened: false);
            entry.PageDestinationType = PdfPageDestinationType.Xyz;
            entry.Left = 0;
            entry.Top = PageArea.PageHeight - y + 12;
            if (heading.Level == 1)
                chapter = entry;
        }
    }
}
