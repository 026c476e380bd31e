using Microsoft.Extensions.DependencyInjection.Extensions;

namespace ProvenanceAudit.App.Plans;

/// <summary>What plans are made of.</summary>
internal static class PlanServices
{
    /// <summary>Adds plans, and the scheduler that runs them: in servers and workers alike.</summary>
    public static IServiceCollection AddPlans(this IServiceCollection services)
    {
        services.TryAddSingleton(TimeProvider.System);
        return services.AddScoped<PlanDesk>().AddScoped<PlanRuns>().AddHostedService<PlanScheduler>();
    }
}
