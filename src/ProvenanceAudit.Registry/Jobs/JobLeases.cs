using System.Globalization;
using Microsoft.EntityFrameworkCore;

namespace ProvenanceAudit.Registry;

/// <summary>
/// Hands jobs to workers so that each is with one worker at a time: a worker claims a job by one update, holds it by renewing,
/// and who does not renew loses it to whoever asks next. All that a worker says of a job carries its lease, and is refused under
/// a lease that is lost.
/// </summary>
public sealed class JobLeases
{
    private readonly RegistryDatabase _database;
    private readonly JobLeaseSettings _settings;
    private readonly string _now;

    /// <summary>Makes the leases of a database.</summary>
    public JobLeases(RegistryDatabase database, JobLeaseSettings? settings = null)
    {
        _database = database;
        _settings = settings ?? new JobLeaseSettings();
        _now = DatabaseClock.Now(database.Engine);
    }

    /// <summary>
    /// Queues a job, unless one of its kind for the subject is queued or running already. In a transaction of the context's, the
    /// job comes to be with what it is about.
    /// </summary>
    /// <param name="context">Where to write; in a rights holder's scope the job must be that rights holder's.</param>
    /// <param name="kind">What to do.</param>
    /// <param name="subjectId">The submission, scan or report.</param>
    /// <param name="rightsHolderId">The rights holder that sees the job; null for the operator's.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>Id of the job that is queued or running now.</returns>
    /// <exception cref="OtherRightsHolderException">The job would not be the context's rights holder's.</exception>
    public async Task<Guid> EnqueueAsync(
        RegistryContext context, JobKind kind, Guid subjectId, Guid? rightsHolderId, CancellationToken cancellation = default)
    {
        var job = new Job { Kind = kind, SubjectId = subjectId, RightsHolderId = rightsHolderId };
        TenantGuard.Check(context, job);
        string sql = $$"""
            INSERT INTO jobs (
                id, kind, subject_id, rights_holder_id, state, queued, claimable_from, attempts, cancel_requested, progress_done)
            VALUES ({0}, {1}, {2}, {3}, 'Queued', {{_now}}, {{_now}}, 0, FALSE, 0)
            ON CONFLICT (kind, subject_id) WHERE {{WorkingTables.Unfinished}} DO NOTHING
            """;
        while (true)
        {
            int added = await context.Database.ExecuteSqlRawAsync(
                sql, [job.Id, kind.ToString(), subjectId, rightsHolderId!], cancellation);
            if (added == 1)
                return job.Id;
            Guid unfinished = await context.Jobs
                .Where(j => j.Kind == kind && j.SubjectId == subjectId
                    && (j.State == JobState.Queued || j.State == JobState.Running))
                .Select(j => j.Id).FirstOrDefaultAsync(cancellation);
            // It may have ended just now; then the next turn adds one.
            if (unfinished != Guid.Empty)
                return unfinished;
        }
    }

    /// <summary>
    /// Takes the job that has waited longest: queued and due, or running under a lease that ran out. Jobs that were lost too
    /// often are given up on the way, and lost ones that were to be cancelled are cancelled.
    /// </summary>
    /// <param name="worker">Name of the worker, for people.</param>
    /// <param name="kinds">What the worker can do.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>The lease; null when nothing is to be done now.</returns>
    public async Task<JobLease?> ClaimAsync(
        string worker, IReadOnlyCollection<JobKind> kinds, CancellationToken cancellation = default)
    {
        if (kinds.Count == 0)
            return null;
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        // Claimers on PostgreSQL pass by a row that another is about to take; on SQLite updates come one after another.
        string skip = _database.Engine == DatabaseEngine.PostgreSql ? "FOR UPDATE SKIP LOCKED" : "";
        string over = "(cancel_requested OR attempts >= {2})";
        string sql = $$"""
            UPDATE jobs SET
                state = CASE WHEN cancel_requested THEN 'Cancelled' WHEN attempts >= {2} THEN 'Failed' ELSE 'Running' END,
                error = CASE WHEN NOT cancel_requested AND attempts >= {2} THEN {3} ELSE error END,
                finished = CASE WHEN {{over}} THEN {{_now}} END,
                claimable_from = CASE WHEN NOT {{over}} THEN {{DatabaseClock.After(_database.Engine, "{4}")}} END,
                started = COALESCE(started, {{_now}}), attempts = attempts + 1, worker = {1}, lease = {0}
            WHERE id = (
                SELECT id FROM jobs
                WHERE {{WorkingTables.Unfinished}} AND claimable_from <= {{_now}} AND kind IN ({{KindList(kinds)}})
                ORDER BY claimable_from LIMIT 1 {{skip}})
            RETURNING *
            """;
        while (true)
        {
            Guid lease = Guid.NewGuid();
            List<Job> claimed = await context.Jobs.FromSqlRaw(
                sql, lease, StorableText.Of(worker), _settings.MaximumAttempts, GivenUp(), _settings.Lease.TotalSeconds)
                .AsNoTracking().ToListAsync(cancellation);
            if (claimed.Count == 0)
                return null;
            if (claimed[0].State == JobState.Running)
                return new JobLease(claimed[0], lease);
        }
    }

    /// <summary>Says that the worker is alive, and how far it is.</summary>
    /// <returns>Whether to go on.</returns>
    public async Task<LeaseState> RenewAsync(
        JobLease lease, JobProgress? progress = null, CancellationToken cancellation = default)
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        string sql = $$"""
            UPDATE jobs SET
                claimable_from = {{DatabaseClock.After(_database.Engine, "{2}")}},
                attempts = CASE WHEN {3} > progress_done THEN 1 ELSE attempts END,
                progress_done = COALESCE({3}, progress_done), progress_total = COALESCE({4}, progress_total),
                progress_unit = COALESCE({5}, progress_unit), rate = {6}
            WHERE id = {0} AND lease = {1} AND state = 'Running'
            RETURNING cancel_requested AS "Value"
            """;
        List<bool> cancel = await context.Database.SqlQueryRaw<bool>(
            sql, lease.Job.Id, lease.Id, _settings.Lease.TotalSeconds,
            progress?.Done!, progress?.Total!,
            TextOf(progress?.Unit)!, progress?.Rate!).ToListAsync(cancellation);
        return cancel switch
        {
            [] => LeaseState.Lost,
            [true] => LeaseState.CancelRequested,
            _ => LeaseState.Held,
        };
    }

    /// <summary>Says that the job is done.</summary>
    /// <returns>Whether the lease still held; if not, nothing was changed.</returns>
    public Task<bool> FinishAsync(JobLease lease, CancellationToken cancellation = default) =>
        EndAsync(lease, JobState.Done, null, cancellation);

    /// <summary>Says that the worker stopped because it was asked to.</summary>
    /// <returns>Whether the lease still held; if not, nothing was changed.</returns>
    public Task<bool> CancelledAsync(JobLease lease, CancellationToken cancellation = default) =>
        EndAsync(lease, JobState.Cancelled, null, cancellation);

    /// <summary>Says that the job cannot be done, whoever tries again.</summary>
    /// <param name="lease">The lease.</param>
    /// <param name="error">Why, in plain words.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>Whether the lease still held; if not, nothing was changed.</returns>
    public Task<bool> FailAsync(JobLease lease, string error, CancellationToken cancellation = default) =>
        EndAsync(lease, JobState.Failed, error, cancellation);

    /// <summary>
    /// Says that the attempt failed for a reason that may pass: the job is queued again after a while that doubles with each
    /// attempt, or given up after <see cref="JobLeaseSettings.MaximumAttempts"/> without progress.
    /// </summary>
    /// <param name="lease">The lease.</param>
    /// <param name="error">Why, in plain words.</param>
    /// <param name="notBefore">Least time to wait, where the reason states one.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>Whether the lease still held; if not, nothing was changed.</returns>
    public async Task<bool> RetryLaterAsync(
        JobLease lease, string error, TimeSpan notBefore = default, CancellationToken cancellation = default)
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        // Progress may have set the count back since the claim. None but the holder of the lease changes it.
        int attempts = await context.Jobs.Where(j => j.Id == lease.Job.Id).Select(j => j.Attempts).SingleAsync(cancellation);
        if (attempts >= _settings.MaximumAttempts)
            return await FailAsync(lease, error, cancellation);
        TimeSpan wait = _settings.RetryAfter(attempts);
        return await RequeueAsync(lease, error, wait > notBefore ? wait : notBefore, 0, cancellation);
    }

    /// <summary>
    /// Gives the job back for any worker to go on with at once, as when a program shuts down. It counts as no attempt.
    /// </summary>
    /// <returns>Whether the lease still held; if not, nothing was changed.</returns>
    public Task<bool> ReleaseAsync(JobLease lease, CancellationToken cancellation = default) =>
        RequeueAsync(lease, null, TimeSpan.Zero, 1, cancellation);

    /// <summary>Cancels a job that waits, and asks the worker of one that runs to stop.</summary>
    /// <param name="context">In a rights holder's scope the job must be that rights holder's.</param>
    /// <param name="jobId">The job.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <returns>False when there is no such job that is not over.</returns>
    public async Task<bool> RequestCancelAsync(RegistryContext context, Guid jobId, CancellationToken cancellation = default)
    {
        if (!await context.Jobs.AnyAsync(j => j.Id == jobId, cancellation))
            return false;
        string sql = $$"""
            UPDATE jobs SET
                cancel_requested = TRUE,
                finished = CASE WHEN state = 'Queued' THEN {{_now}} ELSE finished END,
                claimable_from = CASE WHEN state = 'Queued' THEN NULL ELSE claimable_from END,
                state = CASE WHEN state = 'Queued' THEN 'Cancelled' ELSE state END
            WHERE id = {0} AND {{WorkingTables.Unfinished}}
            """;
        return await context.Database.ExecuteSqlRawAsync(sql, [jobId], cancellation) == 1;
    }

    /// <summary>The jobs that <see cref="ClaimAsync"/> would take now, in its order.</summary>
    /// <param name="kinds">What a worker can do.</param>
    /// <param name="limit">Most jobs to tell of.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task<IReadOnlyList<Job>> ListClaimableAsync(
        IReadOnlyCollection<JobKind> kinds, int limit, CancellationToken cancellation = default)
    {
        if (kinds.Count == 0)
            return [];
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        string sql = $$"""
            SELECT * FROM jobs
            WHERE {{WorkingTables.Unfinished}} AND claimable_from <= {{_now}} AND kind IN ({{KindList(kinds)}})
            ORDER BY claimable_from LIMIT {0}
            """;
        return await context.Jobs.FromSqlRaw(sql, limit).AsNoTracking().ToListAsync(cancellation);
    }

    private async Task<bool> EndAsync(JobLease lease, JobState state, string? error, CancellationToken cancellation)
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        string sql = $$"""
            UPDATE jobs SET state = {2}, error = {3}, finished = {{_now}}, claimable_from = NULL, lease = NULL
            WHERE id = {0} AND lease = {1} AND state = 'Running'
            """;
        object[] parameters = [lease.Job.Id, lease.Id, state.ToString(), TextOf(error)!];
        return await context.Database.ExecuteSqlRawAsync(sql, parameters, cancellation) == 1;
    }

    private async Task<bool> RequeueAsync(
        JobLease lease, string? error, TimeSpan wait, int forgiven, CancellationToken cancellation)
    {
        await using RegistryContext context = _database.CreateContext(RegistryScope.Everything);
        // What was to be cancelled does not wait for another worker to cancel it.
        string sql = $$"""
            UPDATE jobs SET
                state = CASE WHEN cancel_requested THEN 'Cancelled' ELSE 'Queued' END,
                finished = CASE WHEN cancel_requested THEN {{_now}} END,
                claimable_from = CASE WHEN NOT cancel_requested THEN {{DatabaseClock.After(_database.Engine, "{2}")}} END,
                error = COALESCE({3}, error), attempts = attempts - {4}, rate = NULL, lease = NULL
            WHERE id = {0} AND lease = {1} AND state = 'Running'
            """;
        object[] parameters = [lease.Job.Id, lease.Id, wait.TotalSeconds, TextOf(error)!, forgiven];
        return await context.Database.ExecuteSqlRawAsync(sql, parameters, cancellation) == 1;
    }

    private static string? TextOf(string? text) => text is null ? null : StorableText.Of(text);

    private string GivenUp() => string.Create(CultureInfo.InvariantCulture,
        $"given up: {_settings.MaximumAttempts} workers in a row were lost while they had it, without progress");

    // The names of an enum's values hold nothing that SQL would take for its own.
    private static string KindList(IEnumerable<JobKind> kinds) => string.Join(", ", kinds.Select(k => $"'{k}'"));
}
