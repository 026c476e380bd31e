using System.Globalization;
using System.Text;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>What became of the records of a submission, as CSV (RFC 4180) in UTF-8.</summary>
internal static class OutcomeTable
{
    /// <summary>Writes the table, a record at a time.</summary>
    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<SubmissionRecord> records, CancellationToken cancellation)
    {
        // The byte-order mark is how spreadsheets know UTF-8.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        await writer.WriteAsync("file,line,record_id,outcome,reason,work_id\r\n".AsMemory(), cancellation);
        await foreach (SubmissionRecord record in records.WithCancellation(cancellation))
        {
            string outcome = record.Outcome switch
            {
                RecordOutcome.Accepted => "accepted",
                RecordOutcome.AcceptedWithWarnings => "accepted with warnings",
                _ => "refused",
            };
            string line = record.Line == 0 ? "" : record.Line.ToString(CultureInfo.InvariantCulture);
            string row = string.Join(
                ',', CsvCell.Of(record.File), line, CsvCell.Of(record.RecordId), outcome, CsvCell.Of(record.Reason), record.WorkId);
            await writer.WriteAsync((row + "\r\n").AsMemory(), cancellation);
        }
    }
}
