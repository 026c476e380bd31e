using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// Writes some records of a submission: works, texts, rights, outcomes and counts in one transaction. How many outcomes are written tells
/// where to go on; the same ones written again by a worker that was thought lost are refused by their keys.
/// </summary>
internal sealed class RecordBatch(RegistryDatabase database, Submission submission)
{
    /// <summary>Writes the records.</summary>
    /// <param name="firstOrdinal">Place of the first among the submission's records, from 0.</param>
    /// <param name="records">The records, their files named as the sender names them.</param>
    /// <param name="cancellation">Breaks off; nothing is written then.</param>
    public async Task WriteAsync(long firstOrdinal, IReadOnlyList<JudgedRecord> records, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Of(submission.RightsHolderId));
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        WorkUpdate works = Update(registry);
        await works.LockAsync(cancellation);
        IReadOnlyList<RecordResult> results = await PutAsync(works, records, cancellation);
        var outcomes = new List<SubmissionRecord>(records.Count);
        foreach (RecordResult result in results)
        {
            outcomes.Add(new SubmissionRecord
            {
                Id = RowKey.OfRecord(submission.Number, firstOrdinal + outcomes.Count),
                SubmissionId = submission.Id,
                RightsHolderId = submission.RightsHolderId,
                File = result.Record.File,
                Line = result.Record.Line,
                RecordId = result.Record.RecordId,
                Outcome = result.Outcome,
                Effect = result.Effect,
                Reason = result.Reason,
                WorkId = result.Work?.Id,
            });
        }
        await works.SaveAsync(cancellation);
        await new RightsSightings(registry, submission.RightsHolderId).KeepAsync([.. results.SelectMany(RightsOf)], [], cancellation);
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

    /// <summary>Tells what would become of the records; nothing is written.</summary>
    public async Task<IReadOnlyList<RecordResult>> TryAsync(IReadOnlyList<JudgedRecord> records, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Of(submission.RightsHolderId));
        return await PutAsync(Update(registry), records, cancellation);
    }

    private WorkUpdate Update(RegistryContext registry) => new(registry, submission.RightsHolderId, submission.CatalogId, submission.Id);

    private static async Task<IReadOnlyList<RecordResult>> PutAsync(
        WorkUpdate works, IReadOnlyList<JudgedRecord> records, CancellationToken cancellation)
    {
        await works.LookUpAsync([.. records.Where(r => r.Put is not null).Select(r => r.Put!)], cancellation);
        var results = new List<RecordResult>(records.Count);
        foreach (JudgedRecord record in records)
        {
            PutOutcome? put = record.Put is null ? null : await works.PutAsync(record.Put, cancellation);
            results.Add(RecordResult.Of(record.Record, put));
        }
        return results;
    }

    // A record that another one described before speaks about that work.
    private static IEnumerable<RightsStatement> RightsOf(RecordResult result) => result.Work is null ? [] : result.Record.Rights.Select(
        s => s.Scope.Kind == RightsScopeKind.Work ? s with { Scope = s.Scope with { Target = result.Work.ExternalId } } : s);
}

/// <summary>A record and what became of it.</summary>
/// <param name="Record">The record.</param>
/// <param name="Outcome">Whether it was accepted.</param>
/// <param name="Effect">What it did to its work; null where it was refused.</param>
/// <param name="Work">Its work; null where it was refused.</param>
/// <param name="Reason">What is wrong with it; null when nothing is.</param>
internal sealed record RecordResult(CatalogRecord Record, RecordOutcome Outcome, RecordEffect? Effect, RegisteredWork? Work, string? Reason)
{
    /// <summary>Puts together what the reader and the registry say of a record.</summary>
    /// <param name="record">As it was read and judged.</param>
    /// <param name="put">What the registry made of it; null where it was refused before.</param>
    public static RecordResult Of(CatalogRecord record, PutOutcome? put)
    {
        string? refusal = record.Refusal ?? put?.Refusal;
        if (refusal is not null)
            return new RecordResult(record, RecordOutcome.Refused, null, null, string.Join("; ", record.Warnings.Append(refusal)));
        string[] warnings = [.. record.Warnings, .. put?.Warnings ?? []];
        return new RecordResult(
            record, warnings.Length == 0 ? RecordOutcome.Accepted : RecordOutcome.AcceptedWithWarnings, put?.Effect, put?.Work,
            warnings.Length == 0 ? null : string.Join("; ", warnings));
    }
}
