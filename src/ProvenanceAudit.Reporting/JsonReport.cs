using System.Text.Json;
using ProvenanceAudit.Reporting.Json;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting;

/// <summary>
/// An audit report as one JSON object (<c>schemas/report.schema.json</c>): UTF-8, indented, names in snake case, always in the
/// same order, so that two reports can be compared line by line. Matches have the shape of <see cref="MatchLines"/>.
/// </summary>
public static class JsonReport
{
    /// <summary>Writes the report. Lone halves of surrogate pairs become U+FFFD, which keeps all offsets.</summary>
    /// <param name="report">The report.</param>
    /// <param name="stream">Where to; stays open.</param>
    /// <exception cref="IOException">The stream cannot be written.</exception>
    public static void Write(AuditReport report, Stream stream)
    {
        JsonSerializer.Serialize(stream, report, ReportJson.Report);
        stream.WriteByte((byte)'\n');
    }

    /// <summary>Reads what <see cref="Write"/> wrote. Members that this version does not know are passed over.</summary>
    /// <param name="stream">UTF-8, read to its end; stays open.</param>
    /// <exception cref="JsonException">
    /// It is not a report, or one of another <see cref="AuditReport.FormatVersion"/>; the message says what and where.
    /// </exception>
    /// <exception cref="IOException">The stream cannot be read.</exception>
    public static AuditReport Read(Stream stream) =>
        JsonSerializer.Deserialize(stream, ReportJson.Report) ?? throw new JsonException("the file holds null, not a report");
}
