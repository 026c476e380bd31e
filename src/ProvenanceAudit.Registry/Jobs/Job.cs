namespace ProvenanceAudit.Registry;

/// <summary>What a job does to its subject.</summary>
public enum JobKind
{
    /// <summary>Takes the records of a <see cref="Submission"/> into its catalog.</summary>
    Ingest,

    /// <summary>Runs a <see cref="Scan"/>.</summary>
    Scan,

    /// <summary>Compiles a <see cref="CompiledReport"/>.</summary>
    Report,

    /// <summary>Does a <see cref="CrawlRun"/>.</summary>
    Crawl,
}

/// <summary>Where a job stands.</summary>
public enum JobState
{
    /// <summary>Waits for a worker, or for the time of its next attempt.</summary>
    Queued,

    /// <summary>A worker has it.</summary>
    Running,

    /// <summary>Done.</summary>
    Done,

    /// <summary>Given up, for the reason stated.</summary>
    Failed,

    /// <summary>Stopped because somebody asked for it.</summary>
    Cancelled,
}

/// <summary>
/// One piece of long work. This table, not the program that runs jobs, is the truth about them. Written by
/// <see cref="JobLeases"/> alone.
/// </summary>
public sealed class Job : ITenantOrOperatorOwned
{
    /// <summary>Identifier, in order of time.</summary>
    public Guid Id { get; init; } = Guid.CreateVersion7();

    /// <summary>What is done.</summary>
    public required JobKind Kind { get; init; }

    /// <summary>The submission, scan, report or run of a crawl. With the kind unique among jobs that are not finished.</summary>
    public required Guid SubjectId { get; init; }

    /// <summary>The rights holder that sees the job; null for the operator's.</summary>
    public Guid? RightsHolderId { get; init; }

    /// <summary>Where it stands.</summary>
    public JobState State { get; private set; }

    /// <summary>When it was queued.</summary>
    public DateTimeOffset Queued { get; private set; }

    /// <summary>When a worker first had it.</summary>
    public DateTimeOffset? Started { get; private set; }

    /// <summary>When it was done, given up or cancelled.</summary>
    public DateTimeOffset? Finished { get; private set; }

    /// <summary>Attempts since it last made progress, the present one included.</summary>
    public int Attempts { get; private set; }

    /// <summary>
    /// Queued: when it may be taken at the earliest. Running: when its lease runs out and it may be taken over. Null when
    /// it is over.
    /// </summary>
    public DateTimeOffset? ClaimableFrom { get; private set; }

    /// <summary>Why it failed, or why the last attempt did, in plain words.</summary>
    public string? Error { get; private set; }

    /// <summary>The worker that has it, or had it last.</summary>
    public string? Worker { get; private set; }

    /// <summary>The present claim: what a worker writes under an older one is refused.</summary>
    public Guid? Lease { get; private set; }

    /// <summary>Whether somebody asked the worker to stop.</summary>
    public bool CancelRequested { get; private set; }

    /// <summary>Units done.</summary>
    public long ProgressDone { get; private set; }

    /// <summary>Units in all; null while unknown.</summary>
    public long? ProgressTotal { get; private set; }

    /// <summary>What is counted, in the plural: <c>records</c>, <c>outputs</c>.</summary>
    public string? ProgressUnit { get; private set; }

    /// <summary>Units a second, lately; null while unknown.</summary>
    public double? Rate { get; private set; }

    /// <summary>Whether it is over.</summary>
    public bool IsFinished => State is JobState.Done or JobState.Failed or JobState.Cancelled;

    /// <summary>How long the rest takes at the present rate; null when that is not known.</summary>
    public TimeSpan? TimeLeft =>
        State == JobState.Running && ProgressTotal is long total && Rate is double rate && rate > 0 && total >= ProgressDone
        && (total - ProgressDone) / rate is double seconds && seconds < TimeSpan.MaxValue.TotalSeconds / 2
            ? TimeSpan.FromSeconds(seconds)
            : null;
}
