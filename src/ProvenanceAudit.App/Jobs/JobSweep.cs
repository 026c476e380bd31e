using System.Data.Common;
using Hangfire;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>
/// Looks into the registry for jobs that wait, whoever queued them and whenever: those that no nudge told of, those whose time to
/// be tried again has come, and those of workers that were lost.
/// </summary>
internal sealed class JobSweep(
    JobLeases leases, ServerSettings settings, JobWorker worker, IBackgroundJobClient engine, IServiceScopeFactory scopes, ILogger<JobSweep> log)
    : BackgroundService
{
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(1);

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        JobKind[] kinds;
        await using (AsyncServiceScope scope = scopes.CreateAsyncScope())
            kinds = [.. scope.ServiceProvider.GetServices<IJobRunner>().Select(r => r.Kind)];
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                await SweepAsync(kinds, stoppingToken);
            }
            catch (Exception e) when (e is DbException or IOException or TimeoutException or InvalidOperationException or BackgroundJobClientException)
            {
                // The next turn tries again.
                log.LogWarning(e, "the registry could not be asked for jobs");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task SweepAsync(JobKind[] kinds, CancellationToken cancellation)
    {
        // No more than can begin at once: what is told of and not begun would pile up in the engine.
        int idle = settings.Workers - worker.Running;
        if (idle <= 0)
            return;
        int waiting = (await leases.ListClaimableAsync(kinds, idle, cancellation)).Count;
        for (int i = 0; i < waiting; i++)
            engine.Enqueue<JobWorker>(w => w.RunNextAsync(CancellationToken.None));
    }
}
