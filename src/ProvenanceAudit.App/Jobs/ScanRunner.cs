using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>
/// Runs a scan: asks its model, or reads its file, then matches and writes what was found. Each step goes on behind what an
/// earlier run has written.
/// </summary>
internal sealed class ScanRunner(RegistryDatabase database, ScanInterview interview, FileOutputs file, ScanMatching matching) : IJobRunner
{
    /// <inheritdoc/>
    public JobKind Kind => JobKind.Scan;

    /// <inheritdoc/>
    public async Task RunAsync(RunningJob job, CancellationToken cancellation)
    {
        Scan scan = await BeginAsync(job.SubjectId, cancellation);
        if (scan.Finished is not null)
            return;
        ScanSettings settings = ScanSettings.Read(scan.SettingsJson);
        if (scan.OutputsFileId is null)
            await interview.AskAsync(scan, settings, job, cancellation);
        else
            await file.TakeAsync(scan, job, cancellation);
        await matching.RunAsync(scan, settings, job, cancellation);
    }

    private async Task<Scan> BeginAsync(Guid id, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        DateTimeOffset now = DateTimeOffset.UtcNow;
        await registry.Scans.Where(s => s.Id == id && s.Started == null)
            .ExecuteUpdateAsync(s => s.SetProperty(x => x.Started, now), cancellation);
        return await registry.Scans.AsNoTracking().SingleAsync(s => s.Id == id, cancellation);
    }
}
