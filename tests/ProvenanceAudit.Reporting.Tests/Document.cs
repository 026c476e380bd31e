using ProvenanceAudit.Reports;
using UglyToad.PdfPig;
using UglyToad.PdfPig.Content;

namespace ProvenanceAudit.Reporting.Tests;

/// <summary>A report's PDF as another program reads it.</summary>
internal static class Document
{
    public static byte[] BytesOf(AuditReport report, PdfOptions? options = null)
    {
        using var stream = new MemoryStream();
        PdfReport.Write(report, stream, options);
        return stream.ToArray();
    }

    public static PdfDocument Of(AuditReport report, PdfOptions? options = null) => PdfDocument.Open(BytesOf(report, options));

    /// <summary>The letters of a page in the order in which they are drawn, without white space.</summary>
    public static string Letters(this PdfDocument document, int page) =>
        Squeeze(string.Concat(document.GetPage(page).Letters.Select(l => l.Value)));

    /// <summary>The letters of all pages between header and footer, without white space.</summary>
    public static string Letters(this PdfDocument document) =>
        Squeeze(string.Concat(document.GetPages().SelectMany(BodyOf).Select(l => l.Value)));

    /// <summary>A text as <see cref="Letters(PdfDocument)"/> gives it.</summary>
    public static string Squeeze(string text) => string.Concat(text.Where(c => !char.IsWhiteSpace(c)));

    /// <summary>The page, from 1, whose letters hold a text outside the table of contents.</summary>
    public static int PageWith(this PdfDocument document, string text, int after = 2) =>
        Enumerable.Range(after + 1, document.NumberOfPages - after).First(
            page => document.Letters(page).Contains(Squeeze(text), StringComparison.Ordinal));

    private static IEnumerable<Letter> BodyOf(UglyToad.PdfPig.Content.Page page) =>
        page.Letters.Where(l => page.Number == 1 || l.StartBaseLine.Y is > 70 and < 770);
}
