using System.Data.Common;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.App.Plans;

/// <summary>
/// Looks every few seconds for plans whose time has come. Every server and worker does: the database decides which of them makes
/// a run, and as long as one is there, runs are made.
/// </summary>
internal sealed class PlanScheduler(IServiceScopeFactory scopes, ILogger<PlanScheduler> log) : BackgroundService
{
    // Schedules are of minutes.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly HashSet<Guid> _unreadable = [];

    /// <inheritdoc/>
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(Every);
        do
        {
            try
            {
                await RunAsync(stoppingToken);
            }
            catch (Exception e) when (IsPassing(e))
            {
                // The next turn tries again.
                log.LogWarning(e, "the registry could not be asked for plans that are due");
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    private async Task RunAsync(CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        PlanRuns runs = scope.ServiceProvider.GetRequiredService<PlanRuns>();
        foreach (DuePlan due in await runs.ListDueAsync(cancellation))
        {
            try
            {
                if (await runs.RunDueAsync(due, cancellation) is { } run)
                    log.LogInformation("plan {Plan}, due {Due}: {Outcome}", due.PlanId, due.Due, run.LeftOut ?? $"scan {run.ScanId}");
            }
            catch (ScheduleException e)
            {
                if (_unreadable.Add(due.PlanId))
                    log.LogError("plan {Plan} cannot be run from this machine: {Reason}", due.PlanId, e.Message);
            }
            catch (Exception e) when (IsPassing(e))
            {
                // One plan in trouble does not hold up the others.
                log.LogWarning(e, "plan {Plan}, due {Due}, could not be run; it is tried again", due.PlanId, due.Due);
            }
        }
    }

    private static bool IsPassing(Exception e) =>
        e is DbException or DbUpdateException or IOException or TimeoutException or InvalidOperationException or BackgroundJobClientException;
}
