using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.Reporting;

/// <summary>Where the files of a report were written.</summary>
/// <param name="Html">Path of <c>report.html</c>, for people.</param>
/// <param name="Json">Path of <c>report.json</c>, the same for programs.</param>
/// <param name="Matches">Path of <c>matches.jsonl</c>, every listed match of the scan.</param>
/// <param name="Pdf">Path of <c>report.pdf</c>, to be filed; null where it was not asked for.</param>
public sealed record ReportPaths(string Html, string Json, string Matches, string? Pdf = null);

/// <summary>Writes a report into a folder, so that no crash leaves half a file under its final name.</summary>
public static class ReportFolder
{
    /// <summary>
    /// Writes all files under temporary names, then moves each over its final name; what stood there before stays whole
    /// until the new files are on the disk.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="outputs">The outputs with all their matches, read once.</param>
    /// <param name="directory">Created where it does not exist.</param>
    /// <param name="pdf">
    /// Whether to make <c>report.pdf</c> too: about a second for a hundred passages, and more memory than the other files take.
    /// A PDF that stands there from before is deleted otherwise: it would be taken for this report's.
    /// </param>
    /// <exception cref="IOException">The disk is full, or the folder or a file cannot be written; no temporary file is left.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file in it may not be written; likewise.</exception>
    public static ReportPaths Write(AuditReport report, IEnumerable<ScannedOutput> outputs, string directory, bool pdf = false)
    {
        Directory.CreateDirectory(directory);
        var paths = new ReportPaths(
            Path.Combine(directory, "report.html"),
            Path.Combine(directory, "report.json"),
            Path.Combine(directory, "matches.jsonl"),
            pdf ? Path.Combine(directory, "report.pdf") : null);
        using var files = new FilesAside();
        files.Write(paths.Matches, stream => MatchLines.Write(outputs, stream));
        files.Write(paths.Json, stream => JsonReport.Write(report, stream));
        files.Write(paths.Html, stream => ReportFiles.WriteHtml(report, stream));
        if (paths.Pdf is not null)
            files.Write(paths.Pdf, stream => PdfReport.Write(report, stream));
        files.MoveAll();
        if (!pdf)
            File.Delete(Path.Combine(directory, "report.pdf"));
        return paths;
    }
}
