using PdfSharp.Pdf;
using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>What all pages but the first have at their head and foot, and every number that had to wait for the last
/// page.</summary>
internal static class RunningLines
{
    private const string Note =
        "Square brackets with a count stand for characters that this document has no font for; the HTML report shows them.";

    /// <summary>Title of the document.</summary>
    public static string TitleOf(AuditReport report) => report.Subject?.RightsHolder is string holder
        ? $"Copied text in model outputs: report for {holder}" : "Copied text in model outputs";

    /// <summary>Draws them, and writes links and outline.</summary>
    public static void Draw(PageFlow flow, string id, string title)
    {
        PdfPage[] all = [.. flow.Document.Pages.Cast<PdfPage>()];
        Dictionary<PdfPage, int> numbers = all.Select((page, i) => (page, i)).ToDictionary(p => p.page, p => p.i + 1);
        var waiting = flow.References.Numbers(numbers);
        for (int i = 0; i < all.Length; i++)
        {
            // The title page has neither, and a page that is opened for nothing gets an empty stream, which some readers call
            // damaged.
            if (i == 0)
                continue;
            flow.Open(all[i]);
            foreach ((double right, double y, double leading, TextStyle style, int number) in waiting[all[i]])
                DrawRight(flow, Numbers.Whole(number), right, y, leading, style);
            TextLine left = LineBreaker.Break(PrintableText.OneLine(title, Styles.Running, 90), PageArea.Width - 160)[0];
            flow.Draw(left, PageArea.Left, PageArea.Header, 10);
            DrawRight(flow, PrintableText.OneLine($"Report {id}", Styles.Running, 40), PageArea.Right, PageArea.Header, 10);
            flow.Rule(Styles.Hairline, PageArea.Header + 14);
            if (flow.PagesWithNotes.Contains(all[i]))
            {
                flow.Draw(LineOf(Note), PageArea.Left, PageArea.Footer - 16, 10);
            }
            flow.Draw(LineOf("Made by ProvenanceAudit"), PageArea.Left, PageArea.Footer, 10);
            string place = $"Page {Numbers.Whole(i + 1)} of {Numbers.Whole(all.Length)}";
            DrawRight(flow, place, PageArea.Right, PageArea.Footer, 10, Styles.Running);
        }
        flow.References.Finish(flow.Document, numbers);
    }

    private static TextLine LineOf(string text) => LineBreaker.Break([new StyledText(text, Styles.Running)], PageArea.Width)[0];

    private static void DrawRight(PageFlow flow, string text, double right, double y, double leading, TextStyle style) =>
        DrawRight(flow, [new StyledText(text, style)], right, y, leading);

    private static void DrawRight(PageFlow flow, List<StyledText> text, double right, double y, double leading)
    {
        TextLine line = LineBreaker.Break(text, PageArea.Width)[0];
        flow.Draw(line, right - line.Width, y, leading);
    }
}
