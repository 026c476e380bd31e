using ProvenanceAudit.App.Jobs;

namespace ProvenanceAudit.App.Reports;

/// <summary>What reports for rights holders are made of.</summary>
internal static class ReportServices
{
    /// <summary>Adds the ordering and the compiling of reports.</summary>
    public static IServiceCollection AddReports(this IServiceCollection services) => services
        .AddScoped<ReportOrders>()
        .AddScoped<IJobRunner, ReportRunner>();
}
