using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Catalogs.Harvesting;
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
    /// <param name="isHeld">Whether it is only looked at, until somebody says that it is to be taken in.</param>
    /// <param name="cancellation">Breaks off; nothing is kept then.</param>
    /// <exception cref="FileTooLargeException">The file is larger than <see cref="ServerSettings.MaximumUploadBytes"/>.</exception>
    /// <exception cref="InvalidDataException">The file is empty.</exception>
    public async Task<Submission> TakeAsync(
        RegistryContext registry, Catalog catalog, Stream content, string fileName, Guid? submittedById, bool isHeld, CancellationToken cancellation)
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
                IsHeld = isHeld,
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

    /// <summary>Queues the fetching of records from an address, and the taking in of them.</summary>
    /// <param name="registry">In the scope of who asks for it.</param>
    /// <param name="catalog">The catalog, as that scope sees it.</param>
    /// <param name="address">What <see cref="CatalogHarvest.TryRead"/> took.</param>
    /// <param name="submittedById">Who asks for it.</param>
    /// <param name="isHeld">Whether records are only looked at, until somebody says that they are to be taken in.</param>
    /// <param name="cancellation">Breaks off; nothing is queued then.</param>
    public async Task<Submission> AskAsync(
        RegistryContext registry, Catalog catalog, Uri address, Guid? submittedById, bool isHeld, CancellationToken cancellation)
    {
        var submission = new Submission
        {
            CatalogId = catalog.Id,
            RightsHolderId = catalog.RightsHolderId,
            FileName = address.IdnHost + ".zip",
            SourceAddress = address.AbsoluteUri,
            Size = 0,
            Sha256 = [],
            StoredFileId = null,
            SubmittedById = submittedById,
            IsHeld = isHeld,
        };
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        registry.Submissions.Add(submission);
        trail.Add(registry, "submission.asked_for", "submission", submission.Id, catalog.RightsHolderId, new { catalog = catalog.Name, submission.SourceAddress });
        await registry.SaveChangesAsync(cancellation);
        await queue.EnqueueAsync(registry, JobKind.Ingest, submission.Id, catalog.RightsHolderId, cancellation);
        await transaction.CommitAsync(cancellation);
        queue.Nudge();
        return submission;
    }

    /// <summary>Takes in what was looked at; what is taken in already stays as it is.</summary>
    /// <returns>False where it does not wait to be taken in.</returns>
    public async Task<bool> AcceptAsync(RegistryContext registry, Submission submission, CancellationToken cancellation)
    {
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        if (!await ReleaseAsync(registry, submission, s => s.SetProperty(x => x.IsHeld, false), cancellation))
            return false;
        trail.Add(registry, "submission.accepted", "submission", submission.Id, submission.RightsHolderId);
        await registry.SaveChangesAsync(cancellation);
        await queue.EnqueueAsync(registry, JobKind.Ingest, submission.Id, submission.RightsHolderId, cancellation);
        await transaction.CommitAsync(cancellation);
        queue.Nudge();
        return true;
    }

    /// <summary>Looks at what is held once more, its columns taken for something else.</summary>
    /// <returns>False where it does not wait to be taken in.</returns>
    public async Task<bool> CheckAgainAsync(
        RegistryContext registry, Submission submission, IReadOnlyDictionary<string, string> columns, CancellationToken cancellation)
    {
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        if (!await ReleaseAsync(registry, submission, s => s.SetProperty(x => x.CheckJson, (string?)null).SetProperty(x => x.Columns, columns), cancellation))
            return false;
        trail.Add(registry, "submission.columns_changed", "submission", submission.Id, submission.RightsHolderId, columns);
        await registry.SaveChangesAsync(cancellation);
        await queue.EnqueueAsync(registry, JobKind.Ingest, submission.Id, submission.RightsHolderId, cancellation);
        await transaction.CommitAsync(cancellation);
        queue.Nudge();
        return true;
    }

    /// <summary>Puts aside what was looked at; its file stays, as what was handed in.</summary>
    /// <returns>False where it does not wait to be taken in.</returns>
    public async Task<bool> DiscardAsync(RegistryContext registry, Submission submission, CancellationToken cancellation)
    {
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await using var transaction = await registry.Database.BeginTransactionAsync(cancellation);
        if (!await ReleaseAsync(registry, submission, s => s.SetProperty(x => x.Discarded, now).SetProperty(x => x.IsHeld, false), cancellation))
            return false;
        trail.Add(registry, "submission.discarded", "submission", submission.Id, submission.RightsHolderId);
        await registry.SaveChangesAsync(cancellation);
        await transaction.CommitAsync(cancellation);
        return true;
    }

    // Of two who press a button at the same time, one does it.
    private static async Task<bool> ReleaseAsync(
        RegistryContext registry, Submission submission, Action<Microsoft.EntityFrameworkCore.Query.UpdateSettersBuilder<Submission>> change,
        CancellationToken cancellation) =>
        await registry.Submissions.Where(s => s.Id == submission.Id && s.IsHeld && s.CheckJson != null).ExecuteUpdateAsync(change, cancellation) == 1;

    /// <summary>Queues again what failed or was cancelled; it goes on behind the records that were dealt with.</summary>
    /// <returns>False when all its records were dealt with already.</returns>
    public async Task<bool> GoOnAsync(RegistryContext registry, Submission submission, CancellationToken cancellation)
    {
        if (submission.Finished is not null || submission.Discarded is not null)
            return false;
        trail.Add(registry, "submission.resumed", "submission", submission.Id, submission.RightsHolderId);
        await registry.SaveChangesAsync(cancellation);
        await queue.EnqueueAsync(JobKind.Ingest, submission.Id, submission.RightsHolderId, cancellation);
        return true;
    }
}
