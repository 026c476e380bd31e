using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// Writes some records of a submission: works, texts, outcomes and counts in one transaction. How many outcomes are written tells
/// where to go on; the same ones written again by a worker that was thought lost are refused by their keys.
/// </summary>
internal sealed class RecordBatch(RegistryDatabase database, Submission submission)
{
    /// <summary>Writes the records.</summary>
    /// <param name="firstOrdinal">Place of the first among the submission's records, from 0.</param>
    /// <param name="records">The records, their files named as the sender names them.</param>
    /// <param name="cancellation">Breaks off; nothing is written then.</param>
    public async Task WriteAsync(long firstOrdinal, IReadOnlyList<ReadRecord> records, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Of(submission.RightsHolderId));
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        var works = new WorkUpdate(registry, submission.RightsHolderId, submission.CatalogId, submission.Id);
        await works.LookUpAsync([.. records.Where(r => r.Work is not null).Select(r => r.Work!.Work.Id)], cancellation);
        var outcomes = new List<SubmissionRecord>(records.Count);
        foreach (ReadRecord record in records)
        {
            Guid? work = null;
            string? reason = record.Reason;
            void Warn(string warning) => reason = reason is null ? warning : $"{reason}; {warning}";
            if (record.Work is not null)
                (work, _) = await works.PutAsync(record.Work, record.Words, Warn, cancellation);
            outcomes.Add(new SubmissionRecord
            {
                Id = RowKey.OfRecord(submission.Number, firstOrdinal + outcomes.Count),
                SubmissionId = submission.Id,
                RightsHolderId = submission.RightsHolderId,
                File = record.File,
                Line = record.Line,
                RecordId = record.RecordId,
                Outcome = work is null ? RecordOutcome.Refused
                    : reason is null ? RecordOutcome.Accepted : RecordOutcome.AcceptedWithWarnings,
                Reason = reason,
                WorkId = work,
            });
        }
        await works.SaveAsync(cancellation);
        await BulkRows.InsertAsync(registry, outcomes, cancellation);
        long accepted = outcomes.Count(o => o.Outcome == RecordOutcome.Accepted);
        long refused = outcomes.Count(o => o.Outcome == RecordOutcome.Refused);
        long warned = outcomes.Count - accepted - refused;
        await registry.Submissions.Where(s => s.Id == submission.Id).ExecuteUpdateAsync(
            s => s.SetProperty(x => x.Accepted, x => x.Accepted + accepted)
                .SetProperty(x => x.AcceptedWithWarnings, x => x.AcceptedWithWarnings + warned)
                .SetProperty(x => x.Refused, x => x.Refused + refused), cancellation);
        await transaction.CommitAsync(cancellation);
    }
}
