using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Net;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Jobs;

/// <summary>
/// Does a run of a crawl. What was visited is kept as it goes, so that a run which is stopped, or whose worker died, goes on with what is
/// left; a run is finished when nothing is.
/// </summary>
internal sealed class CrawlRunner(RegistryDatabase database, ServerSettings settings, AuditTrail trail) : IJobRunner
{
    // Whoever else writes the same files is at it for minutes or hours.
    private static readonly TimeSpan WaitForFiles = TimeSpan.FromMinutes(1);

    /// <inheritdoc/>
    public JobKind Kind => JobKind.Crawl;

    /// <inheritdoc/>
    public async Task RunAsync(RunningJob job, CancellationToken cancellation)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        CrawlRun run = await registry.CrawlRuns.AsNoTracking().Include(r => r.Plan).SingleAsync(r => r.Id == job.SubjectId, cancellation);
        if (run.Finished is not null)
            return;
        var mistakes = new List<FieldMistake>();
        CrawlSettings crawl = CrawlInput.Read(run.Plan!.SettingsJson).ToSettings(mistakes)
            ?? throw new InvalidDataException($"the crawl's settings cannot be used: {string.Join(' ', mistakes.Select(m => m.Text))}");
        var session = new CrawlSession(database, settings.DataFolder, AddressPolicy.PublicAnd(settings.CrawlNetworks));
        CrawlSummary summary;
        try
        {
            summary = await session.RunAsync(
                run, crawl, null, p => job.Progress(p.Pages, p.Pages + p.Waiting, "pages"), cancellation);
        }
        catch (IOException e)
        {
            // Sites that do not answer are outcomes of the crawl; what is left are its own files.
            throw new TemporaryFailureException($"the files of its answers cannot be written now: {e.Message}", WaitForFiles);
        }
        trail.Add(registry, "crawl.finished", "crawl", run.PlanId, run.RightsHolderId, new
        {
            run.Plan.Name,
            run = run.Ordinal,
            summary.Progress.Pages,
            summary.Progress.Texts,
            summary.Statements,
            summary.Unfinished,
        });
        await registry.SaveChangesAsync(cancellation);
    }
}
