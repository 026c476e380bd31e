using System.Globalization;
using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Layout;

/// <summary>Numbered chapters and sections, paragraphs and lists, set one after the other.</summary>
internal sealed class Manuscript(PageFlow flow)
{
    private int _chapter;
    private int _section;

    /// <summary>The pages.</summary>
    public PageFlow Flow => flow;

    /// <summary>Number of the chapter, from 1.</summary>
    public int ChapterNumber => _chapter;

    /// <summary>Begins a chapter.</summary>
    /// <param name="title">Its title.</param>
    /// <param name="anchor">Name of its place.</param>
    /// <param name="keep">Room for its beginning, in points: without it, the chapter begins a page. Null always begins
    /// one.</param>
    public void Chapter(string title, string anchor, double? keep = null)
    {
        if (keep is not double room)
            flow.NewPage();
        else
            flow.EnsureRoom(30 + 32 + room);
        flow.Space(30);
        _chapter++;
        _section = 0;
        string numbered = string.Create(CultureInfo.InvariantCulture, $"{_chapter}  {title}");
        flow.Anchor(anchor);
        flow.References.Add(new Heading(1, numbered, anchor));
        flow.Paragraph(LineBreaker.Break([new StyledText(numbered, Styles.Chapter)], PageArea.Width), 23);
        flow.Y += 9;
    }

    /// <summary>Begins a section of the chapter.</summary>
    /// <param name="title">Its title, from anywhere.</param>
    /// <param name="anchor">Name of its place.</param>
    /// <param name="keep">Height of what must stand below it on the same page, in points.</param>
    public void Section(string title, string anchor, double keep)
    {
        string number = string.Create(CultureInfo.InvariantCulture, $"{_chapter}.{++_section}");
        List<StyledText> text = PrintableText.OneLine($"{number}  {title}", Styles.Section);
        List<TextLine> lines = LineBreaker.Break(text, PageArea.Width);
        flow.EnsureRoom(26 + lines.Count * 17 + keep);
        flow.Space(20);
        flow.Anchor(anchor);
        flow.References.Add(new Heading(2, string.Concat(text.Select(t => t.Text)), anchor));
        flow.Paragraph(lines, 17);
        flow.Y += 4;
    }

    /// <summary>A heading that is in no list of contents.</summary>
    public void Subheading(string title)
    {
        flow.EnsureRoom(60);
        flow.Space(8);
        flow.Paragraph(LineBreaker.Break([new StyledText(title, Styles.Exhibit)], PageArea.Width), 16);
        flow.Y += 2;
    }

    /// <summary>A paragraph of running text.</summary>
    public void Paragraph(params IEnumerable<StyledText> text)
    {
        flow.Paragraph(LineBreaker.Break(text, PageArea.Measure), Styles.BodyLeading);
        flow.Y += 7;
    }

    /// <summary>A paragraph of plain text.</summary>
    public void Paragraph(string text) => Paragraph(PrintableText.Of(text, Styles.Body));

    /// <summary>A paragraph with its first words bold.</summary>
    public void RunIn(string opening, string text) =>
        Paragraph([new StyledText(opening + ". ", Styles.Strong), .. PrintableText.Of(text, Styles.Body)]);

    /// <summary>A remark in small letters.</summary>
    public void Remark(string text)
    {
        flow.Paragraph(LineBreaker.Break(PrintableText.Of(text, Styles.SmallMuted), PageArea.Measure), Styles.SmallLeading + 1);
        flow.Y += 7;
    }

    /// <summary>A list of points, each hanging from a sign.</summary>
    public void Points(IEnumerable<string> points)
    {
        foreach (string point in points)
        {
            List<TextLine> lines = LineBreaker.Break(PrintableText.Of(point, Styles.Body), PageArea.Measure - 14);
            flow.EnsureRoom(Math.Min(2, lines.Count) * Styles.BodyLeading);
            flow.Draw(new TextLine([new LinePiece("•", Styles.Body, 0, 6)], 6), PageArea.Left, flow.Y, Styles.BodyLeading);
            flow.Paragraph(lines, Styles.BodyLeading, PageArea.Left + 14);
            flow.Y += 3;
        }
        flow.Y += 4;
    }

    /// <summary>Names and values in two columns.</summary>
    public void Facts(IEnumerable<(string Name, IReadOnlyList<StyledText> Value)> facts, double nameWidth, double leading = 13)
    {
        foreach ((string name, IReadOnlyList<StyledText> value) in facts)
        {
            List<TextLine> names = LineBreaker.Break([new StyledText(name, Styles.SmallMuted)], nameWidth - 10);
            List<TextLine> values = LineBreaker.Break(value, PageArea.Width - nameWidth);
            flow.EnsureRoom(Math.Max(names.Count, values.Count) * leading);
            for (int i = 0; i < names.Count; i++)
                flow.Draw(names[i], PageArea.Left, flow.Y + i * leading, leading);
            for (int i = 0; i < values.Count; i++)
                flow.Draw(values[i], PageArea.Left + nameWidth, flow.Y + i * leading, leading);
            flow.Y += Math.Max(names.Count, values.Count) * leading + 2;
        }
    }
}
