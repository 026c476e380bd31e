using System.Text;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting;

/// <summary>Writes a report in the forms asked for, all of them or, on an error, none.</summary>
public static class ReportFiles
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>Writes the files; what stood there before stays whole until all new ones are on the disk.</summary>
    /// <param name="report">The report.</param>
    /// <param name="pdf">Path of the PDF; null for none. Folders are made where they do not exist.</param>
    /// <param name="html">Path of the page; null for none.</param>
    /// <param name="csvFolder">Folder for <c>findings.csv</c> and <c>matches.csv</c>; null for none.</param>
    /// <param name="pdfOptions">How much the PDF shows; null for the defaults.</param>
    /// <returns>The paths written.</returns>
    /// <exception cref="IOException">The disk is full, or a folder or file cannot be written; no temporary file is
    /// left.</exception>
    /// <exception cref="UnauthorizedAccessException">A folder or file may not be written; likewise.</exception>
    public static IReadOnlyList<string> Write(
        AuditReport report, string? pdf, string? html, string? csvFolder, PdfOptions? pdfOptions = null)
    {
        var written = new List<string>();
        using var files = new FilesAside();
        void Add(string path, Action<Stream> write)
        {
            if (Path.GetDirectoryName(Path.GetFullPath(path)) is string folder)
                Directory.CreateDirectory(folder);
            files.Write(path, write);
            written.Add(path);
        }
        if (pdf is not null)
            Add(pdf, stream => PdfReport.Write(report, stream, pdfOptions));
        if (html is not null)
            Add(html, stream => WriteHtml(report, stream));
        if (csvFolder is not null)
        {
            Add(Path.Combine(csvFolder, "findings.csv"), stream => CsvReport.WriteFindings(report, stream));
            Add(Path.Combine(csvFolder, "matches.csv"), stream => CsvReport.WriteMatches(report, stream));
        }
        files.MoveAll();
        return written;
    }

    /// <summary>Writes the page as UTF-8 without a mark.</summary>
    internal static void WriteHtml(AuditReport report, Stream stream)
    {
        using var writer = new StreamWriter(stream, Utf8, leaveOpen: true);
        HtmlReport.Write(report, writer);
    }
}
