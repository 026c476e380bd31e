using PdfSharp.Drawing;
using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>A column of a table.</summary>
/// <param name="Title">Its heading.</param>
/// <param name="Width">Its width as a share of the table, the space between columns included.</param>
/// <param name="IsNumber">Whether it is set flush right.</param>
internal sealed record Column(string Title, double Width, bool IsNumber = false);

/// <summary>A cell: text, and what else it may hold.</summary>
/// <param name="Text">Its text.</param>
internal sealed record Cell(IReadOnlyList<StyledText> Text)
{
    /// <summary>A second paragraph, below the first.</summary>
    public IReadOnlyList<StyledText> Under { get; init; } = [];

    /// <summary>Where the cell leads; nowhere when null.</summary>
    public string? Link { get; init; }

    /// <summary>Place of which the page number is shown in place of text.</summary>
    public string? PageOf { get; init; }

    /// <summary>Draws a picture of the given left edge, upper edge and width above the text, 8 points high.</summary>
    public Action<double, double, double>? Picture { get; init; }

    /// <summary>A cell of plain text from anywhere, on one line of thought.</summary>
    public static Cell Of(string text) => new(PrintableText.OneLine(text, Styles.Small));
}

/// <summary>A table that goes on over pages, its headings repeated on each; rows are never broken.</summary>
internal sealed class Table
{
    private const double Gap = 9;
    private const double Padding = 4.5;
    private const double PictureHeight = 11;

    private readonly PageFlow _flow;
    private readonly Column[] _columns;
    private bool _started;

    /// <summary>Prepares a table.</summary>
    public Table(PageFlow flow, params Column[] columns) => (_flow, _columns) = (flow, columns);

    /// <summary>Adds a row: a cell for each column.</summary>
    public void Row(params Cell[] cells)
    {
        (List<TextLine> Text, List<TextLine> Under)[] set = [.. cells.Select((cell, i) =>
            (LineBreaker.Break(cell.Text, WidthOf(i)), LineBreaker.Break(cell.Under, WidthOf(i))))];
        double height = 2 * Padding + cells.Select((cell, i) =>
            (set[i].Text.Count + set[i].Under.Count + (cell.PageOf is null ? 0 : 1)) * Styles.SmallLeading
            + (cell.Picture is null ? 0 : PictureHeight)).Max();
        if (!_started || height > _flow.Room)
        {
            if (height + 2 * Styles.SmallLeading + 2 * Padding > _flow.Room)
                _flow.NewPage();
            Head();
        }
        double x = PageArea.Left;
        for (int i = 0; i < cells.Length; i++)
        {
            DrawCell(cells[i], set[i].Text, set[i].Under, x, WidthOf(i), _columns[i].IsNumber);
            x += _columns[i].Width * PageArea.Width;
        }
        _flow.Y += height;
        _flow.Rule(Styles.Hairline, _flow.Y - 0.5);
    }

    private void Head()
    {
        List<TextLine>[] titles = [.. _columns.Select((c, i) =>
            LineBreaker.Break([new StyledText(c.Title, Styles.Label)], WidthOf(i)))];
        int most = titles.Max(t => t.Count);
        double height = most * 10 + 2 * Padding, x = PageArea.Left;
        for (int i = 0; i < titles.Length; i++)
        {
            double y = _flow.Y + Padding + (most - titles[i].Count) * 10;
            foreach (TextLine line in titles[i])
            {
                _flow.Draw(line, _columns[i].IsNumber ? x + WidthOf(i) - line.Width : x, y, 10);
                y += 10;
            }
            x += _columns[i].Width * PageArea.Width;
        }
        _flow.Y += height;
        _flow.Rule(Styles.Ink, _flow.Y - 0.8, 0.8);
        _started = true;
    }

    private void DrawCell(Cell cell, List<TextLine> text, List<TextLine> under, double x, double width, bool isNumber)
    {
        double y = _flow.Y + Padding, top = y;
        if (cell.Picture is { } picture)
        {
            picture(x, y + 2, width);
            y += PictureHeight;
        }
        foreach (TextLine line in text.Concat(under))
        {
            _flow.Draw(line, isNumber ? x + width - line.Width : x, y, Styles.SmallLeading);
            y += Styles.SmallLeading;
        }
        if (cell.PageOf is string place)
        {
            _flow.References.Number(_flow.Page, x + width, y, Styles.SmallLeading, Styles.Small, place);
            y += Styles.SmallLeading;
        }
        if ((cell.Link ?? cell.PageOf) is string target)
            _flow.References.Link(_flow.Page, new XRect(x, top, width, y - top), target);
    }

    private double WidthOf(int column) =>
        _columns[column].Width * PageArea.Width - (column == _columns.Length - 1 ? 0 : Gap);
}
