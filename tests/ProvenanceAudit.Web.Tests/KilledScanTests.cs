using System.Text.Json;
using MemorizingModel;
using Microsoft.EntityFrameworkCore;
using Microsoft.Extensions.Hosting;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Kills the program itself, as <c>kill -9</c> does, in the middle of a scan.</summary>
public sealed class KilledScanTests
{
    private const int Outputs = 12_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_scan_of_a_live_model_that_is_killed_asks_nothing_twice_but_what_was_under_way(DatabaseEngine engine)
    {
        await using RunningServer server = await StartAsync(engine);
        using Browser ada = await server.PersonAsync(RoleNames.Auditor, "ada@example.org");
        await using MemorizingModelServer model = await MemorizingModelServer.StartAsync(
            Scanning.Model, new MemorizingModel.ServerSettings { Faults = new Faults { Delay = TimeSpan.FromMilliseconds(50) } }, Cancellation);
        await ada.EnterModelAsync("Parrot", ModelAccess.Completions, model.Address, model.Settings.Model, "sk-secret");
        Page page = await (await ada.GetAsync("/scans/new")).SubmitAsync(
            "#live", new() { ["Positions"] = "12", ["Tokens"] = "60", ["Temperature"] = "0.2", ["Concurrency"] = "2" });
        Guid id = Intake.IdOf(page);
        await using (new KillableServer(server))
            await server.Database.WaitAsync(r => r.Outputs.CountAsync(o => o.ScanId == id, Cancellation), count => count >= 5);
        int before = model.Requests.Count;
        model.Settings = new MemorizingModel.ServerSettings();
        Job job;
        Scan scan;
        await using (new KillableServer(server))
            (job, scan) = await server.Database.ScannedAsync(page);
        Assert.Equal((JobState.Done, null), (job.State, job.Error));
        Assert.InRange(before, 5, scan.Probes - 1);
        // At most the two requests that were under way were sent again, and they count as spent.
        Assert.InRange(model.Requests.Count, scan.Probes, scan.Probes + 2);
        Assert.InRange(scan.Requests, model.Requests.Count, scan.Probes + 2);
        // An answer may be empty, which is nothing to be scanned; every question has one all the same.
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
            Assert.Equal(scan.Probes, await registry.Outputs.CountAsync(o => o.ScanId == id, Cancellation));
        Assert.Equal(Scanning.LearntIds, await server.Database.FoundAsync(id));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_scan_of_a_file_that_is_killed_ends_with_what_an_undisturbed_one_finds(DatabaseEngine engine)
    {
        await using RunningServer server = await StartAsync(engine);
        using Browser ada = await server.PersonAsync(RoleNames.Auditor, "ada@example.org");
        Guid model = await ada.EnterModelAsync("Parrot", ModelAccess.Files);
        Page killed = await HandInAsync(ada, model);
        Guid id = Intake.IdOf(killed);
        await using (new KillableServer(server))
            await server.Database.WaitAsync(r => r.Outputs.CountAsync(o => o.ScanId == id, Cancellation), count => count > 0);
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            Assert.Null((await registry.Scans.SingleAsync(s => s.Id == id, Cancellation)).Finished);
            Assert.Equal(JobState.Running, (await registry.Jobs.SingleAsync(j => j.SubjectId == id, Cancellation)).State);
        }
        Page undisturbed = await HandInAsync(ada, model);
        await using (new KillableServer(server))
        {
            (Job job, Scan scan) = await server.Database.ScannedAsync(killed);
            Assert.Equal((JobState.Done, null, Outputs), (job.State, job.Error, scan.Outputs));
            Assert.Equal(JobState.Done, (await server.Database.ScannedAsync(undisturbed)).Job.State);
        }
        IReadOnlyList<string> matches = await MatchesAsync(server, Intake.IdOf(undisturbed));
        Assert.NotEmpty(matches);
        Assert.Equal(matches, await MatchesAsync(server, id));
    }

    /// <summary>A server without workers, with the sample catalog.</summary>
    private static async Task<RunningServer> StartAsync(DatabaseEngine engine)
    {
        RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine), s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using IHost worker = Server.BuildWorker(server.Settings with { Workers = 1 }, server.Database);
        await worker.StartAsync(Cancellation);
        await pia.HandInSamplesAsync(server);
        await worker.StopAsync(Cancellation);
        return server;
    }

    private static async Task<Page> HandInAsync(Browser auditor, Guid model)
    {
        string mark = Scanning.Works.Single(w => w.Work.Id == "kjv-mark").Text;
        byte[] outputs = Intake.Lines(Enumerable.Range(0, Outputs).Select(i => JsonSerializer.Serialize(new
        {
            id = $"output-{i}",
            // One in ten recites.
            text = i % 10 == 0 ? $"{Intake.Text(i, 30)} {mark.AsSpan(i, 300)}" : Intake.Text(i, 80),
        })));
        return await (await auditor.GetAsync($"/scans/upload/{model}")).SubmitAsync("#upload", files: new() { ["file"] = ("answers.jsonl", outputs) });
    }

    private static async Task<IReadOnlyList<string>> MatchesAsync(RunningServer server, Guid scan)
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        return await registry.Matches.Where(m => m.ScanId == scan).OrderBy(m => m.Output!.Ordinal).ThenBy(m => m.OutputStart)
            .Select(m => $"{m.Output!.ExternalId} {m.OutputStart}-{m.OutputEnd} {m.WorkId} {m.WorkStart}-{m.WorkEnd}").ToListAsync(Cancellation);
    }
}
