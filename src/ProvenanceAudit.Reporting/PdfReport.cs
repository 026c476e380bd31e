using System.Globalization;
using System.Security.Cryptography;
using PdfSharp.Pdf;
using ProvenanceAudit.Reporting.Pdf;
using ProvenanceAudit.Reporting.Pdf.Chapters;
using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting;

/// <summary>
/// An audit report as a PDF (1.7) to be filed: title page, contents, summary in plain language, tables, the strongest passages
/// side by side, how sure they are, method, limits. Fonts for Latin, Greek and Cyrillic are embedded; where a passage holds
/// characters of other scripts, a note in it counts them and names the script. Equal reports with equal options give equal bytes.
/// </summary>
public static class PdfReport
{
    // The library keeps fonts for all documents together; documents made at the same time would share their state.
    private static readonly Lock OneAtATime = new();

    /// <summary>Writes the report. Safe for concurrent use; one document is made at a time.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <param name="options">How much to show; null for the defaults.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(AuditReport report, Stream stream, PdfOptions? options = null)
    {
        options ??= new PdfOptions();
        string hash = options.JsonSha256 ?? HashOf(report);
        string id = report.ReportId ?? NameOf(report, hash);
        lock (OneAtATime)
        {
            using var document = new PdfDocument();
            using (var flow = new PageFlow(document))
            {
                Write(new Manuscript(flow), report, options, id, hash);
                RunningLines.Draw(flow, id, RunningLines.TitleOf(report));
            }
            DocumentIdentity.Save(document, report, id, hash, options, stream);
        }
    }

    private static void Write(Manuscript pages, AuditReport report, PdfOptions options, string id, string hash)
    {
        TitlePage.Write(pages.Flow, report, id, hash);
        SummaryChapter.Write(pages, report);
        if (report.Outputs.Outputs > 0)
            ModelsChapter.Write(pages, report);
        if (report.Findings.Count > 0)
        {
            WorksChapter.Write(pages, report);
            PassagesChapter.Write(pages, report, options);
        }
        NotFoundChapter.Write(pages, report);
        CertaintyChapter.Write(pages, report);
        MethodChapter.Write(pages, report);
        LimitsChapter.Write(pages, report);
        ProblemsChapter.Write(pages, report);
        ContentsPages.Insert(pages.Flow);
    }

    private static string HashOf(AuditReport report)
    {
        using var sha = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        using (var stream = new HashingStream(sha))
            JsonReport.Write(report, stream);
        return Convert.ToHexStringLower(sha.GetHashAndReset());
    }

    /// <summary>A name for a report that was given none: its day, and enough of its hash to tell it from others of the
    /// day.</summary>
    private static string NameOf(AuditReport report, string hash) => string.Create(
        CultureInfo.InvariantCulture, $"PA-{report.Created.ToUniversalTime():yyyyMMdd}-{hash[..8].ToUpperInvariant()}");
}
