using System.Net;
using System.Text.Json;
using MemorizingModel;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Scans from the page to the finding, of live models and of files.</summary>
public sealed class ScanTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    private static Dictionary<string, string> FewQuestions => new() { ["Positions"] = "12", ["Tokens"] = "60", ["Temperature"] = "0.2" };

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_scan_of_a_live_model_finds_the_works_that_it_learnt_and_no_others(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        await using MemorizingModelServer model = await MemorizingModelServer.StartAsync(
            Scanning.Model, new MemorizingModel.ServerSettings { ApiKey = "sk-very-secret" }, Cancellation);
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await pia.HandInSamplesAsync(server);
        Guid id = await ada.EnterModelAsync("Parrot", ModelAccess.Completions, model.Address, model.Settings.Model, "sk-very-secret");
        string edit = await ada.Client.GetStringAsync($"/models/edit/{id}", Cancellation);
        Assert.DoesNotContain("sk-very-secret", edit, StringComparison.Ordinal);

        Page page = await (await ada.GetAsync("/scans/new")).SubmitAsync("#live", FewQuestions);
        (Job job, Scan scan) = await server.Database.ScannedAsync(page);
        Assert.Equal((JobState.Done, null), (job.State, job.Error));
        Assert.Equal(Scanning.LearntIds, await server.Database.FoundAsync(scan.Id));
        Assert.Equal(model.Requests.Count, scan.Requests);
        Assert.Equal(model.Tokens, scan.PromptTokens + scan.CompletionTokens);
        Assert.Contains("Works found", (await ada.GetAsync($"/scans/{scan.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_scan_that_was_stopped_goes_on_and_asks_nothing_twice()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using MemorizingModelServer model = await MemorizingModelServer.StartAsync(
            Scanning.Model, new MemorizingModel.ServerSettings { Faults = new Faults { Delay = TimeSpan.FromMilliseconds(100) } }, Cancellation);
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await pia.HandInSamplesAsync(server);
        await ada.EnterModelAsync("Parrot", ModelAccess.Completions, model.Address, model.Settings.Model);
        Page page = await (await ada.GetAsync("/scans/new")).SubmitAsync("#live", new(FewQuestions) { ["Concurrency"] = "1" });
        Guid id = Intake.IdOf(page);
        await server.Database.WaitAsync(r => r.Outputs.CountAsync(o => o.ScanId == id, Cancellation), count => count >= 5);
        await (await ada.GetAsync($"/scans/{id}")).SubmitAsync("#cancel");
        Assert.Equal(JobState.Cancelled, (await server.Database.ScannedAsync(page)).Job.State);
        int before = model.Requests.Count;
        model.Settings = new MemorizingModel.ServerSettings();
        await (await ada.GetAsync($"/scans/{id}")).SubmitAsync("#go-on");
        (Job job, Scan scan) = await server.Database.ScannedAsync(page);
        Assert.Equal(JobState.Done, job.State);
        // The request that was under way when the scan was stopped had no answer: it alone is asked again.
        Assert.InRange(model.Requests.Count, scan.Probes, scan.Probes + 1);
        Assert.InRange(before, 5, scan.Probes - 1);
        // What was set aside for it counts as spent, whether it had left this machine or not.
        Assert.InRange(scan.Requests, model.Requests.Count, model.Requests.Count + 1);
        Assert.Equal(scan.Probes, scan.Outputs);
    }

    [Fact]
    public async Task A_budget_is_never_exceeded_and_the_page_tells_what_was_not_asked()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        await using MemorizingModelServer model = await MemorizingModelServer.StartAsync(Scanning.Model, cancellation: Cancellation);
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await pia.HandInSamplesAsync(server);
        await ada.EnterModelAsync("Parrot", ModelAccess.Completions, model.Address, model.Settings.Model);
        Page page = await (await ada.GetAsync("/scans/new")).SubmitAsync("#live", new(FewQuestions) { ["BudgetRequests"] = "7" });
        (Job job, Scan scan) = await server.Database.ScannedAsync(page);
        Assert.Equal(JobState.Done, job.State);
        Assert.Equal((7, 7), (model.Requests.Count, scan.Requests));
        Assert.Contains("Not asked", (await ada.GetAsync($"/scans/{scan.Id}")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_finding_of_a_file_is_read_side_by_side_and_decided_on_and_is_nobody_elses()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser otto = await server.PersonAsync(RoleNames.Publisher, "otto@example.org", "Otto's Press");
        await pia.HandInSamplesAsync(server);
        Guid modelId = await ada.EnterModelAsync("Parrot", ModelAccess.Files);
        string jonah = Scanning.Works.Single(w => w.Work.Id == "kjv-jonah").Text;
        string copied = jonah.Substring(jonah.IndexOf(' ', 500) + 1, 400);
        byte[] outputs = Intake.Lines(
        [
            JsonSerializer.Serialize(new { id = "a", text = "<script>alert(1)</script> He said: " + copied, prompt = "Tell me <b>more</b>" }),
            "no json",
            JsonSerializer.Serialize(new { id = "b", text = "Nothing of the kind was ever written by anybody at all." }),
        ]);
        Page page = await (await ada.GetAsync($"/scans/upload/{modelId}")).SubmitAsync("#upload", files: new() { ["file"] = ("answers.jsonl", outputs) });
        (Job job, Scan scan) = await server.Database.ScannedAsync(page);
        Assert.Equal((JobState.Done, 2L), (job.State, scan.Outputs));
        Assert.Equal(["kjv-jonah"], await server.Database.FoundAsync(scan.Id));
        Assert.Contains("answers.jsonl:2", (await ada.GetAsync($"/scans/{scan.Id}?handler=Problems")).Text, StringComparison.Ordinal);

        Page list = await pia.GetAsync("/findings");
        string address = list.Document.QuerySelector("tbody a")!.GetAttribute("href")!;
        Page finding = await pia.GetAsync(address);
        Assert.NotEmpty(finding.Document.QuerySelectorAll("mark"));
        Assert.Empty(finding.Document.QuerySelectorAll(".pair script"));
        Assert.Contains("<script>alert(1)</script>", finding.Text, StringComparison.Ordinal);
        Assert.Contains("Significant.", finding.Text, StringComparison.Ordinal);
        Assert.Null(finding.Document.QuerySelector("#decision"));

        Page refused = await (await ada.GetAsync(address)).SubmitAsync("#decision", new() { ["decision"] = "Dismissed", ["reason"] = " " });
        Assert.Contains("needs a reason", refused.Text, StringComparison.Ordinal);
        await (await ada.GetAsync(address)).SubmitAsync("#decision", new() { ["decision"] = "Dismissed", ["reason"] = "Public domain." });
        Assert.Contains("Public domain.", (await pia.GetAsync(address)).Text, StringComparison.Ordinal);

        Assert.Equal(HttpStatusCode.NotFound, (await otto.GetAsync(address)).Status);
        Assert.Empty((await otto.GetAsync("/findings")).Document.QuerySelectorAll("tbody a"));
        foreach (string closed in (string[])[$"/scans/{scan.Id}", $"/models/edit/{modelId}", "/scans/new", $"/scans/upload/{modelId}"])
            Assert.Equal(HttpStatusCode.NotFound, (await otto.GetAsync(closed)).Status);
    }
}
