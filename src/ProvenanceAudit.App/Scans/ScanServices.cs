using ProvenanceAudit.App.Findings;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Plans;

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
        .AddScoped<ScanMeaning>()
        .AddScoped<ScanVerdicts>()
        .AddScoped<ScanMatching>()
        .AddScoped<ScanStart>()
        .AddScoped<LiveScans>()
        .AddScoped<ModelDesk>()
        .AddPlans()
        .AddScoped<FindingReview>()
        .AddScoped<IJobRunner, ScanRunner>();
}
