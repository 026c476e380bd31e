using System.Text;
using ProvenanceAudit.Reporting;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.App.Reports;

/// <summary>A form in which a report is handed out.</summary>
/// <param name="Name">Its name in addresses, lower case.</param>
/// <param name="Title">Its name for people.</param>
/// <param name="Extension">What the file's name ends with.</param>
/// <param name="MediaType">Media type.</param>
/// <param name="Write">Makes the file.</param>
internal sealed record ReportFormat(string Name, string Title, string Extension, string MediaType, Action<AuditReport, Stream> Write)
{
    /// <summary>All forms, the one to be filed first.</summary>
    public static IReadOnlyList<ReportFormat> All { get; } =
    [
        new("pdf", "PDF, to be filed", ".pdf", "application/pdf", (report, stream) => PdfReport.Write(report, stream)),
        new("html", "Web page", ".html", "text/html; charset=utf-8", (report, stream) =>
        {
            using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false), leaveOpen: true);
            HtmlReport.Write(report, writer);
        }),
        new("json", "JSON, for programs", ".json", "application/json", JsonReport.Write),
        new("findings.csv", "Table of works (CSV)", "-findings.csv", "text/csv; charset=utf-8", CsvReport.WriteFindings),
        new("matches.csv", "Table of passages (CSV)", "-matches.csv", "text/csv; charset=utf-8", CsvReport.WriteMatches),
    ];
}
