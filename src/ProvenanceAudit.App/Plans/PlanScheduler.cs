namespace ProvenanceAudit.App.Plans;

/// <summary>Makes the scans of plans that are due.</summary>
internal sealed class PlanScheduler(IServiceScopeFactory scopes, ILogger<PlanScheduler> log) : DueScheduler(scopes, log)
{
    private protected override string What => "plan";

    private protected override Task<IReadOnlyList<DuePlan>> ListDueAsync(IServiceProvider services, CancellationToken cancellation) =>
        services.GetRequiredService<PlanRuns>().ListDueAsync(cancellation);

    private protected override async Task<string?> RunDueAsync(IServiceProvider services, DuePlan due, CancellationToken cancellation) =>
        await services.GetRequiredService<PlanRuns>().RunDueAsync(due, cancellation) is { } run ? run.LeftOut ?? $"scan {run.ScanId}" : null;
}
