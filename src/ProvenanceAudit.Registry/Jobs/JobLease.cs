namespace ProvenanceAudit.Registry;

/// <summary>A worker's claim to a job, until it is given back, lost, or the job is over.</summary>
/// <param name="Job">The job as it was when it was claimed.</param>
/// <param name="Id">The claim: <see cref="Job.Lease"/>.</param>
public sealed record JobLease(Job Job, Guid Id);

/// <summary>What became of a lease that was to be renewed.</summary>
public enum LeaseState
{
    /// <summary>It holds: go on.</summary>
    Held,

    /// <summary>It holds, but somebody asked for the job to stop.</summary>
    CancelRequested,

    /// <summary>Another worker has the job, or it is over: stop, and write nothing more.</summary>
    Lost,
}

/// <summary>How far a job is.</summary>
/// <param name="Done">Units done, never fewer than before.</param>
/// <param name="Total">Units in all; null while unknown.</param>
/// <param name="Unit">What is counted, in the plural.</param>
/// <param name="Rate">Units a second, lately; null while unknown.</param>
public sealed record JobProgress(long Done, long? Total, string Unit, double? Rate);

/// <summary>How long leases last and how often is tried.</summary>
public sealed record JobLeaseSettings
{
    /// <summary>How long a job stays with a worker that does not renew; renew at a third of it. Above 0.</summary>
    public TimeSpan Lease { get; init; } = TimeSpan.FromSeconds(60);

    /// <summary>Attempts without progress after which a job is given up; 1 or more.</summary>
    public int MaximumAttempts { get; init; } = 6;

    /// <summary>Time between the first attempt and the second; it doubles with each.</summary>
    public TimeSpan FirstRetry { get; init; } = TimeSpan.FromSeconds(10);

    /// <summary>Longest time between two attempts.</summary>
    public TimeSpan LongestRetry { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Time between an attempt and the next.</summary>
    /// <param name="attempts">Attempts so far, 1 or more.</param>
    public TimeSpan RetryAfter(int attempts)
    {
        // Beyond 2^30 the longest is reached whatever the first.
        double wait = FirstRetry.TotalSeconds * (1L << Math.Clamp(attempts - 1, 0, 30));
        return wait < LongestRetry.TotalSeconds ? TimeSpan.FromSeconds(wait) : LongestRetry;
    }
}
