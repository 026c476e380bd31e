using ProvenanceAudit.App.Findings;
using ProvenanceAudit.App.Jobs;

namespace ProvenanceAudit.App.Scans;

/// <summary>What scans are made of.</summary>
internal static class ScanServices
{
    /// <summary>Adds models, plans, scans and findings.</summary>
    public static IServiceCollection AddScans(this IServiceCollection services) => services
        .AddSingleton<ModelKeys>()
        .AddScoped<ScanProbes>()
        .AddScoped<ScanInterview>()
        .AddScoped<FileOutputs>()
        .AddScoped<ScanMatching>()
        .AddScoped<ScanStart>()
        .AddScoped<FindingReview>()
        .AddScoped<IJobRunner, ScanRunner>();
}
