using System.Text;
using ProvenanceAudit.Reports;
using ProvenanceAudit.Scanning;

namespace ProvenanceAudit.Reporting;

/// <summary>Where the files of a report were written.</summary>
/// <param name="Html">Path of <c>report.html</c>, for people.</param>
/// <param name="Json">Path of <c>report.json</c>, the same for programs.</param>
/// <param name="Matches">Path of <c>matches.jsonl</c>, every listed match of the scan.</param>
public sealed record ReportPaths(string Html, string Json, string Matches);

/// <summary>Writes a report into a folder, so that no crash leaves half a file under its final name.</summary>
public static class ReportFolder
{
    private static readonly UTF8Encoding Utf8 = new(encoderShouldEmitUTF8Identifier: false);

    /// <summary>
    /// Writes all three files under temporary names, then moves each over its final name; what stood there before stays whole
    /// until the new files are on the disk.
    /// </summary>
    /// <param name="report">The report.</param>
    /// <param name="outputs">The outputs with all their matches, read once.</param>
    /// <param name="directory">Created where it does not exist.</param>
    /// <exception cref="IOException">The disk is full, or the folder or a file cannot be written; no temporary file is left.
    /// </exception>
    /// <exception cref="UnauthorizedAccessException">The folder or a file in it may not be written; likewise.</exception>
    public static ReportPaths Write(AuditReport report, IEnumerable<ScannedOutput> outputs, string directory)
    {
        Directory.CreateDirectory(directory);
        var paths = new ReportPaths(
            Path.Combine(directory, "report.html"),
            Path.Combine(directory, "report.json"),
            Path.Combine(directory, "matches.jsonl"));
        var moves = new List<(string Temporary, string Final)>();
        try
        {
            WriteAside(paths.Matches, moves, stream => MatchLines.Write(outputs, stream));
            WriteAside(paths.Json, moves, stream => JsonReport.Write(report, stream));
            WriteAside(paths.Html, moves, stream =>
            {
                using var writer = new StreamWriter(stream, Utf8, leaveOpen: true);
                HtmlReport.Write(report, writer);
            });
            foreach ((string temporary, string final) in moves)
                File.Move(temporary, final, overwrite: true);
        }
        finally
        {
            // Those that were moved are gone from here already.
            foreach ((string temporary, _) in moves)
                File.Delete(temporary);
        }
        return paths;
    }

    private static void WriteAside(string final, List<(string, string)> moves, Action<Stream> write)
    {
        string temporary = $"{final}.{Path.GetRandomFileName()}.tmp";
        moves.Add((temporary, final));
        using var stream = new FileStream(temporary, FileMode.CreateNew, FileAccess.Write, FileShare.None, bufferSize: 1 << 16);
        write(stream);
        // A file that is renamed before its bytes are on the disk can be empty after a power cut.
        stream.Flush(flushToDisk: true);
    }
}
