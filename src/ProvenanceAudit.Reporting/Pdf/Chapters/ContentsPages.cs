using PdfSharp.Drawing;
using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>The table of contents, made when all headings are known and put in behind the title page.</summary>
internal static class ContentsPages
{
    private const double NumberWidth = 40;

    /// <summary>Inserts the pages.</summary>
    public static void Insert(PageFlow flow)
    {
        int place = 1;
        flow.Open(flow.Document.InsertPage(place));
        flow.Paragraph(LineBreaker.Break([new StyledText("Contents", Styles.Chapter)], PageArea.Width), 23);
        flow.Y += 8;
        foreach (Heading heading in flow.References.Headings)
        {
            bool isChapter = heading.Level == 1;
            TextStyle style = isChapter ? Styles.Exhibit : Styles.Small;
            double leading = isChapter ? 15 : 13, indent = isChapter ? 0 : 14;
            List<TextLine> lines = LineBreaker.Break(
                PrintableText.OneLine(heading.Title, style, 160), PageArea.Width - indent - NumberWidth);
            double before = isChapter ? 6 : 0, height = lines.Count * leading;
            if (before + height > flow.Room)
                flow.Open(flow.Document.InsertPage(++place));
            flow.Space(before);
            double top = flow.Y;
            flow.Paragraph(lines, leading, PageArea.Left + indent);
            double last = flow.Y - leading;
            DrawLeader(flow, PageArea.Left + indent + lines[^1].Width, last, leading);
            flow.References.Number(flow.Page, PageArea.Right, last, leading, style, heading.Anchor);
            flow.References.Link(flow.Page, new XRect(PageArea.Left, top, PageArea.Width, height), heading.Anchor);
        }
    }

    /// <summary>A thin line leads the eye to the number; dots would be read aloud, and copied.</summary>
    private static void DrawLeader(PageFlow flow, double from, double y, double leading)
    {
        double start = from + 6, end = PageArea.Right - NumberWidth + 12;
        if (start < end)
            flow.Fill(Styles.Hairline, start, y + leading * 0.72, end - start, 0.4);
    }
}
