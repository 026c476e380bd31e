using ProvenanceAudit.App.Api;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Reports;

namespace ProvenanceAudit.App.People;

/// <summary>People, keys, reports and the API, put into the server.</summary>
internal static class PeopleServices
{
    /// <summary>Adds their services.</summary>
    public static IServiceCollection AddPeople(this IServiceCollection services)
    {
        services.AddScoped<PeopleDesk>();
        services.AddScoped<ReportOrders>();
        services.AddScoped<IJobRunner, ReportRunner>();
        return services.AddApi();
    }
}
