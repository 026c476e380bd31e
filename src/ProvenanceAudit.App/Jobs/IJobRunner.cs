using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>
/// Does the jobs of one kind. A run may follow one that was broken off at any point, and has to go on from there without doing
/// anything twice. Made anew for each run.
/// </summary>
internal interface IJobRunner
{
    /// <summary>The kind of jobs that it does.</summary>
    JobKind Kind { get; }

    /// <summary>Does one job, and returns when it is done.</summary>
    /// <param name="job">The job.</param>
    /// <param name="cancellation">
    /// Cancelled when somebody asked for the job to stop, when the program shuts down, and when another worker has the job: write
    /// nothing more then.
    /// </param>
    /// <exception cref="TemporaryFailureException">It is to be tried again later; errors of files, networks and the database are too.</exception>
    Task RunAsync(RunningJob job, CancellationToken cancellation);
}
