using System.Data.Common;
using Hangfire;
using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.App.Plans;

/// <summary>
/// Looks every few seconds for what is due by a schedule. Every server and worker does: the database decides which of them makes
/// a run, and as long as one is there, runs are made.
/// </summary>
internal abstract class DueScheduler(IServiceScopeFactory scopes, ILogger log) : BackgroundService
{
    // Schedules are of minutes.
    private static readonly TimeSpan Every = TimeSpan.FromSeconds(5);

    private readonly HashSet<Guid> _unreadable = [];

    /// <summary>What is scheduled, as the log calls it.</summary>
    private protected abstract string What { get; }

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
                log.LogWarning(e, "the registry could not be asked for what is due: {What}", What);
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }

    /// <summary>What is due.</summary>
    private protected abstract Task<IReadOnlyList<DuePlan>> ListDueAsync(IServiceProvider services, CancellationToken cancellation);

    /// <summary>Runs it, unless another has.</summary>
    /// <returns>What came of it; null when it was another's.</returns>
    private protected abstract Task<string?> RunDueAsync(IServiceProvider services, DuePlan due, CancellationToken cancellation);

    private async Task RunAsync(CancellationToken cancellation)
    {
        await using AsyncServiceScope scope = scopes.CreateAsyncScope();
        foreach (DuePlan due in await ListDueAsync(scope.ServiceProvider, cancellation))
        {
            try
            {
                if (await RunDueAsync(scope.ServiceProvider, due, cancellation) is { } outcome)
                    log.LogInformation("{What} {Plan}, due {Due}: {Outcome}", What, due.PlanId, due.Due, outcome);
            }
            catch (ScheduleException e)
            {
                if (_unreadable.Add(due.PlanId))
                    log.LogError("{What} {Plan} cannot be run from this machine: {Reason}", What, due.PlanId, e.Message);
            }
            catch (Exception e) when (IsPassing(e))
            {
                // One in trouble does not hold up the others.
                log.LogWarning(e, "{What} {Plan}, due {Due}, could not be run; it is tried again", What, due.PlanId, due.Due);
            }
        }
    }

    private static bool IsPassing(Exception e) =>
        e is DbException or DbUpdateException or IOException or TimeoutException or InvalidOperationException or BackgroundJobClientException;
}
