using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Api;

/// <summary>Long work: where it stands and how far it is.</summary>
/// <param name="Id">Id of the job.</param>
/// <param name="Kind">What is done.</param>
/// <param name="SubjectId">The submission, scan or report.</param>
/// <param name="State">Where it stands.</param>
/// <param name="Queued">When it was queued.</param>
/// <param name="Started">When a worker first had it.</param>
/// <param name="Finished">When it was over.</param>
/// <param name="NextAttempt">When it is tried again, where an attempt failed for a reason that may pass.</param>
/// <param name="Error">Why it failed, or why the last attempt did.</param>
/// <param name="CancelRequested">Whether it is asked to stop.</param>
/// <param name="Done">Units done.</param>
/// <param name="Total">Units in all; null while unknown.</param>
/// <param name="Unit">What is counted.</param>
/// <param name="Rate">Units a second, lately; null while unknown.</param>
/// <param name="SecondsLeft">How long the rest takes at that rate; null while unknown.</param>
internal sealed record JobView(
    Guid Id, JobKind Kind, Guid SubjectId, JobState State, DateTimeOffset Queued, DateTimeOffset? Started, DateTimeOffset? Finished,
    DateTimeOffset? NextAttempt, string? Error, bool CancelRequested, long Done, long? Total, string? Unit, double? Rate, double? SecondsLeft)
{
    public static JobView Of(Job j) => new(
        j.Id, j.Kind, j.SubjectId, j.State, j.Queued, j.Started, j.Finished,
        j is { State: JobState.Queued, Error: not null } ? j.ClaimableFrom : null, j.Error, j.CancelRequested, j.ProgressDone, j.ProgressTotal,
        j.ProgressUnit, j.Rate, j.TimeLeft?.TotalSeconds);
}

/// <summary>Jobs, to be looked at; they are stopped and gone on with at what they are about.</summary>
internal static class JobsApi
{
    /// <summary>Maps them.</summary>
    public static void MapJobs(this RouteGroupBuilder api)
    {
        RouteGroupBuilder group = api.MapGroup("/jobs").WithTags("Jobs");
        group.MapGet("", async (
            [AsParameters] Paging paging, JobState? state, JobKind? kind, Guid? subjectId, RegistryContext registry, CancellationToken cancellation) =>
        {
            IQueryable<Job> rows = registry.Jobs.AsNoTracking();
            if (state is JobState wanted)
                rows = rows.Where(j => j.State == wanted);
            if (kind is JobKind one)
                rows = rows.Where(j => j.Kind == one);
            if (subjectId is Guid subject)
                rows = rows.Where(j => j.SubjectId == subject);
            if (paging.AfterId is Guid after)
                rows = rows.Where(j => j.Id < after);
            List<Job> list = await rows.OrderByDescending(j => j.Id).Take(paging.Size + 1).ToListAsync(cancellation);
            return paging.PartOf(list, JobView.Of, j => Paging.KeyOf(j.Id));
        }).Wants(KeyScopes.JobsRead).WithSummary("Lists jobs, the latest first; by state, kind or subjectId");

        group.MapGet("/{id:guid}", async (Guid id, RegistryContext registry, CancellationToken cancellation) =>
            await registry.Jobs.AsNoTracking().SingleOrDefaultAsync(j => j.Id == id, cancellation) is { } job
                ? Results.Ok(JobView.Of(job))
                : Results.NotFound())
            .Wants(KeyScopes.JobsRead).Produces<JobView>().ProducesProblem(404).WithSummary("Gives a job: where it stands and how far it is");
    }
}
