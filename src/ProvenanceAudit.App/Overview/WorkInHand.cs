using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Overview;

/// <summary>A job, with what people call the thing it is about.</summary>
/// <param name="Job">The job.</param>
/// <param name="Name">Name of the scan, the file, the report or the crawl.</param>
/// <param name="PageId">Whose page shows it: the subject, or the crawl that it is a run of.</param>
public sealed record NamedJob(Job Job, string Name, Guid PageId)
{
    /// <summary>Where to look at it.</summary>
    public string Address => Job.Kind switch
    {
        JobKind.Ingest => $"/submissions/{PageId}",
        JobKind.Scan => $"/scans/{PageId}",
        JobKind.Crawl => $"/crawls/{PageId}",
        _ => $"/reports/{PageId}",
    };

    /// <summary>What is done.</summary>
    public string What => Job.Kind switch
    {
        JobKind.Ingest => "Taking in",
        JobKind.Scan => "Scan",
        JobKind.Crawl => "Crawl",
        _ => "Report",
    };
}

/// <summary>What is being done, and what failed and nobody has taken up since.</summary>
internal static class WorkInHand
{
    private const int Shown = 6;
    private const int DaysOfFailures = 14;

    /// <summary>Jobs that wait or run, those that began first first.</summary>
    public static async Task<IReadOnlyList<NamedJob>> GoingOnAsync(RegistryContext registry, CancellationToken cancellation) => await NameAsync(
        registry,
        await registry.Jobs.AsNoTracking().Where(j => j.State == JobState.Running || j.State == JobState.Queued)
            .OrderBy(j => j.State == JobState.Queued).ThenBy(j => j.Queued).Take(Shown).ToListAsync(cancellation),
        cancellation);

    /// <summary>Jobs that failed lately, the last first.</summary>
    public static async Task<IReadOnlyList<NamedJob>> FailedAsync(RegistryContext registry, DateTimeOffset now, CancellationToken cancellation)
    {
        DateTimeOffset since = now.AddDays(-DaysOfFailures);
        return await NameAsync(
            registry,
            await registry.Jobs.AsNoTracking()
                .Where(j => j.State == JobState.Failed && j.Queued >= since && !registry.Jobs.Any(k => k.SubjectId == j.SubjectId && k.Queued > j.Queued))
                .OrderByDescending(j => j.Queued).Take(Shown).ToListAsync(cancellation),
            cancellation);
    }

    private static async Task<IReadOnlyList<NamedJob>> NameAsync(RegistryContext registry, List<Job> jobs, CancellationToken cancellation)
    {
        if (jobs.Count == 0)
            return [];
        Guid[] ids = [.. jobs.Select(j => j.SubjectId)];
        var names = await registry.Scans.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, s.Name, PageId = s.Id })
            .Concat(registry.Submissions.Where(s => ids.Contains(s.Id)).Select(s => new { s.Id, Name = s.FileName, PageId = s.Id }))
            .Concat(registry.Reports.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, Name = r.Title, PageId = r.Id }))
            .Concat(registry.CrawlRuns.Where(r => ids.Contains(r.Id)).Select(r => new { r.Id, r.Plan!.Name, PageId = r.PlanId }))
            .ToDictionaryAsync(n => n.Id, cancellation);
        return [.. jobs.Where(j => names.ContainsKey(j.SubjectId)).Select(j => new NamedJob(j, names[j.SubjectId].Name, names[j.SubjectId].PageId))];
    }
}
