using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>
/// Takes the records of a submission into its catalog. Each record's outcome is written in the transaction of its work, so that a
/// run goes on behind the last outcome of the one before, wherever that was broken off.
/// </summary>
internal sealed class IngestRunner(RegistryDatabase database, StoredFiles files, ServerSettings settings, AuditTrail trail) : IJobRunner
{
    // Few enough that revisions are not held for long, many enough that a commit is little beside them.
    private const int RecordsAtOnce = 250;

    // Texts in memory at once, in UTF-16 code units; a longer one is written alone.
    private const int TextAtOnce = 8 << 20;

    /// <inheritdoc/>
    public JobKind Kind => JobKind.Ingest;

    /// <inheritdoc/>
    public async Task RunAsync(RunningJob job, CancellationToken cancellation)
    {
        Submission submission;
        long written;
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
        {
            submission = await registry.Submissions.AsNoTracking().SingleAsync(s => s.Id == job.SubjectId, cancellation);
            if (submission.Finished is not null)
                return;
            written = await registry.SubmissionRecords.LongCountAsync(r => r.SubmissionId == submission.Id, cancellation);
        }
        using UnpackedSubmission unpacked = await UnpackedSubmission.OpenAsync(
            files, submission, settings.DataFolder, settings.MaximumUploadBytes, cancellation);
        await WriteRecordsAsync(job, submission, unpacked, written, cancellation);
        await FinishAsync(submission, cancellation);
    }

    private async Task WriteRecordsAsync(
        RunningJob job, Submission submission, UnpackedSubmission unpacked, long written, CancellationToken cancellation)
    {
        var reading = new RecordReading(unpacked.Path);
        var batch = new RecordBatch(database, submission);
        var records = new List<ReadRecord>();
        long text = 0, seen = 0;
        foreach (ReadRecord record in reading.Read())
        {
            cancellation.ThrowIfCancellationRequested();
            if (seen++ < written)
                continue;
            records.Add(record with { File = unpacked.NameInSubmission(record.File, submission.FileName) });
            text += record.Work?.Text.Length ?? 0;
            if (records.Count >= RecordsAtOnce || text >= TextAtOnce)
                await WriteAsync();
        }
        await WriteAsync();

        async Task WriteAsync()
        {
            if (records.Count > 0)
                await batch.WriteAsync(written, records, cancellation);
            written += records.Count;
            records.Clear();
            text = 0;
            double part = reading.Source.Fraction ?? 0;
            job.Progress((long)(part * submission.Size), submission.Size, "bytes");
        }
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
