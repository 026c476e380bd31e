using Microsoft.AspNetCore.Http;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProvenanceAudit.App.Crawls;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Crawls whose time has come. Their times are years ahead, so that the server's own scheduler leaves them to the tests.</summary>
public sealed class CrawlRunsTests
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
        for (int i = 0; i < 4; i++)
            plans.Add((await PlanAsync(server, $"site {i}")).Id);
        CrawlRuns[] schedulers = [.. Enumerable.Range(0, 6).Select(i => RunsAt(server, Due.AddSeconds(i)))];
        IReadOnlyList<MadeRun>[] made = await Task.WhenAll(schedulers.Select(s => Task.Run(() => RunDueAsync(s))));
        Assert.Equal(plans.Order(), made.SelectMany(m => m).Select(m => m.Run!.PlanId).Order());
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.All(await registry.CrawlRuns.ToListAsync(Cancellation), r => Assert.Equal((1, Due), (r.Ordinal, r.Created)));
        Assert.Equal(4, await registry.Jobs.CountAsync(j => j.Kind == JobKind.Crawl && j.State == JobState.Queued, Cancellation));
        Assert.All(await registry.CrawlPlans.ToListAsync(Cancellation), p => Assert.Equal(Due.AddDays(1), p.NextDue));
        Assert.Equal(4, await registry.AuditLog.CountAsync(e => e.Action == "crawl.run", Cancellation));
    }

    [Fact]
    public async Task One_run_is_under_way_at_a_time_and_a_broken_one_is_gone_on_with_before_another_begins()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        CrawlPlan plan = await PlanAsync(server, "site");
        Assert.Equal(1, Assert.Single(await RunDueAsync(RunsAt(server, Due))).Run!.Ordinal);
        MadeRun left = Assert.Single(await RunDueAsync(RunsAt(server, Due.AddDays(1))));
        Assert.Equal((null, "run 1 had not ended"), (left.Run, left.LeftOut));
        Assert.Equal("run 1 had not ended", (await RunsAt(server, Due).RunNowAsync(plan.Id, Cancellation)).LeftOut);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Job job = await registry.Jobs.AsNoTracking().SingleAsync(Cancellation);
        await server.Services.GetRequiredService<JobLeases>().RequestCancelAsync(registry, job.Id, Cancellation);
        Assert.Equal(1, Assert.Single(await RunDueAsync(RunsAt(server, Due.AddDays(2)))).Run!.Ordinal);
        Job again = await registry.Jobs.AsNoTracking().SingleAsync(j => j.State == JobState.Queued, Cancellation);
        await server.Services.GetRequiredService<JobLeases>().RequestCancelAsync(registry, again.Id, Cancellation);
        await registry.CrawlRuns.ExecuteUpdateAsync(r => r.SetProperty(x => x.Finished, Due.AddDays(2)), Cancellation);
        Assert.Equal(2, (await RunsAt(server, Due.AddDays(2).AddHours(1)).RunNowAsync(plan.Id, Cancellation)).Run!.Ordinal);
    }

    [Fact]
    public async Task A_run_that_breaks_off_between_due_and_queued_has_done_nothing_and_is_made_by_the_next()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        await PlanAsync(server, "site");
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        // The job is the last thing that is written.
        await registry.Database.ExecuteSqlRawAsync(
            "CREATE TRIGGER no_jobs BEFORE INSERT ON jobs BEGIN SELECT RAISE(ABORT, 'the disk is full'); END", Cancellation);
        await Assert.ThrowsAnyAsync<Exception>(() => RunDueAsync(RunsAt(server, Due)));
        Assert.Equal(0, await registry.CrawlRuns.CountAsync(Cancellation));
        Assert.Equal(Due, await registry.CrawlPlans.Select(p => p.NextDue).SingleAsync(Cancellation));
        await registry.Database.ExecuteSqlRawAsync("DROP TRIGGER no_jobs", Cancellation);
        Assert.NotNull(Assert.Single(await RunDueAsync(RunsAt(server, Due.AddMinutes(1)))).Run);
    }

    [Fact]
    public async Task A_crawl_into_a_catalog_that_was_put_away_is_left_out_with_the_reason()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        await PlanAsync(server, "site");
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        await registry.Catalogs.ExecuteUpdateAsync(c => c.SetProperty(x => x.Archived, Due), Cancellation);
        Assert.Equal("its catalog was put away", Assert.Single(await RunDueAsync(RunsAt(server, Due))).LeftOut);
        Assert.Equal(Due.AddDays(1), await registry.CrawlPlans.Select(p => p.NextDue).SingleAsync(Cancellation));
    }

    [Fact]
    public async Task A_worker_without_pages_makes_due_crawls_and_runs_them()
    {
        await using ServedSite site = await ServedSite.StartAsync();
        site.Article("/", "Front page", 1);
        await using RunningServer server = await Crawling.ServerAsync(workers: 0);
        // Due by the clock of the machine.
        DateTimeOffset due = DateTimeOffset.UtcNow.AddMinutes(-1);
        CrawlPlan plan = await PlanAsync(server, "site", due.AddTicks(-(due.Ticks % TimeSpan.TicksPerMinute)), site.Origin + "/");
        using IHost worker = Server.BuildWorker(server.Settings with { Workers = 1 }, server.Database);
        Assert.Contains(worker.Services.GetServices<IHostedService>(), s => s is CrawlScheduler);
        await worker.StartAsync(Cancellation);
        await server.Database.WaitAsync(r => r.CrawlRuns.CountAsync(x => x.PlanId == plan.Id, Cancellation), n => n > 0);
        (CrawlRun run, Job job) = await server.Database.CrawledAsync(plan.Id);
        Assert.Equal((JobState.Done, null), (job.State, job.Error));
        Assert.NotNull(run.Finished);
        await worker.StopAsync(Cancellation);
    }

    private static CrawlRuns RunsAt(RunningServer server, DateTimeOffset now) => new(
        server.Database, server.Services.GetRequiredService<JobQueue>(), new AuditTrail(new HttpContextAccessor()), new Planning.StoppedClock(now));

    private static async Task<IReadOnlyList<MadeRun>> RunDueAsync(CrawlRuns runs)
    {
        var made = new List<MadeRun>();
        foreach (DuePlan due in await runs.ListDueAsync(Cancellation))
        {
            if (await runs.RunDueAsync(due, Cancellation) is { } run)
                made.Add(run);
        }
        return made;
    }

    private static async Task<CrawlPlan> PlanAsync(
        RunningServer server, string name, DateTimeOffset? due = null, string seed = "http://127.0.0.1:9/")
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        var holder = new RightsHolder { Name = $"Holder of {name}" };
        var catalog = new Catalog { RightsHolderId = holder.Id, Name = name };
        var plan = new CrawlPlan
        {
            RightsHolderId = holder.Id,
            CatalogId = catalog.Id,
            Name = name,
            SettingsJson = new CrawlInput { Seeds = [seed], DelaySeconds = 0 }.Write(),
            Cron = "0 6 * * *",
            Enabled = true,
            NextDue = due ?? Due,
        };
        registry.AddRange(holder, catalog, plan);
        await registry.SaveChangesAsync(Cancellation);
        return plan;
    }
}
