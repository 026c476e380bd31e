using Microsoft.Extensions.DependencyInjection.Extensions;
using ProvenanceAudit.App.Jobs;

namespace ProvenanceAudit.App.Crawls;

/// <summary>What crawls are made of, and the rights that they saw.</summary>
internal static class CrawlServices
{
    /// <summary>Adds crawls, and the scheduler that runs them: in servers and workers alike.</summary>
    public static IServiceCollection AddCrawls(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services
            .AddScoped<CrawlDesk>()
            .AddScoped<CrawlRuns>()
            .AddScoped<IJobRunner, CrawlRunner>()
            .AddHostedService<CrawlScheduler>();
    }
}
