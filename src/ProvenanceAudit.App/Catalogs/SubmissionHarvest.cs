using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Catalogs.Harvesting;
using ProvenanceAudit.Net;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// Fetches the records of a submission that is an address, and keeps them as its file: what was handed in is what the address answered.
/// A run that was broken off goes on with the answers that came before.
/// </summary>
internal sealed class SubmissionHarvest(RegistryDatabase database, StoredFiles files, ServerSettings settings, AuditTrail trail)
{
    /// <summary>Name of the folder of answers that are under way, in the data folder.</summary>
    public const string FolderName = "fetched";

    /// <summary>Folders of answers that there are, of whatever program, with the submission that each is of.</summary>
    public static IReadOnlyList<(string Folder, Guid SubmissionId)> ListFolders(string dataFolder)
    {
        string all = Path.Combine(dataFolder, FolderName);
        return !Directory.Exists(all) ? []
            : [.. Directory.EnumerateDirectories(all).Select(f => (f, Guid.TryParseExact(Path.GetFileName(f), "N", out Guid id) ? id : Guid.Empty))];
    }

    /// <summary>Fetches.</summary>
    /// <param name="submission">A submission with an address and no file.</param>
    /// <param name="job">Told how far it is.</param>
    /// <param name="cancellation">Breaks off; answers that came stay.</param>
    /// <returns>The submission with its file.</returns>
    /// <exception cref="InvalidDataException">It cannot be fetched; the message says why.</exception>
    /// <exception cref="FileTooLargeException">It is larger than <see cref="ServerSettings.MaximumUploadBytes"/>.</exception>
    public async Task<Submission> FetchAsync(Submission submission, RunningJob job, CancellationToken cancellation)
    {
        if (!CatalogHarvest.TryRead(submission.SourceAddress, out Uri? address, out string? mistake))
            throw new InvalidDataException(mistake);
        string folder = Path.Combine(settings.DataFolder, FolderName, submission.Id.ToString("N"));
        string archive = Path.Combine(folder, ".harvest", "archive.zip");
        using var fetcher = new HarvestFetcher(AddressPolicy.PublicAnd(settings.CrawlNetworks), null);
        var harvest = new CatalogHarvest(fetcher.FetchAsync, new HarvestSettings
        {
            Limits = new HarvestLimits { Bytes = settings.MaximumUploadBytes },
            OnProgress = progress => job.Progress(progress.Records, progress.CompleteSize, "records"),
        });
        HarvestSummary summary;
        try
        {
            summary = await harvest.RunAsync(address!, folder, () => File.Create(archive), cancellation);
        }
        catch (HarvestException e)
        {
            throw new InvalidDataException(e.Message, e);
        }
        StoredFile stored;
        await using (FileStream content = File.OpenRead(archive))
        {
            stored = await files.WriteAsync(
                content, submission.FileName, "application/zip", submission.RightsHolderId, settings.MaximumUploadBytes, cancellation);
        }
        await using (RegistryContext registry = database.CreateContext(RegistryScope.Everything))
        {
            Submission kept = await registry.Submissions.SingleAsync(s => s.Id == submission.Id, cancellation);
            (kept.StoredFileId, kept.Size, kept.Sha256) = (stored.Id, stored.Size, stored.Sha256!);
            trail.Add(registry, "submission.fetched", "submission", kept.Id, kept.RightsHolderId, new
            {
                kept.SourceAddress,
                summary.Progress.Answers,
                summary.Progress.Records,
                summary.Progress.Bytes,
                summary.Notes,
            });
            await registry.SaveChangesAsync(cancellation);
        }
        Directory.Delete(folder, recursive: true);
        (submission.StoredFileId, submission.Size, submission.Sha256) = (stored.Id, stored.Size, stored.Sha256!);
        return submission;
    }
}
