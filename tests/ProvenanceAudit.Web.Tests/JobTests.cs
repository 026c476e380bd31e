using System.Collections.Concurrent;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using ProvenanceAudit.App.Jobs;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class JobTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_server_and_a_worker_beside_it_never_do_one_job_twice(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine), s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        var submissions = new List<Guid>();
        for (int i = 0; i < 12; i++)
            submissions.Add(Intake.IdOf(await catalog.HandInAsync(Intake.Works(20, words: 10, seed: i), $"part-{i}.jsonl")));
        using IHost first = Server.BuildWorker(server.Settings with { Workers = 2 }, server.Database);
        using IHost second = Server.BuildWorker(server.Settings with { Workers = 2 }, server.Database);
        await Task.WhenAll(first.StartAsync(Cancellation), second.StartAsync(Cancellation));
        foreach (Guid submission in submissions)
        {
            (Job job, Submission done) = await server.Database.EndedAsync(submission);
            Assert.Equal((JobState.Done, 1, 20), (job.State, job.Attempts, done.Accepted));
        }
        await Task.WhenAll(first.StopAsync(Cancellation), second.StopAsync(Cancellation));
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(12, await registry.AuditLog.CountAsync(e => e.Action == "submission.finished", Cancellation));
        Assert.Equal(240, await registry.SubmissionRecords.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_job_that_is_stopped_keeps_what_it_did_and_can_be_gone_on_with()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page submission = await (await pia.CatalogAsync()).HandInAsync(Intake.Works(50));
        Guid id = Intake.IdOf(submission);
        Page stopped = await submission.SubmitAsync("#cancel");
        Assert.Contains("Cancelled", stopped.Text, StringComparison.Ordinal);
        await stopped.SubmitAsync("#go-on");
        using IHost worker = Server.BuildWorker(server.Settings with { Workers = 1 }, server.Database);
        await worker.StartAsync(Cancellation);
        await server.Database.WaitAsync(r => r.Submissions.AsNoTracking().SingleAsync(s => s.Id == id), s => s.Finished is not null && s.Accepted == 50);
        await worker.StopAsync(Cancellation);
    }

    [Fact]
    public async Task Failures_that_may_pass_are_tried_again_and_others_are_told_in_plain_words()
    {
        var attempts = new ConcurrentDictionary<Guid, int>();
        Guid passing = Guid.NewGuid(), lasting = Guid.NewGuid();
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        var worker = WorkerOf(server, new Runner((job, _) =>
        {
            attempts.AddOrUpdate(job.SubjectId, 1, (_, n) => n + 1);
            return job.SubjectId == passing
                ? throw new TemporaryFailureException("the printer is out of paper", TimeSpan.FromHours(1))
                : throw new InvalidDataException("the sheet is torn");
        }));
        JobQueue queue = server.Services.GetRequiredService<JobQueue>();
        await queue.EnqueueAsync(JobKind.Report, passing, null, Cancellation);
        await queue.EnqueueAsync(JobKind.Report, lasting, null, Cancellation);
        for (int i = 0; i < 3; i++)
            await worker.RunNextAsync(Cancellation);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Job waiting = await registry.Jobs.SingleAsync(j => j.SubjectId == passing, Cancellation);
        Assert.Equal((JobState.Queued, "the printer is out of paper"), (waiting.State, waiting.Error));
        Assert.True(waiting.ClaimableFrom > DateTimeOffset.UtcNow.AddMinutes(50));
        Job failed = await registry.Jobs.SingleAsync(j => j.SubjectId == lasting, Cancellation);
        Assert.Equal((JobState.Failed, "the sheet is torn"), (failed.State, failed.Error));
        Assert.All(attempts.Values, n => Assert.Equal(1, n));
    }

    [Fact]
    public async Task A_program_that_shuts_down_gives_its_jobs_back_and_one_that_is_asked_to_stop_ends_as_cancelled()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0, LeaseSeconds = 3 });
        var started = new SemaphoreSlim(0);
        var worker = WorkerOf(server, new Runner(async (job, cancellation) =>
        {
            job.Progress(7, 10, "sheets");
            started.Release();
            await Task.Delay(Timeout.Infinite, cancellation);
        }));
        JobQueue queue = server.Services.GetRequiredService<JobQueue>();
        Guid subject = Guid.NewGuid();
        await queue.EnqueueAsync(JobKind.Report, subject, null, Cancellation);
        using (var shutdown = new CancellationTokenSource())
        {
            Task running = worker.RunNextAsync(shutdown.Token);
            await started.WaitAsync(Cancellation);
            await shutdown.CancelAsync();
            await running;
        }
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Job back = await registry.Jobs.AsNoTracking().SingleAsync(j => j.SubjectId == subject, Cancellation);
        Assert.Equal((JobState.Queued, 7), (back.State, back.ProgressDone));
        Task again = worker.RunNextAsync(Cancellation);
        await started.WaitAsync(Cancellation);
        await server.Services.GetRequiredService<JobLeases>().RequestCancelAsync(registry, back.Id, Cancellation);
        await again;
        Assert.Equal(JobState.Cancelled, (await registry.Jobs.AsNoTracking().SingleAsync(j => j.SubjectId == subject, Cancellation)).State);
    }

    [Fact]
    public async Task Administrators_alone_see_the_job_engine()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser nobody = server.Anybody();
        Assert.Equal("Sign in", (await nobody.GetAsync("/admin/jobs")).Heading);
        using Browser ada = await server.AdministratorAsync();
        Assert.Contains("ProvenanceAudit", (await ada.GetAsync("/admin/jobs")).Document.Title, StringComparison.Ordinal);
        using Browser auditor = await server.PersonAsync(RoleNames.Auditor, "otto@example.org");
        Assert.Equal(System.Net.HttpStatusCode.NotFound, (await auditor.GetAsync("/admin/jobs")).Status);
    }

    /// <summary>A worker of the server's registry that does reports in a way of the test's.</summary>
    private static JobWorker WorkerOf(RunningServer server, IJobRunner runner)
    {
        ServiceProvider services = new ServiceCollection().AddSingleton(runner).AddLogging().BuildServiceProvider();
        return new JobWorker(
            server.Services.GetRequiredService<JobLeases>(), server.Services.GetRequiredService<WorkerName>(),
            server.Services.GetRequiredService<LeaseKeeping>(), services.GetRequiredService<IServiceScopeFactory>(),
            Microsoft.Extensions.Logging.Abstractions.NullLogger<JobWorker>.Instance);
    }

    private sealed class Runner(Func<RunningJob, CancellationToken, Task> run) : IJobRunner
    {
        public JobKind Kind => JobKind.Report;

        public Task RunAsync(RunningJob job, CancellationToken cancellation) => run(job, cancellation);
    }
}
