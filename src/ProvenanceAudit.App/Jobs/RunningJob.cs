using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>A job while a worker does it: what it is about, and how far it is. Progress may be told from any thread.</summary>
internal sealed class RunningJob
{
    private readonly Lock _lock = new();
    private readonly ProgressRate _rate = new();
    private long _done;
    private long? _total;
    private string? _unit;

    /// <summary>Makes it of a lease.</summary>
    public RunningJob(JobLease lease)
    {
        Lease = lease;
        // Progress is never taken back: a run that goes on after another is behind it for a while.
        (_done, _total, _unit) = (lease.Job.ProgressDone, lease.Job.ProgressTotal, lease.Job.ProgressUnit);
    }

    /// <summary>The worker's claim.</summary>
    public JobLease Lease { get; }

    /// <summary>The submission, scan or report.</summary>
    public Guid SubjectId => Lease.Job.SubjectId;

    /// <summary>Says how far the job is. It is written with the next renewal of the lease, about once a second.</summary>
    /// <param name="done">Units done, from the very beginning of the job.</param>
    /// <param name="total">Units in all; null while unknown.</param>
    /// <param name="unit">What is counted, in the plural: <c>outputs</c>; <c>bytes</c> are shown as megabytes.</param>
    public void Progress(long done, long? total, string unit)
    {
        lock (_lock)
        {
            _done = Math.Max(_done, done);
            _total = total;
            _unit = unit;
        }
    }

    /// <summary>How far the job is; null before it said so.</summary>
    public JobProgress? Current()
    {
        lock (_lock)
            return _unit is null ? null : new JobProgress(_done, _total, _unit, _rate.At(Environment.TickCount64, _done));
    }
}
