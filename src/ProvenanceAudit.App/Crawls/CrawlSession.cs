using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Net;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Crawls;

/// <summary>
/// Does a run of a crawl, from where it was broken off if it was: for the command line and for jobs alike. Its files of answers are in a
/// folder of the plan's in the data folder of this machine; where another machine goes on, what was not taken up is asked for again.
/// </summary>
/// <param name="database">The registry.</param>
/// <param name="dataFolder">Where files are kept.</param>
/// <param name="policy">Which machines may be connected to.</param>
internal sealed class CrawlSession(RegistryDatabase database, string dataFolder, AddressPolicy policy)
{
    /// <summary>Folder of a plan's files of answers.</summary>
    public static string FolderOf(string dataFolder, Guid planId) => Path.Combine(dataFolder, "warc", planId.ToString("N"));

    /// <summary>Visits all that is due in a run.</summary>
    /// <param name="run">The run, with its plan.</param>
    /// <param name="settings">The plan's settings.</param>
    /// <param name="onWork">Told of each work that was put into the catalog; null for nobody.</param>
    /// <param name="progress">Told after each visit.</param>
    /// <param name="cancellation">Ends the run; what is done is kept first.</param>
    public async Task<CrawlSummary> RunAsync(
        CrawlRun run, CrawlSettings settings, Action<WorkText>? onWork, Action<CrawlProgress>? progress, CancellationToken cancellation)
    {
        var record = new RegistryCrawlRecord(database, run.Plan!, run.Ordinal);
        if (onWork is not null)
            record.WorkKept += onWork;
        using var fetcher = new PageFetcher(settings.Identity, policy, settings.Limits);
        using CrawlArchive archive = CrawlArchive.Open(
            FolderOf(dataFolder, run.PlanId), "crawl", settings.Identity, settings.Limits);
        CrawlSummary summary = await new Crawler(settings, fetcher, record, archive).RunAsync(progress, cancellation);
        await using RegistryContext registry = database.CreateContext(RegistryScope.Of(run.RightsHolderId));
        await registry.CrawlRuns.Where(r => r.Id == run.Id).ExecuteUpdateAsync(
            r => r.SetProperty(x => x.Finished, DateTimeOffset.UtcNow)
                .SetProperty(x => x.SummaryJson, JsonSerializer.Serialize(summary, JsonSerializerOptions.Web)), cancellation);
        return summary;
    }
}
