using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Serving;

/// <summary>Whether the registry answers.</summary>
internal sealed class RegistryHealth(RegistryDatabase database) : IHealthCheck
{
    /// <summary>How long it may take: less than whoever asks waits.</summary>
    public static readonly TimeSpan LongestAnswer = TimeSpan.FromSeconds(5);

    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        return await registry.Database.CanConnectAsync(cancellationToken)
            ? HealthCheckResult.Healthy()
            : HealthCheckResult.Unhealthy("the registry does not answer");
    }
}
