using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

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
        string[] ids = [.. records.Where(r => r.Work is not null).Select(r => r.Work!.Work.Id)];
        Dictionary<string, RegisteredWork> known = await registry.Works
            .Where(w => w.CatalogId == submission.CatalogId && ids.Contains(w.ExternalId))
            .ToDictionaryAsync(w => w.ExternalId, StringComparer.Ordinal, cancellation);
        var newTexts = new List<RegisteredText>();
        var outcomes = new List<SubmissionRecord>(records.Count);
        foreach (ReadRecord record in records)
        {
            Guid? work = null;
            string? reason = record.Reason;
            if (record.Work is not null)
                work = known.TryGetValue(record.Work.Work.Id, out RegisteredWork? there)
                    ? await ChangeAsync(registry, there, record, warning => reason = reason is null ? warning : $"{reason}; {warning}", cancellation)
                    : Add(registry, record, newTexts);
            outcomes.Add(new SubmissionRecord
            {
                Id = RowKey.OfRecord(submission.Number, firstOrdinal + outcomes.Count),
                SubmissionId = submission.Id,
                RightsHolderId = submission.RightsHolderId,
                File = record.File,
                Line = record.Line,
                RecordId = record.RecordId,
                Outcome = work is null ? RecordOutcome.Refused : reason is null ? RecordOutcome.Accepted : RecordOutcome.AcceptedWithWarnings,
                Reason = reason,
                WorkId = work,
            });
        }
        await registry.SaveChangesAsync(cancellation);
        await BulkRows.InsertAsync(registry, newTexts, cancellation);
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

    private Guid Add(RegistryContext registry, ReadRecord record, List<RegisteredText> newTexts)
    {
        (Work work, string text) = record.Work!;
        var added = new RegisteredWork
        {
            RightsHolderId = submission.RightsHolderId,
            CatalogId = submission.CatalogId,
            SubmissionId = submission.Id,
            ExternalId = work.Id,
            Title = work.Title,
            Words = record.Words,
            TextLength = text.Length,
            TextSha256 = RegisteredWork.HashOf(text),
        };
        added.Describe(work);
        registry.Works.Add(added);
        newTexts.Add(TextOf(added, text));
        return added.Id;
    }

    private static RegisteredText TextOf(RegisteredWork work, string text) =>
        new() { WorkId = work.Id, Sha256 = work.TextSha256, RightsHolderId = work.RightsHolderId, Text = text };


    /// <summary>Takes over what changed. A work that did not change keeps its revision, and is not indexed again.</summary>
    private async Task<Guid> ChangeAsync(
        RegistryContext registry, RegisteredWork there, ReadRecord record, Action<string> warn, CancellationToken cancellation)
    {
        string text = record.Work!.Text;
        there.Describe(record.Work.Work);
        if (there.Withdrawn is not null)
        {
            there.Withdrawn = null;
            warn("the work had been withdrawn, and is scanned for again");
        }
        byte[] hash = RegisteredWork.HashOf(text);
        if (!hash.AsSpan().SequenceEqual(there.TextSha256))
        {
            (there.TextSha256, there.TextLength, there.Words) = (hash, text.Length, record.Words);
            // Texts that were there before stay, since findings are about them; a work may have one of them again.
            if (!await registry.Texts.AnyAsync(t => t.WorkId == there.Id && t.Sha256 == hash, cancellation))
                registry.Texts.Add(TextOf(there, text));
        }
        if (registry.Entry(there).State == EntityState.Modified)
            there.SubmissionId = submission.Id;
        return there.Id;
    }
}
