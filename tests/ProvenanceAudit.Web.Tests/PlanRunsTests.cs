using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Plans whose time has come. Their times are years ahead, so that the server's own scheduler leaves them to the tests.</summary>
public sealed class PlanRunsTests
{
    private static readonly DateTimeOffset Due = new(2040, 5, 14, 6, 0, 0, TimeSpan.Zero);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task Many_schedulers_at_once_make_each_due_run_once(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine), s => s with { Workers = 0 });
        var plans = new List<Guid>();
        for (int i = 0; i < 5; i++)
            plans.Add((await server.Database.PlanAsync(Due)).Id);
        // Their clocks are not quite alike.
        PlanRuns[] schedulers = [.. Enumerable.Range(0, 6).Select(i => server.RunsAt(Due.AddSeconds(i)))];
        IReadOnlyList<ScanPlanRun>[] made = await Task.WhenAll(schedulers.Select(s => Task.Run(s.RunDueAsync)));
        Assert.Equal(plans.Order(), made.SelectMany(m => m).Select(r => r.PlanId).Order());
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(plans.Select(p => ScanPlanRun.ScanIdOf(p, Due)).Order(), (await registry.Scans.Select(s => s.Id).ToListAsync(Cancellation)).Order());
        Assert.Equal(5, await registry.Jobs.CountAsync(j => j.Kind == JobKind.Scan && j.State == JobState.Queued, Cancellation));
        Assert.All(await registry.ScanPlans.ToListAsync(Cancellation), p => Assert.Equal(Due.AddDays(1), p.NextDue));
        Assert.Equal(5, await registry.AuditLog.CountAsync(e => e.Action == "plan.run", Cancellation));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_run_by_hand_and_a_due_one_at_the_same_moment_come_to_one_scan(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine), s => s with { Workers = 0 });
        ScanPlan plan = await server.Database.PlanAsync(Due);
        Task<IReadOnlyList<ScanPlanRun>> due = Task.Run(() => server.RunsAt(Due).RunDueAsync());
        Task<ScanPlanRun> byHand = Task.Run(() => server.RunsAt(Due.AddMilliseconds(5)).RunNowAsync(plan.Id, null, Cancellation));
        ScanPlanRun[] both = [.. await due, await byHand];
        Assert.Single(both, r => r.LeftOut is null);
        Assert.Contains("had not ended", both.Single(r => r.LeftOut is not null).LeftOut, StringComparison.Ordinal);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(1, await registry.Scans.CountAsync(Cancellation));
    }

    [Fact]
    public async Task Times_that_passed_while_no_server_ran_are_made_up_for_by_one_run_and_the_audit_log_says_so()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        ScanPlan plan = await server.Database.PlanAsync(Due);
        PlanRuns late = server.RunsAt(Due.AddDays(3).AddHours(2));
        ScanPlanRun run = Assert.Single(await late.RunDueAsync());
        Assert.Equal((Due, 3), (run.At, run.Missed));
        Assert.Empty(await late.RunDueAsync());
        Assert.Equal(Due.AddDays(4), (await server.Database.ReadAsync(plan.Id)).NextDue);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        AuditLogEntry entry = await registry.AuditLog.SingleAsync(e => e.Action == "plan.run", Cancellation);
        JsonElement detail = JsonElement.Parse(entry.DetailJson!);
        Assert.Equal((3, (3 * 86_400) + 7200), (detail.GetProperty("missed").GetInt32(), detail.GetProperty("lateSeconds").GetInt32()));
        Assert.Contains("no server ran", detail.GetProperty("reason").GetString(), StringComparison.Ordinal);
        Assert.Equal("provenance-audit", entry.Who);
    }

    [Fact]
    public async Task A_run_is_left_out_while_the_one_before_has_not_ended_and_the_history_says_so()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        ScanPlan plan = await server.Database.PlanAsync(Due);
        Assert.NotNull(Assert.Single(await server.RunsAt(Due).RunDueAsync()).ScanId);
        ScanPlanRun left = Assert.Single(await server.RunsAt(Due.AddDays(1)).RunDueAsync());
        Assert.Null(left.ScanId);
        Page page = await ada.GetAsync($"/plans/{plan.Id}");
        Assert.Contains("Left out Scan 1 of the same plan had not ended.", page.Text, StringComparison.Ordinal);
        await (await ada.GetAsync($"/scans/{ScanPlanRun.ScanIdOf(plan.Id, Due)}")).SubmitAsync("#cancel");
        Assert.NotNull(Assert.Single(await server.RunsAt(Due.AddDays(2)).RunDueAsync()).ScanId);
        Assert.Equal(Due.AddDays(3), (await server.Database.ReadAsync(plan.Id)).NextDue);
    }

    [Fact]
    public async Task A_run_that_breaks_off_between_due_and_queued_has_done_nothing_and_is_made_by_the_next()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        ScanPlan plan = await server.Database.PlanAsync(Due);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        // The job is the last thing that is written.
        await registry.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER no_jobs BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'the disk is full'); END", Cancellation);
        await Assert.ThrowsAnyAsync<Exception>(() => server.RunsAt(Due).RunDueAsync());
        Assert.Equal(Due, (await server.Database.ReadAsync(plan.Id)).NextDue);
        Assert.Equal((0, 0), (await registry.Scans.CountAsync(Cancellation), await registry.ScanPlanRuns.CountAsync(Cancellation)));
        Assert.Equal(0, await registry.AuditLog.CountAsync(e => e.Action == "plan.run", Cancellation));
        await registry.Database.ExecuteSqlRawAsync("DROP TRIGGER no_jobs", Cancellation);
        Assert.NotNull(Assert.Single(await server.RunsAt(Due.AddMinutes(1)).RunDueAsync()).ScanId);
        Assert.Equal(1, await registry.Jobs.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_time_that_was_run_is_not_run_again_when_its_plan_is_scheduled_to_it_anew()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        ScanPlan plan = await server.Database.PlanAsync(Due);
        // A server whose clock is ahead ran it; somebody then changed the plan on another.
        Assert.Single(await server.RunsAt(Due).RunDueAsync());
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
            await registry.ScanPlans.ExecuteUpdateAsync(p => p.SetProperty(x => x.NextDue, Due), Cancellation);
        Assert.Empty(await server.RunsAt(Due).RunDueAsync());
        Assert.Equal(Due.AddDays(1), (await server.Database.ReadAsync(plan.Id)).NextDue);
    }

    [Fact]
    public async Task A_plan_of_a_model_that_was_put_away_is_left_out_with_the_reason()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        ScanPlan plan = await server.Database.PlanAsync(Due);
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
            await registry.Models.ExecuteUpdateAsync(m => m.SetProperty(x => x.Archived, Due), Cancellation);
        Assert.Equal("its model was put away", Assert.Single(await server.RunsAt(Due).RunDueAsync()).LeftOut);
        Assert.Equal(Due.AddDays(1), (await server.Database.ReadAsync(plan.Id)).NextDue);
    }

    [Fact]
    public async Task Runs_ask_the_same_places_unless_new_ones_are_wanted_each_time()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        ScanPlan same = await server.Database.PlanAsync(Due), other = await server.Database.PlanAsync(Due);
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            await registry.ScanPlans.Where(p => p.Id == other.Id)
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.NewPlacesEachRun, true), Cancellation);
        }
        for (int day = 0; day < 3; day++)
        {
            await server.RunsAt(Due.AddDays(day)).RunDueAsync();
            await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
            foreach (Job job in await registry.Jobs.ToListAsync(Cancellation))
                await server.Services.GetRequiredService<JobLeases>().RequestCancelAsync(registry, job.Id, Cancellation);
        }
        Assert.Single((await SeedsAsync(server, same)).Distinct());
        Assert.Equal(3, (await SeedsAsync(server, other)).Distinct().Count());
    }

    [Fact]
    public async Task A_worker_without_pages_makes_due_runs_too()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        // Due by the clock of the machine: both the server and the worker may make it, and one of them does.
        DateTimeOffset due = DateTimeOffset.UtcNow.AddMinutes(-1);
        due = due.AddTicks(-(due.Ticks % TimeSpan.TicksPerMinute));
        ScanPlan plan = await server.Database.PlanAsync(due, "* * * * *");
        using IHost worker = Server.BuildWorker(server.Settings, server.Database);
        Assert.Contains(worker.Services.GetServices<IHostedService>(), s => s is PlanScheduler);
        await worker.StartAsync(Cancellation);
        ScanPlanRun? run = await server.Database.WaitAsync(
            r => r.ScanPlanRuns.AsNoTracking().FirstOrDefaultAsync(x => x.PlanId == plan.Id, Cancellation), r => r is not null);
        Assert.Equal(ScanPlanRun.ScanIdOf(plan.Id, due), run?.ScanId);
        await worker.StopAsync(Cancellation);
    }

    private static async Task<IReadOnlyList<int>> SeedsAsync(RunningServer server, ScanPlan plan)
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        List<Scan> scans = await registry.Scans.Where(s => s.PlanId == plan.Id).ToListAsync(Cancellation);
        Assert.Equal(3, scans.Count);
        return [.. scans.Select(s => ScanSettings.Read(s.SettingsJson).Probes!.Seed)];
    }
}
