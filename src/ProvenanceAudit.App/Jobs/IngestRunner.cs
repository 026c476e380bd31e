using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Catalogs;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>
/// Takes the records of a submission into its catalog; of one that is held, tells what would become of them. Each record's outcome is
/// written in the transaction of its work, so that a run goes on behind the last outcome of the one before, wherever that was broken off.
/// </summary>
internal sealed class IngestRunner(
    RegistryDatabase database, StoredFiles files, ServerSettings settings, AuditTrail trail, SubmissionHarvest harvest) : IJobRunner
{
    // Few enough that revisions are not held for long, many enough that a commit is little beside them.
    private const int RecordsAtOnce = 1000;

    // Texts of a batch, in UTF-16 code units, of which two are in memory at once; a longer one is written alone.
    private const int TextAtOnce = 4 << 20;

    /// <inheritdoc/>
    public JobKind Kind => JobKind.Ingest;

    /// <inheritdoc/>
    public async Task RunAsync(RunningJob job, CancellationToken cancellation)
    {
        Submission submission;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
            submission = await registry.Submissions.AsNoTracking().SingleAsync(s => s.Id == job.SubjectId, cancellation);
        if (submission.Finished is not null || submission.Discarded is not null)
            return;
        if (submission.StoredFileId is null)
            submission = await harvest.FetchAsync(submission, job, cancellation);
        using SubmissionFile file = await SubmissionFile.OpenAsync(files, submission, settings.DataFolder, cancellation);
        var check = new CatalogCheck();
        var reader = new CatalogReader(file.Path, SettingsFor(submission, file.Folder, check, cancellation), submission.FileName);
        if (submission.IsHeld)
            await CheckAsync(job, submission, reader, check, cancellation);
        else
            await TakeInAsync(job, submission, reader, cancellation);
    }

    private static IntakeSettings SettingsFor(Submission submission, string folder, CatalogCheck check, CancellationToken cancellation) => new()
    {
        ReceivedAt = submission.Created,
        Columns = submission.Columns.Count == 0 ? null : submission.Columns,
        ReadPage = CatalogPages.Read,
        OnTable = check.Add,
        TemporaryFolder = folder,
        Cancellation = cancellation,
    };

    private async Task CheckAsync(
        RunningJob job, Submission submission, CatalogReader reader, CatalogCheck check, CancellationToken cancellation)
    {
        var batch = new RecordBatch(database, submission);
        foreach (List<CatalogRecord> records in InBatches(reader.Records()))
        {
            IReadOnlyList<JudgedRecord> judged = JudgedRecord.Of(records, isForRegistry: true, cancellation);
            IReadOnlyList<RecordResult> results = await batch.TryAsync(judged, cancellation);
            for (int i = 0; i < results.Count; i++)
                check.Add(results[i], judged[i].Words);
            Tell(job, submission, reader);
        }
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        await registry.Submissions.Where(s => s.Id == submission.Id)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.CheckJson, check.ToJson()), cancellation);
    }

    private async Task TakeInAsync(RunningJob job, Submission submission, CatalogReader reader, CancellationToken cancellation)
    {
        (long written, ResumePoint? from) = await ReachedAsync(submission, cancellation);
        var batch = new RecordBatch(database, submission);
        Task writing = Task.CompletedTask;
        try
        {
            // The next records are read while these are written.
            foreach (List<CatalogRecord> records in InBatches(reader.Records(from)))
            {
                IReadOnlyList<JudgedRecord> judged = JudgedRecord.Of(records, isForRegistry: true, cancellation);
                await writing;
                long first = written;
                written += judged.Count;
                writing = Task.Run(() => batch.WriteAsync(first, judged, cancellation), cancellation);
                Tell(job, submission, reader);
            }
        }
        finally
        {
            await writing;
        }
        await FinishAsync(submission, cancellation);
    }

    private static void Tell(RunningJob job, Submission submission, CatalogReader reader) =>
        job.Progress((long)((reader.Fraction ?? 0) * submission.Size), submission.Size, "bytes");

    private static IEnumerable<List<CatalogRecord>> InBatches(IEnumerable<CatalogRecord> records)
    {
        var batch = new List<CatalogRecord>();
        long text = 0;
        foreach (CatalogRecord record in records)
        {
            batch.Add(record);
            text += record.Text?.Length ?? 0;
            if (batch.Count < RecordsAtOnce && text < TextAtOnce)
                continue;
            yield return batch;
            batch = [];
            text = 0;
        }
        if (batch.Count > 0)
            yield return batch;
    }

    /// <summary>How many records were dealt with, and where the last one stands.</summary>
    private async Task<(long Written, ResumePoint? From)> ReachedAsync(Submission submission, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        IQueryable<SubmissionRecord> records = registry.SubmissionRecords.AsNoTracking().Where(r => r.SubmissionId == submission.Id);
        if (await records.OrderByDescending(r => r.Id).FirstOrDefaultAsync(cancellation) is not { } last)
            return (0, null);
        long written = await records.LongCountAsync(cancellation);
        long ofFile = await records.LongCountAsync(r => r.File == last.File, cancellation);
        return (written, new ResumePoint(last.File, ofFile, SeenIn(submission)));
    }

    // Streamed, since the reader keeps no more than a hash of each.
    private IEnumerable<(string Id, string File, long Line)> SeenIn(Submission submission)
    {
        using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        foreach (var record in registry.SubmissionRecords.AsNoTracking()
            .Where(r => r.SubmissionId == submission.Id && r.RecordId != null && r.Outcome != RecordOutcome.Refused && r.Effect != RecordEffect.Withdrawn)
            .OrderBy(r => r.Id).Select(r => new { r.RecordId, r.File, r.Line }))
            yield return (record.RecordId!, record.File, record.Line);
    }

    private async Task FinishAsync(Submission submission, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        Submission done = await registry.Submissions.SingleAsync(s => s.Id == submission.Id, cancellation);
        done.Finished = DateTimeOffset.UtcNow;
        trail.Add(
            registry, "submission.finished", "submission", done.Id, done.RightsHolderId,
            new { done.Accepted, done.AcceptedWithWarnings, done.Refused });
        await registry.SaveChangesAsync(cancellation);
    }
}
