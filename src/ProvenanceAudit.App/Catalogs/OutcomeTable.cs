using System.Globalization;
using System.Text;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>What became of the records of a submission, as CSV (RFC 4180) in UTF-8.</summary>
internal static class OutcomeTable
{
    /// <summary>Begins a table; its head is written. The stream is closed with the writer.</summary>
    public static StreamWriter Open(Stream stream)
    {
        // The byte-order mark is how spreadsheets know UTF-8.
        var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16);
        writer.Write(Head);
        return writer;
    }

    /// <summary>Writes the table, a record at a time.</summary>
    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<SubmissionRecord> records, CancellationToken cancellation)
    {
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        await writer.WriteAsync(Head.AsMemory(), cancellation);
        await foreach (SubmissionRecord r in records.WithCancellation(cancellation))
            await writer.WriteAsync(RowOf(r.File, r.Line, r.RecordId, r.Outcome, r.Effect, r.Reason, r.WorkId).AsMemory(), cancellation);
    }

    /// <summary>One row, with its line end.</summary>
    public static string RowOf(string file, long line, string? recordId, RecordOutcome outcome, RecordEffect? effect, string? reason, Guid? work) => string.Join(
        ',', CsvCell.Of(file), line == 0 ? "" : line.ToString(CultureInfo.InvariantCulture), CsvCell.Of(recordId), WordOf(outcome), WordOf(effect),
        CsvCell.Of(reason), work) + "\r\n";

    private const string Head = "file,line,record_id,outcome,effect,reason,work_id\r\n";

    private static string WordOf(RecordOutcome outcome) => outcome switch
    {
        RecordOutcome.Accepted => "accepted",
        RecordOutcome.AcceptedWithWarnings => "accepted with warnings",
        _ => "refused",
    };

    /// <summary>An effect in words; empty where there is none.</summary>
    public static string WordOf(RecordEffect? effect) => effect switch
    {
        RecordEffect.Added => "added",
        RecordEffect.Changed => "changed",
        RecordEffect.TextArrived => "text arrived",
        RecordEffect.Unchanged => "unchanged",
        RecordEffect.Withdrawn => "withdrawn",
        _ => "",
    };
}
