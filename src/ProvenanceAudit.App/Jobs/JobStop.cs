using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>Stops the job of a submission, a scan, a report or a crawl because somebody wants it, from pages and API alike.</summary>
internal sealed class JobStop(RegistryContext registry, JobLeases leases, AuditTrail trail)
{
    /// <summary>The latest job of a subject, as far as the caller sees it.</summary>
    public Task<Job?> LatestAsync(JobKind kind, Guid subjectId, CancellationToken cancellation) =>
        registry.Jobs.AsNoTracking().Where(j => j.Kind == kind && j.SubjectId == subjectId)
            .OrderByDescending(j => j.Queued).FirstOrDefaultAsync(cancellation);

    /// <summary>Asks it to stop.</summary>
    /// <returns>Whether there was something to stop.</returns>
    public async Task<bool> AskAsync(JobKind kind, Guid subjectId, Guid? rightsHolderId, CancellationToken cancellation)
    {
        Job? job = await LatestAsync(kind, subjectId, cancellation);
        if (job is null || !await leases.RequestCancelAsync(registry, job.Id, cancellation))
            return false;
        string subject = kind switch
        {
            JobKind.Ingest => "submission",
            JobKind.Scan => "scan",
            JobKind.Report => "report",
            JobKind.Crawl => "crawl",
            _ => throw new ArgumentOutOfRangeException(nameof(kind)),
        };
        trail.Add(registry, $"{subject}.cancelled", subject, subjectId, rightsHolderId);
        await registry.SaveChangesAsync(cancellation);
        return true;
    }
}
