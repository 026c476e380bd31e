using System.Net;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Models, plans and scans over the API.</summary>
public sealed class PlanApiTests
{
    private static readonly object Model = new
    {
        name = "Parrot",
        access = "Chat",
        baseUrl = "http://127.0.0.1:9/v1",
        modelId = "parrot-1",
        key = "sk-very-secret",
        temperature = 0.3,
    };

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_model_is_entered_changed_and_put_away_and_its_key_never_comes_out()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        using ApiCaller caller = await ApiCaller.OfAsync(server, ada, "scans:read", "scans:write");
        using HttpResponseMessage made = await caller.PostAsync("/api/v1/models", Model, "once");
        using HttpResponseMessage again = await caller.PostAsync("/api/v1/models", Model, "once");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (made.StatusCode, again.StatusCode));
        string address = made.Headers.Location!.ToString();
        JsonElement model = await caller.ReadAsync(address);
        Assert.DoesNotContain("sk-very-secret", model.ToString(), StringComparison.Ordinal);
        Assert.Equal((true, 0.3), (model.GetProperty("hasKey").GetBoolean(), model.GetProperty("temperature").GetDouble()));
        using HttpResponseMessage changed = await PutAsync(
            caller, address, new { name = "Parrot 2", access = "Completions", baseUrl = "http://127.0.0.1:9/v1", modelId = "parrot-2" });
        JsonElement view = await ApiCaller.JsonOfAsync(changed);
        Assert.Equal(("Parrot 2", true), (view.GetProperty("name").GetString(), view.GetProperty("hasKey").GetBoolean()));
        await caller.PostAsync(address + "/archive", new { });
        Assert.NotEqual(JsonValueKind.Null, (await caller.ReadAsync(address)).GetProperty("archived").ValueKind);
        Assert.Equal(1, (await caller.ReadAsync("/api/v1/models")).GetProperty("items").GetArrayLength());
        await MistakeAsync(await caller.PostAsync("/api/v1/models", new { name = "", access = "Files" }), "name");
        await MistakeAsync(await caller.PostAsync("/api/v1/models", new { name = "x", access = "Chat", baseUrl = "ftp://x", modelId = "m" }), "baseUrl");
        await MistakeAsync(await caller.PostAsync("/api/v1/models", new { name = "x", access = "Files", temperature = 9 }), "temperature");
    }

    [Fact]
    public async Task A_plan_is_made_changed_paused_and_run()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        using ApiCaller caller = await ApiCaller.OfAsync(server, ada, "scans:read", "scans:write");
        Guid model = (await ApiCaller.JsonOfAsync(await caller.PostAsync("/api/v1/models", Model))).GetProperty("id").GetGuid();
        object plan = new
        {
            name = "Weekly",
            cron = "0 6 * * 1",
            timeZone = "Europe/London",
            scan = new { modelId = model, prompts = new[] { "Recite\nit." }, budgetRequests = 50, catalogIds = (string[]?)null },
        };
        using HttpResponseMessage made = await caller.PostAsync("/api/v1/plans", plan);
        Assert.Equal(HttpStatusCode.Created, made.StatusCode);
        string address = made.Headers.Location!.ToString();
        JsonElement view = await caller.ReadAsync(address);
        Assert.Equal("every Monday at 06:00, Europe/London", view.GetProperty("scheduleInWords").GetString());
        Assert.Equal(JsonValueKind.String, view.GetProperty("nextDue").ValueKind);
        JsonElement scan = view.GetProperty("scan");
        Assert.Equal("Recite\nit.", scan.GetProperty("prompts")[0].GetString());
        Assert.Equal((50, 0.3), (scan.GetProperty("budgetRequests").GetInt32(), scan.GetProperty("temperature").GetDouble()));

        // What was read can be sent back.
        using HttpResponseMessage changed = await PutAsync(caller, address, new { name = "Yearly", cron = "0 6 1 1 *", scan });
        Assert.Equal("on the 1st of January at 06:00, Etc/UTC", (await ApiCaller.JsonOfAsync(changed)).GetProperty("scheduleInWords").GetString());
        using HttpResponseMessage paused = await caller.PostAsync(address + "/pause", new { });
        Assert.Equal(JsonValueKind.Null, (await ApiCaller.JsonOfAsync(paused)).GetProperty("nextDue").ValueKind);
        using HttpResponseMessage resumed = await caller.PostAsync(address + "/resume", new { });
        Assert.Equal(JsonValueKind.String, (await ApiCaller.JsonOfAsync(resumed)).GetProperty("nextDue").ValueKind);
        using HttpResponseMessage run = await caller.PostAsync(address + "/runs", new { }, "run-1");
        using HttpResponseMessage repeated = await caller.PostAsync(address + "/runs", new { }, "run-1");
        Assert.Equal((HttpStatusCode.Accepted, HttpStatusCode.Accepted), (run.StatusCode, repeated.StatusCode));
        using HttpResponseMessage tooSoon = await caller.PostAsync(address + "/runs", new { });
        Assert.Equal(HttpStatusCode.Conflict, tooSoon.StatusCode);
        JsonElement history = (await caller.ReadAsync(address + "/runs")).GetProperty("items");
        Assert.Equal("Queued", history[0].GetProperty("scan").GetProperty("state").GetString());
        Assert.Equal(1, history.GetArrayLength());
        string scanAddress = run.Headers.Location!.ToString();
        Assert.Equal(HttpStatusCode.Accepted, (await caller.PostAsync(scanAddress + "/cancel", new { })).StatusCode);
        Assert.Equal("Cancelled", (await caller.ReadAsync(scanAddress)).GetProperty("state").GetString());
        Assert.Equal(HttpStatusCode.Conflict, (await caller.PostAsync(scanAddress + "/cancel", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Accepted, (await caller.PostAsync(scanAddress + "/resume", new { })).StatusCode);
        await caller.PostAsync(address + "/archive", new { });
        Assert.Equal(HttpStatusCode.Conflict, (await caller.PostAsync(address + "/runs", new { })).StatusCode);

        object ask = new { modelId = model };
        (object Body, string Field)[] mistakes =
        [
            (new { name = "x", cron = "0 25 * * *", scan = ask }, "cron"),
            (new { name = "x", timeZone = "Nowhere", cron = "0 5 * * *", scan = ask }, "timeZone"),
            (new { name = "x", scan = new { modelId = Guid.NewGuid() } }, "scan.modelId"),
            (new { name = "x", scan = new { modelId = model, samples = 0 } }, "scan.samples"),
            (new { name = "x", scan = (object?)null }, "scan"),
        ];
        foreach ((object body, string field) in mistakes)
            await MistakeAsync(await caller.PostAsync("/api/v1/plans", body), field);
        object unknown = new { name = "x", scan = new { modelId = model, budgetRequest = 5 } };
        using HttpResponseMessage mistyped = await caller.PostAsync("/api/v1/plans", unknown);
        Assert.Equal(HttpStatusCode.BadRequest, mistyped.StatusCode);
        Assert.Equal(1, (await caller.ReadAsync("/api/v1/plans")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_scan_of_a_live_model_and_one_of_a_file_are_started()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        using ApiCaller caller = await ApiCaller.OfAsync(server, ada, "scans:read", "scans:write");
        Guid model = (await ApiCaller.JsonOfAsync(await caller.PostAsync("/api/v1/models", Model))).GetProperty("id").GetGuid();
        using HttpResponseMessage live = await caller.PostAsync("/api/v1/scans", new { modelId = model, positions = 3 });
        Assert.Equal(HttpStatusCode.Accepted, live.StatusCode);
        await MistakeAsync(await caller.PostAsync("/api/v1/scans", new { modelId = model, positions = 0 }), "");
        await MistakeAsync(await caller.PostAsync("/api/v1/scans", new { positions = 1 }), "modelId");
        using HttpResponseMessage file = await SendAsync(caller, $"/api/v1/models/{model}/outputs?fileName=answers.jsonl", """{"id":"a","text":"b"}""");
        Assert.Equal(HttpStatusCode.Accepted, file.StatusCode);
        JsonElement scan = await caller.ReadAsync(file.Headers.Location!.ToString());
        Assert.Equal(("answers.jsonl", "Queued"), (scan.GetProperty("name").GetString(), scan.GetProperty("state").GetString()));
        await MistakeAsync(await SendAsync(caller, $"/api/v1/models/{model}/outputs?fileName=x.jsonl", ""), "body");
        await MistakeAsync(await SendAsync(caller, $"/api/v1/models/{model}/outputs", "{}"), "fileName");
        Assert.Equal(HttpStatusCode.NotFound, (await SendAsync(caller, $"/api/v1/models/{model}/outputs?fileName=x&catalogId={Guid.NewGuid()}", "{}")).StatusCode);
        Assert.Equal(2, (await caller.ReadAsync($"/api/v1/scans?modelId={model}")).GetProperty("items").GetArrayLength());
        Assert.Equal(0, (await caller.ReadAsync($"/api/v1/scans?planId={Guid.NewGuid()}")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Publishers_and_keys_that_were_not_made_for_it_do_nothing()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller auditor = await ApiCaller.OfAsync(server, ada, "scans:read", "scans:write");
        using ApiCaller publisher = await ApiCaller.OfAsync(server, pia, "scans:read", "scans:write");
        using ApiCaller reader = await ApiCaller.OfAsync(server, ada, "scans:read");
        Guid model = (await ApiCaller.JsonOfAsync(await auditor.PostAsync("/api/v1/models", Model))).GetProperty("id").GetGuid();
        object wanted = new { name = "x", scan = new { modelId = model } };
        Guid plan = (await ApiCaller.JsonOfAsync(await auditor.PostAsync("/api/v1/plans", wanted))).GetProperty("id").GetGuid();
        string[] posts = ["models", $"models/{model}/archive", $"models/{model}/restore", $"models/{model}/outputs?fileName=x", "plans",
            $"plans/{plan}/pause", $"plans/{plan}/resume", $"plans/{plan}/archive", $"plans/{plan}/restore", $"plans/{plan}/runs", "scans"];
        foreach (string post in posts)
        {
            Assert.Equal(HttpStatusCode.NotFound, (await publisher.PostAsync("/api/v1/" + post, new { })).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await reader.PostAsync("/api/v1/" + post, new { })).StatusCode);
        }
        foreach (string put in (string[])[$"models/{model}", $"plans/{plan}"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await PutAsync(publisher, "/api/v1/" + put, new { name = "mine" })).StatusCode);
            Assert.Equal(HttpStatusCode.Forbidden, (await PutAsync(reader, "/api/v1/" + put, new { name = "mine" })).StatusCode);
        }
        foreach (string get in (string[])["models", $"models/{model}", "plans", $"plans/{plan}", $"plans/{plan}/runs", "scans"])
        {
            Assert.Equal(HttpStatusCode.NotFound, (await publisher.GetAsync("/api/v1/" + get)).StatusCode);
            Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/" + get)).StatusCode);
        }
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal((1, 1), (await registry.Models.CountAsync(Cancellation), await registry.ScanPlans.CountAsync(Cancellation)));
        Assert.Equal(0, await registry.Scans.CountAsync(Cancellation));
    }

    private static async Task MistakeAsync(HttpResponseMessage answer, string field)
    {
        using (answer)
        {
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal(field, Assert.Single((await ApiCaller.JsonOfAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
        }
    }

    private static Task<HttpResponseMessage> PutAsync(ApiCaller caller, string path, object body) =>
        caller.SendAsync(new HttpRequestMessage(HttpMethod.Put, path) { Content = JsonContent.Create(body) });

    private static Task<HttpResponseMessage> SendAsync(ApiCaller caller, string path, string body) =>
        caller.SendAsync(new HttpRequestMessage(HttpMethod.Post, path) { Content = new ByteArrayContent(Encoding.UTF8.GetBytes(body)) });
}
