using ProvenanceAudit.App.Plans;

namespace ProvenanceAudit.App.Crawls;

/// <summary>Makes the runs of crawls that are due.</summary>
internal sealed class CrawlScheduler(IServiceScopeFactory scopes, ILogger<CrawlScheduler> log) : DueScheduler(scopes, log)
{
    private protected override string What => "crawl";

    private protected override Task<IReadOnlyList<DuePlan>> ListDueAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<CrawlRuns>().ListDueAsync(cancellation);

    private protected override async Task<string?> RunDueAsync(IServiceProvider services, DuePlan due, CancellationToken cancellation) =>
        await services.GetRequiredService<CrawlRuns>().RunDueAsync(due, cancellation) is { } made ? made.LeftOut ?? $"run {made.Run!.Ordinal}" : null;
}
