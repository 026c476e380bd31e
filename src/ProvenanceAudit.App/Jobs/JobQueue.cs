using Hangfire;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>Queues jobs: as rows of the registry, which are what counts, and then with a nudge for a worker to look there at once.</summary>
internal sealed class JobQueue(RegistryDatabase database, JobLeases leases, IBackgroundJobClient engine, ILogger<JobQueue> log)
{
    /// <summary>Queues a job, unless one of its kind for the subject is queued or running already.</summary>
    /// <param name="kind">What to do.</param>
    /// <param name="subjectId">The submission, scan or report.</param>
    /// <param name="rightsHolderId">The rights holder that sees the job; null for the operator's.</param>
    /// <param name="cancellation">Breaks off.</param>
    public async Task EnqueueAsync(JobKind kind, Guid subjectId, Guid? rightsHolderId, CancellationToken cancellation)
    {
        await using (RegistryContext context = database.CreateContext(RegistryScope.Everything))
            await leases.EnqueueAsync(context, kind, subjectId, rightsHolderId, cancellation);
        Nudge();
    }

    /// <summary>The same in a transaction of the context's, so that the job comes to be with what it is about; <see cref="Nudge"/> after it.</summary>
    public Task EnqueueAsync(
        RegistryContext context, JobKind kind, Guid subjectId, Guid? rightsHolderId, CancellationToken cancellation) =>
        leases.EnqueueAsync(context, kind, subjectId, rightsHolderId, cancellation);

    /// <summary>Lets a worker look for a job now. Without it, one looks within a few seconds.</summary>
    public void Nudge()
    {
        try
        {
            engine.Enqueue<JobWorker>(worker => worker.RunNextAsync(CancellationToken.None));
        }
        catch (BackgroundJobClientException e)
        {
            // The job is in the registry, and will be found there.
            log.LogWarning(e, "the job engine took no nudge");
        }
    }
}
