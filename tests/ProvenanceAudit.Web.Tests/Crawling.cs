using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>What tests of crawls do again and again.</summary>
internal static class Crawling
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>A server whose crawls may reach this machine.</summary>
    public static Task<RunningServer> ServerAsync(int workers = 2) => RunningServer.StartAsync(
        settings: s => s with { Workers = workers, CrawlNetworks = [IPNetwork.Parse("127.0.0.0/8")] });

    /// <summary>Makes a crawl on its page; the answer is the crawl's page.</summary>
    public static async Task<Page> MakeCrawlAsync(this Browser person, string name, string seed, Dictionary<string, string>? fields = null)
    {
        var values = new Dictionary<string, string>(fields ?? []) { ["Name"] = name, ["Seeds"] = seed };
        values.TryAdd("DelaySeconds", "0");
        Page page = await (await person.GetAsync("/crawls/new")).SubmitAsync("#crawl", values);
        Assert.Equal(name, page.Heading);
        return page;
    }

    /// <summary>Waits until the latest job of a crawl's runs has ended.</summary>
    public static async Task<(CrawlRun Run, Job Job)> CrawledAsync(this RegistryDatabase database, Guid plan)
    {
        (CrawlRun Run, Job? Job) ended = await database.WaitAsync(async registry =>
        {
            CrawlRun run = await registry.CrawlRuns.AsNoTracking().Where(r => r.PlanId == plan).OrderByDescending(r => r.Ordinal).FirstAsync(Cancellation);
            return (run, await registry.Jobs.AsNoTracking().Where(j => j.SubjectId == run.Id).OrderByDescending(j => j.Queued).FirstOrDefaultAsync(Cancellation));
        }, both => both.Item2 is { IsFinished: true });
        return (ended.Run, ended.Job!);
    }
}
