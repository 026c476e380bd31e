using System.Net;
using System.Net.Http.Json;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Crawls and rights over the API.</summary>
public sealed class CrawlApiTests
{
    private static readonly string[] Seeds = ["https://www.example.org/"];

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crawl_is_made_changed_paused_run_and_stopped()
    {
        await using RunningServer server = await Crawling.ServerAsync(workers: 0);
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, "crawls:read", "crawls:write");
        object wanted = new { name = "News", cron = "0 6 * * 1", timeZone = "Europe/London", crawl = new { seeds = Seeds, depth = 3, exclude = new[] { "/*/print" } } };
        using HttpResponseMessage made = await caller.PostAsync("/api/v1/crawls", wanted, "once");
        using HttpResponseMessage again = await caller.PostAsync("/api/v1/crawls", wanted, "once");
        Assert.Equal((HttpStatusCode.Created, HttpStatusCode.Created), (made.StatusCode, again.StatusCode));
        string address = made.Headers.Location!.ToString();
        JsonElement view = await caller.ReadAsync(address);
        Assert.Equal("every Monday at 06:00, Europe/London", view.GetProperty("scheduleInWords").GetString());
        Assert.Equal((3, "/*/print"), (view.GetProperty("crawl").GetProperty("depth").GetInt32(), view.GetProperty("crawl").GetProperty("exclude")[0].GetString()));
        Guid catalog = view.GetProperty("catalogId").GetGuid();
        Assert.Contains("News", (await pia.GetAsync($"/catalogs/{catalog}")).Heading, StringComparison.Ordinal);

        // What was read can be sent back.
        using var put = new HttpRequestMessage(HttpMethod.Put, address)
        {
            Content = JsonContent.Create(new { name = "All news", catalogId = catalog, cron = "0 7 * * *", crawl = view.GetProperty("crawl") }),
        };
        JsonElement changed = await ApiCaller.JsonOfAsync(await caller.SendAsync(put));
        Assert.Equal(("All news", "every day at 07:00, Etc/UTC"), (changed.GetProperty("name").GetString(), changed.GetProperty("scheduleInWords").GetString()));
        JsonElement paused = await ApiCaller.JsonOfAsync(await caller.PostAsync(address + "/pause", new { }));
        Assert.Equal(JsonValueKind.Null, paused.GetProperty("nextDue").ValueKind);
        JsonElement resumed = await ApiCaller.JsonOfAsync(await caller.PostAsync(address + "/resume", new { }));
        Assert.Equal(JsonValueKind.String, resumed.GetProperty("nextDue").ValueKind);

        using HttpResponseMessage run = await caller.PostAsync(address + "/runs", new { });
        Assert.Equal(HttpStatusCode.Accepted, run.StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await caller.PostAsync(address + "/runs", new { })).StatusCode);
        JsonElement first = (await caller.ReadAsync(run.Headers.Location!.ToString())).GetProperty("items")[0];
        Assert.Equal((1, "Queued"), (first.GetProperty("ordinal").GetInt32(), first.GetProperty("state").GetString()));
        Assert.Equal(HttpStatusCode.Accepted, (await caller.PostAsync(address + "/stop", new { })).StatusCode);
        Assert.Equal(HttpStatusCode.Conflict, (await caller.PostAsync(address + "/stop", new { })).StatusCode);
        await caller.PostAsync(address + "/archive", new { });
        Assert.Equal(HttpStatusCode.Conflict, (await caller.PostAsync(address + "/runs", new { })).StatusCode);
        Assert.Equal(1, (await caller.ReadAsync("/api/v1/crawls")).GetProperty("items").GetArrayLength());

        (object Body, string Field)[] mistakes =
        [
            (new { name = "", crawl = new { seeds = Seeds } }, "name"),
            (new { name = "All news", crawl = new { seeds = Seeds } }, "name"),
            (new { name = "x", crawl = new { seeds = Array.Empty<string>() } }, "crawl.seeds"),
            (new { name = "x", crawl = new { seeds = (string[]?)null } }, "crawl.seeds"),
            (new { name = "x", crawl = new { seeds = Seeds, delaySeconds = -1 } }, "crawl.delaySeconds"),
            (new { name = "x", cron = "0 25 * * *", crawl = new { seeds = Seeds } }, "cron"),
            (new { name = "x", catalogId = Guid.NewGuid(), crawl = new { seeds = Seeds } }, "catalogId"),
            (new { name = "x", rightsHolderId = Guid.NewGuid(), crawl = new { seeds = Seeds } }, "rightsHolderId"),
            (new { name = "x", crawl = (object?)null }, "crawl"),
        ];
        foreach ((object body, string field) in mistakes)
        {
            using HttpResponseMessage answer = await caller.PostAsync("/api/v1/crawls", body);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, answer.StatusCode);
            Assert.Equal(field, Assert.Single((await ApiCaller.JsonOfAsync(answer)).GetProperty("errors").EnumerateObject()).Name);
        }
    }

    [Fact]
    public async Task Addresses_come_in_parts_with_what_became_of_them()
    {
        await using ServedSite site = await ServedSite.StartAsync();
        site.Article("/", "Front page", 1, "", [.. Enumerable.Range(0, 5).Select(i => $"/page-{i}")]);
        await using RunningServer server = await Crawling.ServerAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, "crawls:read");
        Guid id = Intake.IdOf(await pia.MakeCrawlAsync("Harbours", site.Origin + "/"));
        await server.Database.CrawledAsync(id);
        var seen = new List<string>();
        string? cursor = null;
        do
        {
            JsonElement part = await caller.ReadAsync($"/api/v1/crawls/{id}/addresses?outcome=Gone&limit=2{(cursor is null ? "" : $"&cursor={cursor}")}");
            seen.AddRange(part.GetProperty("items").EnumerateArray().Select(a => a.GetProperty("address").GetString()!));
            Assert.All(part.GetProperty("items").EnumerateArray(), a => Assert.Equal((404, "Gone"), (a.GetProperty("status").GetInt32(), a.GetProperty("outcome").GetString())));
            cursor = part.GetProperty("next").GetString();
        }
        while (cursor is not null);
        Assert.Equal(5, seen.Count(a => a.StartsWith(site.Origin + "/page-", StringComparison.Ordinal)));
        Assert.Equal(seen.Count, seen.Distinct().Count());
        JsonElement run = (await caller.ReadAsync($"/api/v1/crawls/{id}/runs")).GetProperty("items")[0];
        Assert.Equal(1, run.GetProperty("texts").GetInt32());
        Assert.True(run.GetProperty("outcomes").GetProperty("Gone").GetInt32() >= 5);
    }

    [Fact]
    public async Task Rights_are_decided_with_the_proof_and_unknown_is_an_answer()
    {
        await using RunningServer server = await Crawling.ServerAsync(workers: 0);
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser nils = await server.PersonAsync(RoleNames.Publisher, "nils@example.org", "Nordlys Forlag");
        using Browser otto = await server.PersonAsync(RoleNames.Auditor, "otto@example.org");
        DateTimeOffset then = new(2026, 3, 1, 12, 0, 0, TimeSpan.Zero);
        Guid[] holders;
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            holders = await registry.RightsHolders.OrderBy(r => r.Name).Select(r => r.Id).ToArrayAsync(Cancellation);
            foreach ((Guid holder, string signal) in holders.Zip((string[])["ai-train=yes", "ai-train=no"]))
            {
                await new RightsSightings(registry, holder).KeepAsync(
                    [Stating.Signal("https://site.example", signal, then)], [Stating.Look("https://site.example", then, signal)], Cancellation);
            }
        }
        using ApiCaller piasKey = await ApiCaller.OfAsync(server, pia, "rights:read");
        using ApiCaller ottosKey = await ApiCaller.OfAsync(server, otto, "rights:read");
        const string Query = "/api/v1/rights?url=https%3A%2F%2Fsite.example%2Fpage&use=ai-training";
        JsonElement answer = await piasKey.ReadAsync(Query + "&agent=GPTBot");
        JsonElement decision = answer.GetProperty("decisions")[0];
        Assert.Equal(("ai-training", "reserved"), (decision.GetProperty("use").GetString(), decision.GetProperty("outcome").GetString()));
        JsonElement governing = decision.GetProperty("governing");
        Assert.Equal(("content-signal", "https://site.example/robots.txt", 200), (governing.GetProperty("standard").GetString(),
            governing.GetProperty("sourceAddress").GetString(), governing.GetProperty("httpStatus").GetInt32()));
        Assert.Equal(64, governing.GetProperty("bodySha256").GetString()!.Length);
        Assert.Equal("unknown", (await piasKey.ReadAsync(Query + "&at=2026-02-28")).GetProperty("decisions")[0].GetProperty("outcome").GetString());
        Assert.Equal("reserved", (await piasKey.ReadAsync(Query + "&at=2026-03-01")).GetProperty("decisions")[0].GetProperty("outcome").GetString());
        JsonElement nowhere = await piasKey.ReadAsync("/api/v1/rights?url=https%3A%2F%2Felsewhere.example%2F");
        Assert.Equal(5, nowhere.GetProperty("decisions").GetArrayLength());
        Assert.All(nowhere.GetProperty("decisions").EnumerateArray(), d => Assert.Equal("unknown", d.GetProperty("outcome").GetString()));

        // Who sees several says whose sightings are meant; nobody else sees another's.
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await ottosKey.GetAsync(Query)).StatusCode);
        JsonElement others = await ottosKey.ReadAsync(Query + $"&rightsHolderId={holders[0]}");
        Assert.Equal("permitted", others.GetProperty("decisions")[0].GetProperty("outcome").GetString());
        Assert.Equal(HttpStatusCode.NotFound, (await piasKey.GetAsync(Query + $"&rightsHolderId={holders[0]}")).StatusCode);
        Page page = await otto.GetAsync($"/rights/site?host=site.example&holder={holders[0]}");
        Assert.Contains("Permitted", page.Document.QuerySelector("#rights-ai-training")!.TextContent, StringComparison.Ordinal);
        foreach ((string wrong, string field) in ((string, string)[])[("url=nonsense", "url"), ("url=https%3A%2F%2Fa.example&use=dance", "use"), ("url=https%3A%2F%2Fa.example&at=soon", "at")])
        {
            using HttpResponseMessage refused = await piasKey.GetAsync("/api/v1/rights?" + wrong);
            Assert.Equal(HttpStatusCode.UnprocessableEntity, refused.StatusCode);
            Assert.Equal(field, Assert.Single((await ApiCaller.JsonOfAsync(refused)).GetProperty("errors").EnumerateObject()).Name);
        }
    }
}
