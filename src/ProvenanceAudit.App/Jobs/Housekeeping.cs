using System.Data.Common;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Catalogs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>Removes what programs that were killed left behind: at the start, and then every hour.</summary>
internal sealed class Housekeeping(RegistryDatabase database, StoredFiles files, ServerSettings settings, ILogger<Housekeeping> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromHours(1);

    // Longer than any upload takes: 20 GB at 1 Mbit/s are 45 hours.
    private static readonly TimeSpan LongestUpload = TimeSpan.FromDays(3);

    // Fetching that failed is gone on with by people, who come back after a holiday.
    private static readonly TimeSpan LongestPause = TimeSpan.FromDays(30);

    private static readonly Action<ILogger, int, int, Exception?> Removed = LoggerMessage.Define<int, int>(
        LogLevel.Information, new EventId(1, "Removed"), "Left behind by programs that were killed, and removed: {Files} files, {Folders} folders");

    private static readonly Action<ILogger, Exception> NotNow = LoggerMessage.Define(
        LogLevel.Warning, new EventId(2, "NotRemoved"), "What was left behind could not be removed");

    /// <summary>Removes it once.</summary>
    /// <returns>Number of files of the registry and of temporary folders.</returns>
    public async Task<(int Files, int Folders)> TidyAsync(CancellationToken cancellation)
    {
        int removed = await files.RemoveBrokenOffAsync(LongestUpload, cancellation);
        int folders = 0;
        // Listed before the jobs: whoever made one of these had its job then, and keeps it until the folder is gone.
        foreach ((string folder, Guid submission) in SubmissionFile.ListFolders(settings.DataFolder))
        {
            await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
            if (await registry.Jobs.AnyAsync(j => j.SubjectId == submission && j.Kind == JobKind.Ingest && j.State == JobState.Running, cancellation))
                continue;
            Directory.Delete(folder, recursive: true);
            folders++;
        }
        return (removed, folders + await TidyFetchedAsync(cancellation));
    }

    /// <summary>Removes answers of addresses that were kept as files meanwhile, or that nobody goes on with.</summary>
    private async Task<int> TidyFetchedAsync(CancellationToken cancellation)
    {
        int removed = 0;
        foreach ((string folder, Guid id) in SubmissionHarvest.ListFolders(settings.DataFolder))
        {
            await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
            if (await registry.Jobs.AnyAsync(
                j => j.SubjectId == id && j.Kind == JobKind.Ingest && (j.State == JobState.Running || j.State == JobState.Queued), cancellation))
                continue;
            bool isOpen = await registry.Submissions.AnyAsync(s => s.Id == id && s.StoredFileId == null && s.Discarded == null, cancellation);
            if (isOpen && DateTime.UtcNow - Directory.GetLastWriteTimeUtc(folder) < LongestPause)
                continue;
            Directory.Delete(folder, recursive: true);
            removed++;
        }
        return removed;
    }

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                (int removed, int folders) = await TidyAsync(stoppingToken);
                if (removed + folders > 0)
                    Removed(log, removed, folders, null);
            }
            catch (Exception e) when (e is DbException or DbUpdateException or IOException or UnauthorizedAccessException or TimeoutException
                or InvalidOperationException)
            {
                // The next turn tries again.
                NotNow(log, e);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}
