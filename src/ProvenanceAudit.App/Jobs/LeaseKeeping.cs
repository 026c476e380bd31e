using System.Data.Common;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>Keeps leases of running jobs alive.</summary>
internal sealed class LeaseKeeping(JobLeases leases, JobLeaseSettings settings)
{
    // As often as pages ask how far a job is, and soon enough for who cancels one.
    private static readonly TimeSpan Usual = TimeSpan.FromSeconds(1);

    /// <summary>Renews a job's lease, with its progress, until the job ends.</summary>
    /// <param name="job">The job.</param>
    /// <param name="shutdown">Cancels the work, not the lease.</param>
    public HeldLease Hold(RunningJob job, CancellationToken shutdown)
    {
        TimeSpan third = settings.Lease / 3;
        return new HeldLease(leases, job, third < Usual ? third : Usual, settings.Lease, shutdown);
    }
}

/// <summary>The lease of one running job.</summary>
internal sealed class HeldLease : IAsyncDisposable
{
    private readonly JobLeases _leases;
    private readonly RunningJob _job;
    private readonly CancellationTokenSource _work;
    private readonly CancellationTokenSource _renewing = new();
    private readonly Task _renewal;
    private LeaseState _state = LeaseState.Held;

    internal HeldLease(JobLeases leases, RunningJob job, TimeSpan every, TimeSpan lease, CancellationToken shutdown)
    {
        (_leases, _job) = (leases, job);
        _work = CancellationTokenSource.CreateLinkedTokenSource(shutdown);
        Token = _work.Token;
        _renewal = Task.Run(() => RenewAsync(every, lease), CancellationToken.None);
    }

    /// <summary>Cancelled when the work is to stop, for whatever reason.</summary>
    public CancellationToken Token { get; }

    /// <summary>Stops renewing and writes the last progress.</summary>
    /// <returns>What became of the lease.</returns>
    public async Task<LeaseState> EndAsync()
    {
        await _renewing.CancelAsync();
        await _renewal;
        if (_state != LeaseState.Lost && await _leases.RenewAsync(_job.Lease, _job.Current()) is var last && last != LeaseState.Held)
            _state = last;
        return _state;
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await _renewing.CancelAsync();
        await _renewal;
        _renewing.Dispose();
        _work.Dispose();
    }

    private async Task RenewAsync(TimeSpan every, TimeSpan lease)
    {
        long lastHeld = Environment.TickCount64;
        using var timer = new PeriodicTimer(every);
        // A job that takes its time to stop keeps its lease meanwhile.
        while (_state != LeaseState.Lost)
        {
            try
            {
                await timer.WaitForNextTickAsync(_renewing.Token);
                _state = await _leases.RenewAsync(_job.Lease, _job.Current(), _renewing.Token);
                lastHeld = Environment.TickCount64;
            }
            catch (OperationCanceledException) when (_renewing.IsCancellationRequested)
            {
                return;
            }
            // The database may be back before the lease runs out; after that, another may have the job.
            catch (Exception e) when (e is DbException or IOException or TimeoutException or InvalidOperationException)
            {
                if (Environment.TickCount64 - lastHeld > lease.TotalMilliseconds)
                    _state = LeaseState.Lost;
            }
            if (_state != LeaseState.Held)
                await _work.CancelAsync();
        }
    }
}
