using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>What tests of plans do again and again.</summary>
internal static class Planning
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>Makes a plan on its page; the answer is the plan's page.</summary>
    public static async Task<Page> MakePlanAsync(this Browser auditor, string name, Dictionary<string, string>? fields = null)
    {
        var values = new Dictionary<string, string>(fields ?? []) { ["Name"] = name };
        Page page = await (await auditor.GetAsync("/plans/new")).SubmitAsync("#plan", values);
        Assert.Equal(name, page.Heading);
        return page;
    }

    /// <summary>A plan of a model that nobody answers for, daily at 06:00 UTC, next due when it is said.</summary>
    public static async Task<ScanPlan> PlanAsync(this RegistryDatabase database, DateTimeOffset due, string cron = "0 6 * * *")
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        var model = new AuditedModel { Name = $"model {Guid.NewGuid()}", Access = ModelAccess.Chat, BaseUrl = "http://127.0.0.1:9/v1", ModelId = "m" };
        var plan = new ScanPlan
        {
            Name = $"plan {Guid.NewGuid()}",
            ModelId = model.Id,
            AllCatalogs = true,
            ProbesJson = "{}",
            MatchSettingsJson = "{}",
            Cron = cron,
            Enabled = true,
            NextDue = due,
        };
        registry.AddRange(model, plan);
        await registry.SaveChangesAsync(Cancellation);
        return plan;
    }

    /// <summary>The runs of plans as one more server with a clock of its own makes them.</summary>
    public static PlanRuns RunsAt(this RunningServer server, DateTimeOffset now) => new(
        server.Database, server.Services.GetRequiredService<JobQueue>(), new AuditTrail(new HttpContextAccessor()), new StoppedClock(now));

    /// <summary>Runs what is due by a clock; the answer is what came of it.</summary>
    public static async Task<IReadOnlyList<ScanPlanRun>> RunDueAsync(this PlanRuns runs)
    {
        var made = new List<ScanPlanRun>();
        foreach (DuePlan due in await runs.ListDueAsync(Cancellation))
        {
            if (await runs.RunDueAsync(due, Cancellation) is { } run)
                made.Add(run);
        }
        return made;
    }

    public static async Task<ScanPlan> ReadAsync(this RegistryDatabase database, Guid plan)
    {
        await using RegistryContext registry = database.CreateContext(RegistryScope.Everything);
        return await registry.ScanPlans.AsNoTracking().SingleAsync(p => p.Id == plan, Cancellation);
    }

    internal sealed class StoppedClock(DateTimeOffset now) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => now;
    }
}
