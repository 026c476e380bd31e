using System.Diagnostics;
using System.Diagnostics.Metrics;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>What is measured of jobs: how many ended how, and how long an attempt took. Costs nothing unless somebody listens.</summary>
internal static class JobTelemetry
{
    /// <summary>Name of the meter and of the source of activities.</summary>
    public const string Name = "ProvenanceAudit.Jobs";

    private static readonly ActivitySource Source = new(Name);
    private static readonly Meter Meter = new(Name);

    private static readonly Histogram<double> Duration = Meter.CreateHistogram<double>(
        "provenance_audit.job.duration", "s", "Time that an attempt at a job took, by kind of job and by how it ended.",
        advice: new InstrumentAdvice<double> { HistogramBucketBoundaries = [0.1, 0.5, 1, 5, 10, 60, 300, 1800, 3600, 14_400, 86_400] });

    /// <summary>Begins an attempt; null when nobody listens.</summary>
    public static Activity? Begin(JobLease lease)
    {
        Activity? activity = Source.StartActivity("job", ActivityKind.Consumer);
        activity?.SetTag("job.kind", lease.Job.Kind.ToString()).SetTag("job.id", lease.Job.Id).SetTag("job.attempt", lease.Job.Attempts);
        return activity;
    }

    /// <summary>Notes how an attempt ended.</summary>
    /// <param name="activity">As <see cref="Begin"/> gave it.</param>
    /// <param name="kind">Kind of job.</param>
    /// <param name="outcome">done, cancelled, failed, retried, released or lost.</param>
    /// <param name="took">Time since it began.</param>
    public static void End(Activity? activity, JobKind kind, string outcome, TimeSpan took)
    {
        Duration.Record(took.TotalSeconds, new("job.kind", kind.ToString()), new("job.outcome", outcome));
        activity?.SetTag("job.outcome", outcome).SetStatus(outcome is "failed" or "retried" ? ActivityStatusCode.Error : ActivityStatusCode.Ok);
    }
}
