using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Registry.Tests;

/// <summary>How jobs are handed to workers. Each test has a database to itself.</summary>
public abstract class JobLeasesContract : IAsyncDisposable
{
    private static readonly JobKind[] AllKinds = Enum.GetValues<JobKind>();

    // Far longer than a test, and no time at all: tests do not wait.
    private static readonly JobLeaseSettings Long = new()
    {
        Lease = TimeSpan.FromHours(1),
        FirstRetry = TimeSpan.FromHours(1),
        LongestRetry = TimeSpan.FromHours(9),
    };
    private static readonly JobLeaseSettings Expired = new()
    {
        Lease = TimeSpan.FromSeconds(-1),
        FirstRetry = TimeSpan.Zero,
        MaximumAttempts = 3,
    };

    private readonly TestRegistry _registry;
    private readonly RegistryDatabase _database;
    private readonly JobLeases _leases;

    protected JobLeasesContract(TestRegistry registry)
    {
        _registry = registry;
        _database = registry.Database;
        _leases = new JobLeases(_database, Long);
    }

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask DisposeAsync()
    {
        await _registry.DisposeAsync();
        GC.SuppressFinalize(this);
    }

    [Fact]
    public async Task Many_claimers_get_each_job_once()
    {
        const int Jobs = 120, Claimers = 16;
        for (int i = 0; i < Jobs; i++)
            await EnqueueAsync(_leases, Guid.NewGuid());
        var claimed = new ConcurrentBag<Guid>();
        await Task.WhenAll(Enumerable.Range(0, Claimers).Select(c => Task.Run(async () =>
        {
            while (await _leases.ClaimAsync($"worker {c}", AllKinds, Cancellation) is { } lease)
                claimed.Add(lease.Job.Id);
        })));
        // A claimer that passed by a row which another was about to take may have gone home early, but none is left behind.
        Assert.Equal(Jobs, claimed.Count);
        Assert.Equal(Jobs, claimed.Distinct().Count());
    }

    [Fact]
    public async Task A_subject_has_one_unfinished_job_whoever_asks_how_often()
    {
        var subject = Guid.NewGuid();
        Guid[] ids = await Task.WhenAll(Enumerable.Range(0, 12).Select(_ => Task.Run(() => EnqueueAsync(_leases, subject))));
        Assert.Single(ids.Distinct());
        JobLease lease = await ClaimAsync(_leases);
        Assert.Equal(ids[0], await EnqueueAsync(_leases, subject));
        Assert.NotEqual(ids[0], await EnqueueAsync(_leases, subject, JobKind.Report));
        Assert.True(await _leases.FinishAsync(lease, Cancellation));
        Assert.NotEqual(ids[0], await EnqueueAsync(_leases, subject));
    }

    [Fact]
    public async Task A_job_comes_to_be_with_the_transaction_that_queues_it()
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        await using (var transaction = await context.Database.BeginTransactionAsync(Cancellation))
        {
            await _leases.EnqueueAsync(context, JobKind.Scan, Guid.NewGuid(), null, Cancellation);
            await transaction.RollbackAsync(Cancellation);
        }
        Assert.Null(await _leases.ClaimAsync("w", AllKinds, Cancellation));
    }

    [Fact]
    public async Task Jobs_are_taken_in_order_by_who_can_do_them()
    {
        Guid scan = await EnqueueAsync(_leases, Guid.NewGuid());
        Guid report = await EnqueueAsync(_leases, Guid.NewGuid(), JobKind.Report);
        Guid second = await EnqueueAsync(_leases, Guid.NewGuid());
        Assert.Equal([scan, report, second], (await _leases.ListClaimableAsync(AllKinds, 10, Cancellation)).Select(j => j.Id));
        Assert.Equal([scan], (await _leases.ListClaimableAsync([JobKind.Scan], 1, Cancellation)).Select(j => j.Id));
        Assert.Null(await _leases.ClaimAsync("w", [JobKind.Ingest], Cancellation));
        Assert.Null(await _leases.ClaimAsync("w", [], Cancellation));
        Assert.Equal(report, (await ClaimAsync(_leases, JobKind.Report)).Job.Id);
        Assert.Equal([scan, second], [(await ClaimAsync(_leases)).Job.Id, (await ClaimAsync(_leases)).Job.Id]);
        Assert.Null(await _leases.ClaimAsync("w", AllKinds, Cancellation));
    }

    [Fact]
    public async Task A_claimed_job_tells_who_has_it_and_how_far_it_is()
    {
        Guid id = await EnqueueAsync(_leases, Guid.NewGuid());
        JobLease lease = await ClaimAsync(_leases);
        Assert.Equal((JobState.Running, 1, "worker", lease.Id),
            (lease.Job.State, lease.Job.Attempts, lease.Job.Worker, lease.Job.Lease));
        Assert.Equal(LeaseState.Held, await _leases.RenewAsync(lease, new JobProgress(40, 100, "outputs\0", 12.5), Cancellation));
        Job job = await JobAsync(id);
        Assert.Equal((40, 100L, "outputs\uFFFD", 12.5), (job.ProgressDone, job.ProgressTotal, job.ProgressUnit, job.Rate));
        Assert.Equal(TimeSpan.FromSeconds(60 / 12.5), job.TimeLeft);
        Assert.True(job.Queued <= job.Started && job.Started < job.ClaimableFrom);
        Assert.Equal(LeaseState.Held, await _leases.RenewAsync(lease, null, Cancellation));
        Assert.Equal(40, (await JobAsync(id)).ProgressDone);
        Assert.True(await _leases.FinishAsync(lease, Cancellation));
        job = await JobAsync(id);
        Assert.Equal((JobState.Done, null, null), (job.State, job.ClaimableFrom, job.Lease));
        Assert.True(job.IsFinished && job.Finished >= job.Started);
    }

    [Fact]
    public async Task A_lease_that_ran_out_is_taken_over_and_its_worker_can_write_no_more()
    {
        Guid id = await EnqueueAsync(_leases, Guid.NewGuid());
        JobLease lost = await ClaimAsync(new JobLeases(_database, Expired));
        JobLease taken = await ClaimAsync(_leases);
        Assert.Equal((id, id), (lost.Job.Id, taken.Job.Id));
        Assert.Equal(LeaseState.Lost, await _leases.RenewAsync(lost, new JobProgress(1, null, "x", null), Cancellation));
        Assert.False(await _leases.FinishAsync(lost, Cancellation));
        Assert.False(await _leases.FailAsync(lost, "x", Cancellation));
        Assert.False(await _leases.RetryLaterAsync(lost, "x", default, Cancellation));
        Assert.False(await _leases.CancelledAsync(lost, Cancellation));
        Assert.False(await _leases.ReleaseAsync(lost, Cancellation));
        Job job = await JobAsync(id);
        Assert.Equal((JobState.Running, taken.Id, 0, 2), (job.State, job.Lease, job.ProgressDone, job.Attempts));
        Assert.Equal(LeaseState.Held, await _leases.RenewAsync(taken, null, Cancellation));
    }

    [Fact]
    public async Task A_job_that_loses_its_workers_without_progress_is_given_up()
    {
        var expired = new JobLeases(_database, Expired);
        Guid id = await EnqueueAsync(_leases, Guid.NewGuid());
        for (int attempt = 1; attempt <= 2; attempt++)
            await ClaimAsync(expired);
        // Progress starts the count anew.
        await expired.RenewAsync(await ClaimAsync(expired), new JobProgress(1, null, "x", null), Cancellation);
        for (int attempt = 1; attempt <= 2; attempt++)
            await ClaimAsync(expired);
        Assert.Null(await expired.ClaimAsync("w", AllKinds, Cancellation));
        Job job = await JobAsync(id);
        Assert.Equal(JobState.Failed, job.State);
        Assert.Contains("3 workers in a row were lost", job.Error, StringComparison.Ordinal);
        Assert.NotNull(job.Finished);
    }

    [Fact]
    public async Task What_may_pass_is_tried_again_later_and_given_up_in_the_end()
    {
        Guid id = await EnqueueAsync(_leases, Guid.NewGuid());
        JobLease lease = await ClaimAsync(_leases);
        Assert.True(await _leases.RetryLaterAsync(lease, "the endpoint is down", default, Cancellation));
        Job job = await JobAsync(id);
        Assert.Equal((JobState.Queued, "the endpoint is down"), (job.State, job.Error));
        // An hour by the database's clock.
        Assert.InRange((job.ClaimableFrom!.Value - job.Started!.Value).TotalMinutes, 59.9, 90);
        Assert.Null(await _leases.ClaimAsync("w", AllKinds, Cancellation));
        Assert.Empty(await _leases.ListClaimableAsync(AllKinds, 10, Cancellation));

        var soon = new JobLeases(_database, Long with { FirstRetry = TimeSpan.Zero, MaximumAttempts = 2 });
        Guid other = await EnqueueAsync(soon, Guid.NewGuid());
        for (int attempt = 1; attempt <= 2; attempt++)
            Assert.True(await soon.RetryLaterAsync(await ClaimAsync(soon), $"attempt {attempt}", default, Cancellation));
        Assert.Equal((JobState.Failed, "attempt 2"), ((await JobAsync(other)).State, (await JobAsync(other)).Error));
    }

    [Fact]
    public async Task A_retry_waits_as_long_as_its_reason_says()
    {
        var soon = new JobLeases(_database, Long with { FirstRetry = TimeSpan.Zero });
        Guid id = await EnqueueAsync(soon, Guid.NewGuid());
        await soon.RetryLaterAsync(await ClaimAsync(soon), "asked to wait", TimeSpan.FromMinutes(30), Cancellation);
        Job job = await JobAsync(id);
        Assert.InRange((job.ClaimableFrom!.Value - job.Started!.Value).TotalMinutes, 29.9, 50);
    }

    [Fact]
    public async Task What_cannot_be_done_fails_with_its_reason()
    {
        Guid id = await EnqueueAsync(_leases, Guid.NewGuid());
        Assert.True(await _leases.FailAsync(await ClaimAsync(_leases), "the file is no catalog \uD800", Cancellation));
        Assert.Equal((JobState.Failed, "the file is no catalog \uFFFD"),
            ((await JobAsync(id)).State, (await JobAsync(id)).Error));
    }

    [Fact]
    public async Task A_job_given_back_goes_on_at_once_and_has_lost_no_attempt()
    {
        Guid id = await EnqueueAsync(_leases, Guid.NewGuid());
        JobLease lease = await ClaimAsync(_leases);
        await _leases.RenewAsync(lease, new JobProgress(7, 9, "x", 1), Cancellation);
        Assert.True(await _leases.ReleaseAsync(lease, Cancellation));
        JobLease again = await ClaimAsync(_leases);
        Assert.Equal((id, 1, 7, null), (again.Job.Id, again.Job.Attempts, again.Job.ProgressDone, again.Job.Error));
    }

    [Fact]
    public async Task A_waiting_job_is_cancelled_at_once_and_a_running_one_by_its_worker()
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        Guid waiting = await EnqueueAsync(_leases, Guid.NewGuid());
        Assert.True(await _leases.RequestCancelAsync(context, waiting, Cancellation));
        Assert.Equal(JobState.Cancelled, (await JobAsync(waiting)).State);
        Assert.False(await _leases.RequestCancelAsync(context, waiting, Cancellation));
        Assert.False(await _leases.RequestCancelAsync(context, Guid.NewGuid(), Cancellation));

        Guid running = await EnqueueAsync(_leases, Guid.NewGuid());
        JobLease lease = await ClaimAsync(_leases);
        Assert.True(await _leases.RequestCancelAsync(context, running, Cancellation));
        Assert.Equal(JobState.Running, (await JobAsync(running)).State);
        Assert.Equal(LeaseState.CancelRequested, await _leases.RenewAsync(lease, null, Cancellation));
        Assert.True(await _leases.CancelledAsync(lease, Cancellation));
        Assert.Equal(JobState.Cancelled, (await JobAsync(running)).State);
    }

    [Fact]
    public async Task A_job_whose_worker_died_before_it_was_told_to_stop_is_cancelled_and_not_run()
    {
        var expired = new JobLeases(_database, Expired);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        Guid id = await EnqueueAsync(expired, Guid.NewGuid());
        await ClaimAsync(expired);
        await _leases.RequestCancelAsync(context, id, Cancellation);
        Guid next = await EnqueueAsync(expired, Guid.NewGuid());
        Assert.Equal(next, (await ClaimAsync(expired)).Job.Id);
        Assert.Equal((JobState.Cancelled, null), ((await JobAsync(id)).State, (await JobAsync(id)).Error));
        Guid released = await EnqueueAsync(_leases, Guid.NewGuid(), JobKind.Report);
        JobLease lease = await ClaimAsync(_leases, JobKind.Report);
        await _leases.RequestCancelAsync(context, released, Cancellation);
        await _leases.ReleaseAsync(lease, Cancellation);
        Assert.Equal(JobState.Cancelled, (await JobAsync(released)).State);
    }

    [Fact]
    public async Task A_rights_holder_queues_and_cancels_its_own_jobs_alone()
    {
        Catalog own = await Samples.CatalogAsync(_database), other = await Samples.CatalogAsync(_database);
        await using RegistryContext context = _database.CreateContext(RegistryScope.Of(own.RightsHolderId));
        Guid id = await _leases.EnqueueAsync(context, JobKind.Ingest, Guid.NewGuid(), own.RightsHolderId, Cancellation);
        await Assert.ThrowsAsync<OtherRightsHolderException>(
            () => _leases.EnqueueAsync(context, JobKind.Ingest, Guid.NewGuid(), other.RightsHolderId, Cancellation));
        await Assert.ThrowsAsync<OtherRightsHolderException>(
            () => _leases.EnqueueAsync(context, JobKind.Scan, Guid.NewGuid(), null, Cancellation));
        await using RegistryContext others = _database.CreateContext(RegistryScope.Of(other.RightsHolderId));
        Assert.False(await _leases.RequestCancelAsync(others, id, Cancellation));
        Assert.True(await _leases.RequestCancelAsync(context, id, Cancellation));
    }

    private static async Task<JobLease> ClaimAsync(JobLeases leases, JobKind kind = JobKind.Scan)
    {
        JobLease? lease = await leases.ClaimAsync("worker", [kind], Cancellation);
        Assert.NotNull(lease);
        return lease;
    }

    private async Task<Guid> EnqueueAsync(JobLeases leases, Guid subject, JobKind kind = JobKind.Scan)
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        return await leases.EnqueueAsync(context, kind, subject, null, Cancellation);
    }

    private async Task<Job> JobAsync(Guid id)
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        return await context.Jobs.AsNoTracking().SingleAsync(j => j.Id == id, Cancellation);
    }
}

public sealed class JobLeasesOnSqlite() : JobLeasesContract(new SqliteRegistry());

public sealed class JobLeasesOnPostgreSql() : JobLeasesContract(new PostgreSqlRegistry());
