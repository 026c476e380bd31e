using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>Takes files that are handed in for catalogs: keeps them, and queues the taking in of their records.</summary>
internal sealed class SubmissionIntake(StoredFiles files, JobQueue queue, AuditTrail trail, ServerSettings settings)
{
    /// <summary>Keeps a file and queues its records. Memory is bounded, whatever the file's size.</summary>
    /// <param name="registry">In the scope of who hands it in.</param>
    /// <param name="catalog">The catalog, as that scope sees it.</param>
    /// <param name="content">The file, read to its end.</param>
    /// <param name="fileName">Name as its sender has it.</param>
    /// <param name="submittedById">Who hands it in.</param>
    /// <param name="cancellation">Breaks off; nothing is kept then.</param>
    /// <exception cref="FileTooLargeException">The file is larger than <see cref="ServerSettings.MaximumUploadBytes"/>.</exception>
    /// <exception cref="InvalidDataException">The file is empty.</exception>
    public async Task<Submission> TakeAsync(
        RegistryContext registry, Catalog catalog, Stream content, string fileName, Guid? submittedById, CancellationToken cancellation)
    {
        StoredFile file = await files.WriteAsync(
            content, fileName, "application/octet-stream", catalog.RightsHolderId, settings.MaximumUploadBytes, cancellation);
        try
        {
            if (file.Size == 0)
                throw new InvalidDataException($"the file '{file.Name}' is empty");
            var submission = new Submission
            {
                CatalogId = catalog.Id,
                RightsHolderId = catalog.RightsHolderId,
                FileName = file.Name,
                Size = file.Size,
                Sha256 = file.Sha256!,
                StoredFileId = file.Id,
                SubmittedById = submittedById,
            };
            await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
            registry.Submissions.Add(submission);
            trail.Add(registry, "submission.received", "submission", submission.Id, catalog.RightsHolderId, new { catalog = catalog.Name, file.Name, file.Size });
            await registry.SaveChangesAsync(cancellation);
            await queue.EnqueueAsync(registry, JobKind.Ingest, submission.Id, catalog.RightsHolderId, cancellation);
            await transaction.CommitAsync(cancellation);
            queue.Nudge();
            return submission;
        }
        catch
        {
            await files.DeleteAsync(file.Id, CancellationToken.None);
            throw;
        }
    }

    /// <summary>Queues again what failed or was cancelled; it goes on behind the records that were dealt with.</summary>
    /// <returns>False when all its records were dealt with already.</returns>
    public async Task<bool> GoOnAsync(RegistryContext registry, Submission submission, CancellationToken cancellation)
    {
        if (submission.Finished is not null)
            return false;
        trail.Add(registry, "submission.resumed", "submission", submission.Id, submission.RightsHolderId);
        await registry.SaveChangesAsync(cancellation);
        await queue.EnqueueAsync(JobKind.Ingest, submission.Id, submission.RightsHolderId, cancellation);
        return true;
    }
}
