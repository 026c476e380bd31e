using System.Globalization;
using System.Net;
using AngleSharp.Dom;
using MemorizingModel;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class PlanPagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_due_run_of_a_live_model_is_made_and_ends_and_the_trend_is_that_of_the_rows(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        await using MemorizingModelServer model = await MemorizingModelServer.StartAsync(Scanning.Model, cancellation: Cancellation);
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await pia.HandInSamplesAsync(server);
        await ada.EnterModelAsync("Parrot", ModelAccess.Completions, model.Address, model.Settings.Model);
        Page page = await ada.MakePlanAsync("Weekly parrot", new()
        {
            ["Repeat"] = "Weekly",
            ["Weekday"] = "Monday",
            ["Time"] = "06:00",
            ["TimeZone"] = "Europe/London",
            ["Positions"] = "12",
            ["Tokens"] = "60",
            ["Temperature"] = "0.2",
        });
        Assert.Contains("Every Monday at 06:00, Europe/London", page.Text, StringComparison.Ordinal);
        Assert.Equal(5, page.Document.QuerySelectorAll("ol.times li").Length);
        Guid id = Intake.IdOf(page);
        DateTimeOffset due = (await server.Database.ReadAsync(id)).NextDue!.Value;
        Assert.Equal(new TimeOnly(6, 0), TimeOnly.FromDateTime(TimeZoneInfo.ConvertTime(due, TimeZoneInfo.FindSystemTimeZoneById("Europe/London")).DateTime));

        ScanPlanRun run = Assert.Single(await server.RunsAt(due).RunDueAsync());
        Scan scan = await EndedAsync(server, run.ScanId!.Value);
        Assert.Equal(Scanning.LearntIds, await server.Database.FoundAsync(scan.Id));
        await (await ada.GetAsync($"/plans/{id}")).SubmitAsync("#run");
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Scan second = await registry.Scans.AsNoTracking().SingleAsync(s => s.PlanId == id && s.Id != scan.Id, Cancellation);
        Assert.NotNull(second.CreatedById);
        second = await EndedAsync(server, second.Id);
        // The same questions with the same seed: the same answers.
        Assert.Equal(ScanTotals.Of(scan), ScanTotals.Of(second));

        var rows = await registry.Matches.Where(m => m.ScanId == scan.Id && m.Significant).Select(m => new { m.OutputId, m.LongestRun }).ToListAsync(Cancellation);
        int outputs = await registry.Outputs.CountAsync(o => o.ScanId == scan.Id && o.Words > 0, Cancellation);
        long words = await registry.Outputs.Where(o => o.ScanId == scan.Id).SumAsync(o => (long)o.Words, Cancellation);
        ScanTotals totals = ScanTotals.Of(scan)!;
        Assert.Equal((outputs, words), (totals.Outputs, totals.Words));
        Assert.Equal(rows.Select(r => r.OutputId).Distinct().Count(), totals.OutputsWithMatches);
        Assert.Equal(rows.Max(r => r.LongestRun), totals.LongestRun);

        page = await ada.GetAsync($"/plans/{id}");
        string[] cells = [.. page.Document.QuerySelectorAll("#runs tbody tr")[0].QuerySelectorAll("td.number").Select(c => c.TextContent.Trim())];
        Assert.Equal(totals.CopiedWords.ToString("N0", CultureInfo.InvariantCulture), cells[3]);
        Assert.Equal(2, page.Document.QuerySelectorAll(".chart svg").Length);
        Assert.Equal(2, page.Document.QuerySelectorAll(".chart")[0].QuerySelectorAll("circle").Length);
        string share = (100 * totals.ShareWithMatches!.Value).ToString("0.#", CultureInfo.InvariantCulture);
        Assert.Contains($"2 runs: from {share} % on", page.Text, StringComparison.Ordinal);
        Assert.Contains("So few runs may differ by chance alone.", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_plan_is_made_changed_paused_resumed_and_put_away()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        Assert.Contains("Enter a model", (await ada.GetAsync("/plans/new")).Text, StringComparison.Ordinal);
        await ada.EnterModelAsync("Parrot", ModelAccess.Chat, "http://127.0.0.1:9/v1", "parrot-1");
        Assert.Contains("Make a plan", (await ada.GetAsync("/plans")).Text, StringComparison.Ordinal);
        Page page = await ada.MakePlanAsync("Nightly", new()
        {
            ["Repeat"] = "Daily",
            ["Time"] = "02:30",
            ["Prompts"] = "Recite it.\nFirst line\n second line",
            ["MaximumFdr"] = "0.05",
            ["BudgetTokens"] = "90000",
        });
        Guid id = Intake.IdOf(page);
        Page edit = await ada.GetAsync($"/plans/{id}/edit");
        Assert.Equal("Recite it.\nFirst line\n second line", edit.Document.QuerySelector("[name=Prompts]")!.TextContent.Trim());
        Assert.Equal("0.05", edit.Document.QuerySelector("[name=MaximumFdr]")!.GetAttribute("value"));
        Assert.NotNull(edit.Document.QuerySelector("[name=Repeat][value=Daily][checked]"));
        ScanPlan before = await server.Database.ReadAsync(id);
        Assert.Equal(("30 2 * * *", 90_000L, true), (before.Cron, before.BudgetTokens, before.Enabled));

        page = await edit.SubmitAsync("#plan", new() { ["Repeat"] = "Cron", ["Cron"] = "0 6 * * 1", ["TimeZone"] = "Europe/London" });
        Assert.Contains("Every Monday at 06:00, Europe/London", page.Text, StringComparison.Ordinal);
        Assert.Equal(90_000, (await server.Database.ReadAsync(id)).BudgetTokens);
        page = await page.SubmitAsync("#pause");
        Assert.Contains("Paused", page.Text, StringComparison.Ordinal);
        Assert.Empty(page.Document.QuerySelectorAll("ol.times li"));
        Assert.Null((await server.Database.ReadAsync(id)).NextDue);
        // What is paused stays so when it is changed.
        await (await ada.GetAsync($"/plans/{id}/edit")).SubmitAsync("#plan", new() { ["Positions"] = "3" });
        Assert.Equal((false, null), ((await server.Database.ReadAsync(id)).Enabled, (await server.Database.ReadAsync(id)).NextDue));
        await (await ada.GetAsync($"/plans/{id}")).SubmitAsync("#resume");
        Assert.NotNull((await server.Database.ReadAsync(id)).NextDue);
        page = await (await ada.GetAsync($"/plans/{id}")).SubmitAsync("#archive");
        Assert.Contains("Put away", page.Text, StringComparison.Ordinal);
        Assert.Null((await server.Database.ReadAsync(id)).NextDue);
        Assert.Empty((await ada.GetAsync("/plans")).Document.QuerySelectorAll("tbody tr"));
        Assert.Single((await ada.GetAsync("/plans?away=true")).Document.QuerySelectorAll("tbody tr"));
    }

    [Fact]
    public async Task Mistakes_are_told_beside_their_fields_and_nothing_is_kept()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        await ada.EnterModelAsync("Parrot", ModelAccess.Chat, "http://127.0.0.1:9/v1", "parrot-1");
        (string Field, Dictionary<string, string> Values, string Mistake)[] mistakes =
        [
            ("Cron", new() { ["Repeat"] = "Cron", ["Cron"] = "0 25 * * *" }, "The hour: '25' must be 0 to 23."),
            ("Cron", new() { ["Repeat"] = "Cron" }, "A cron expression is missing."),
            ("TimeZone", new() { ["TimeZone"] = "Europe/Atlantis" }, "'Europe/Atlantis' is no time zone known here; one is Europe/London."),
            ("Time", new() { ["Time"] = "26:00" }, "The time must be 00:00 to 23:59."),
            ("Samples", new() { ["Samples"] = "0" }, "The answers to each prompt must be 1 to 100,000."),
            ("MinimumWords", new() { ["MinimumWords"] = "3" }, "The shortest passage must be 4 to 100 words."),
            ("MaximumFdr", new() { ["MaximumFdr"] = "0" }, "The share that chance may have given must be above 0 and at most 1."),
            ("BudgetRequests", new() { ["BudgetRequests"] = "0" }, "The budget in requests must be at least 1."),
            ("Name", new() { ["Name"] = "" }, "The plan needs a name."),
            ("ModelId", new() { ["ModelId"] = Guid.NewGuid().ToString() }, "Choose a model in use that is reached at an endpoint."),
            ("CatalogIds", new() { ["CatalogIds"] = Guid.NewGuid().ToString() }, "One of the catalogs is not there or was put away."),
        ];
        foreach ((string field, Dictionary<string, string> values, string mistake) in mistakes)
        {
            values.TryAdd("Name", "Plan");
            Page page = await (await ada.GetAsync("/plans/new")).SubmitAsync("#plan", values);
            Assert.Equal(mistake, MistakeAt(page, field));
        }
        Page both = await (await ada.GetAsync("/plans/new")).SubmitAsync("#plan", new() { ["Repeat"] = "Cron", ["Cron"] = "x", ["Samples"] = "0" });
        Assert.NotEmpty(MistakeAt(both, "Cron"));
        Assert.NotEmpty(MistakeAt(both, "Samples"));
        Page nothing = await (await ada.GetAsync("/plans/new")).SubmitAsync("#plan", new() { ["Name"] = "Plan", ["Positions"] = "0" });
        Assert.Contains("Nothing would be asked", nothing.Document.QuerySelector(".mistakes")!.TextContent, StringComparison.Ordinal);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(0, await registry.ScanPlans.CountAsync(Cancellation));
        await ada.MakePlanAsync("Plan");
        Page again = await (await ada.GetAsync("/plans/new")).SubmitAsync("#plan", new() { ["Name"] = "Plan" });
        Assert.Equal("There is a plan of this name.", MistakeAt(again, "Name"));
    }

    [Fact]
    public async Task The_next_runs_are_shown_before_the_plan_is_kept()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        await ada.EnterModelAsync("Parrot", ModelAccess.Chat, "http://127.0.0.1:9/v1", "parrot-1");
        Page form = await ada.GetAsync("/plans/new");
        form.Document.QuerySelector("#plan")!.SetAttribute("action", form.Document.QuerySelector("button[formaction]")!.GetAttribute("formaction")!);
        Page page = await form.SubmitAsync("#plan", new() { ["Repeat"] = "Cron", ["Cron"] = "0 12 13 * 5", ["TimeZone"] = "America/New_York", ["Positions"] = "7" });
        Assert.Equal("Make a plan", page.Heading);
        Assert.Contains("On the 13th of every month if it is a Friday at 12:00, America/New_York", page.Text, StringComparison.Ordinal);
        Assert.All(page.Document.QuerySelectorAll(".preview li"), run => Assert.StartsWith("Fri", run.TextContent.Trim(), StringComparison.Ordinal));
        Assert.Equal(5, page.Document.QuerySelectorAll(".preview li").Length);
        Assert.Equal("7", page.Document.QuerySelector("[name=Positions]")!.GetAttribute("value"));
        Assert.Empty((await ada.GetAsync("/plans")).Document.QuerySelectorAll("tbody tr"));
        // The form that was shown with them keeps the plan as any other.
        Page kept = await page.SubmitAsync("#plan", new() { ["Name"] = "Fridays" });
        Assert.Equal("Fridays", kept.Heading);
        Assert.Equal("0 12 13 * 5", (await server.Database.ReadAsync(Intake.IdOf(kept))).Cron);
    }

    [Fact]
    public async Task What_is_left_open_is_as_kept_with_the_model()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        Guid model = await ada.EnterModelAsync("Parrot", ModelAccess.Chat, "http://127.0.0.1:9/v1", "parrot-1");
        Page edit = await (await ada.GetAsync($"/models/edit/{model}")).SubmitAsync("#model", new() { ["Temperature"] = "0.7", ["Tokens"] = "99" });
        Assert.Equal("0.7", edit.Document.QuerySelector("[name=Temperature]")!.GetAttribute("value"));
        Assert.Contains("Parrot has temperature 0.7", (await ada.GetAsync("/scans/new")).Text, StringComparison.Ordinal);
        Guid open = Intake.IdOf(await (await ada.GetAsync("/scans/new")).SubmitAsync("#live"));
        Guid set = Intake.IdOf(await (await ada.GetAsync("/scans/new")).SubmitAsync("#live", new() { ["Temperature"] = "0", ["Tokens"] = "50" }));
        Assert.Equal((0.7, 99), await SamplingAsync(server, open));
        Assert.Equal((0, 50), await SamplingAsync(server, set));
        Page tested = await edit.SubmitAsync("#test");
        Assert.Contains("The connection does not work", tested.Text, StringComparison.Ordinal);
        Assert.Equal("Parrot B", (await tested.SubmitAsync("#model", new() { ["Name"] = "Parrot B" })).Heading);
        Page refused = await (await ada.GetAsync($"/models/edit/{model}")).SubmitAsync("#model", new() { ["Temperature"] = "3" });
        Assert.Equal("The temperature must be 0 to 2.", MistakeAt(refused, "Temperature"));
    }

    [Fact]
    public async Task Publishers_see_no_plans_and_change_none()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await ada.EnterModelAsync("Parrot", ModelAccess.Chat, "http://127.0.0.1:9/v1", "parrot-1");
        Page page = await ada.MakePlanAsync("Nightly", new() { ["Repeat"] = "Daily" });
        Guid id = Intake.IdOf(page);
        foreach (string address in (string[])["/plans", "/plans/new", $"/plans/{id}", $"/plans/{id}/edit"])
        {
            Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync(address)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await pia.GetAsync(address)).Status);
        }
        string token = (await pia.GetAsync("/catalogs")).Document.QuerySelector("input[name=__RequestVerificationToken]")!.GetAttribute("value")!;
        string[] posts = [$"/plans/{id}?handler=Run", $"/plans/{id}?handler=Pause", $"/plans/{id}?handler=Resume", $"/plans/{id}?handler=Archive",
            $"/plans/{id}/edit", "/plans/new", "/plans/new?handler=Preview"];
        foreach (string address in posts)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, address)
            {
                Content = new FormUrlEncodedContent([new("__RequestVerificationToken", token), new("Name", "Mine")]),
            };
            Assert.Equal(HttpStatusCode.NotFound, (await pia.SendAsync(request)).Status);
        }
        ScanPlan plan = await server.Database.ReadAsync(id);
        Assert.Equal(("Nightly", true, null), (plan.Name, plan.Enabled, plan.Archived));
        Assert.Equal(HttpStatusCode.NotFound, (await ada.GetAsync($"/plans/{Guid.NewGuid()}")).Status);
    }

    private static async Task<Scan> EndedAsync(RunningServer server, Guid scan)
    {
        Job job = await server.Database.WaitAsync(r => r.Jobs.AsNoTracking().SingleAsync(j => j.SubjectId == scan, Cancellation), j => j.IsFinished);
        Assert.Equal((JobState.Done, null), (job.State, job.Error));
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        return await registry.Scans.AsNoTracking().SingleAsync(s => s.Id == scan, Cancellation);
    }

    private static async Task<(double?, int)> SamplingAsync(RunningServer server, Guid scan)
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        string settings = await registry.Scans.Where(s => s.Id == scan).Select(s => s.SettingsJson).SingleAsync(Cancellation);
        return ScanSettings.Read(settings).Asking!.Parameters is var parameters ? (parameters.Temperature, parameters.MaximumTokens) : default;
    }

    /// <summary>What is told beside a field, in the nearest of the boxes around it that tells of a mistake.</summary>
    private static string MistakeAt(Page page, string field)
    {
        for (IElement? box = page.Document.QuerySelector($"[name={field}]"); box is not null; box = box.ParentElement)
        {
            if (box.QuerySelectorAll(".mistake-of").FirstOrDefault(m => m.TextContent.Length > 0) is { } mistake)
                return mistake.TextContent;
        }
        return "";
    }
}
