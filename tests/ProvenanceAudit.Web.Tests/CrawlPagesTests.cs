using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Rights;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Crawls and the rights that they see, on the pages.</summary>
public sealed class CrawlPagesTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_crawl_made_on_the_page_runs_to_its_end_and_its_works_are_in_the_catalog()
    {
        await using ServedSite site = await ServedSite.StartAsync();
        site.Put("/robots.txt", "User-agent: *\nDisallow: /private\n")
            .Article("/", "Front page", 1, "", "/one", "/two", "/copy-of-two", "/private/plan", "/missing")
            .Article("/one", "One harbour", 2).Article("/two", "Two harbours", 3).Article("/copy-of-two", "Two harbours", 3);
        await using RunningServer server = await Crawling.ServerAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Assert.Contains("No crawls yet", (await pia.GetAsync("/crawls")).Text, StringComparison.Ordinal);
        Page made = await pia.MakeCrawlAsync("Harbours", site.Origin + "/", new() { ["CatalogName"] = "From the web" });
        Guid id = Intake.IdOf(made);
        (CrawlRun run, Job job) = await server.Database.CrawledAsync(id);
        Assert.Equal((JobState.Done, null, 1), (job.State, job.Error, run.Ordinal));
        Assert.NotNull(run.Finished);
        Assert.DoesNotContain("/private/plan", site.Asked);

        Page crawl = await pia.GetAsync($"/crawls/{id}");
        Assert.Equal("Done", crawl.Document.QuerySelector(".facts .state")!.TextContent);
        Page disallowed = await pia.GetAsync($"/crawls/{id}?outcome=Disallowed");
        string row = Assert.Single(disallowed.Document.QuerySelectorAll("#address-table tbody tr")).TextContent;
        Assert.Contains("/private/plan", row, StringComparison.Ordinal);
        Assert.Contains("robots.txt, line 2: Disallow: /private", row, StringComparison.OrdinalIgnoreCase);
        Page gone = await pia.GetAsync($"/crawls/{id}?outcome=Gone&part=missing");
        Assert.Equal("404", Assert.Single(gone.Document.QuerySelectorAll("#address-table tbody td.number")).TextContent);
        Page same = await pia.GetAsync($"/crawls/{id}?outcome=SameText");
        var copy = Assert.Single(same.Document.QuerySelectorAll("#address-table tbody tr"));
        Assert.Contains("Same as", copy.TextContent, StringComparison.Ordinal);
        Assert.StartsWith("/works/", copy.QuerySelector("td[data-label=Text] a")!.GetAttribute("href"), StringComparison.Ordinal);

        Page works = await pia.GetAsync("/works");
        Assert.Contains("One harbour", works.Text, StringComparison.Ordinal);
        Assert.Equal(3, works.Document.QuerySelectorAll("tbody tr").Length);
        string work = crawl.Document.QuerySelector("td[data-label=Text] a")!.GetAttribute("href")!;
        Assert.Contains("Rights stated", (await pia.GetAsync(work)).Text, StringComparison.Ordinal);
        Assert.Contains("From the web", (await pia.GetAsync("/catalogs")).Text, StringComparison.Ordinal);
        Page list = await pia.GetAsync("/crawls");
        Assert.Contains("Done", list.Document.QuerySelector("tbody tr")!.TextContent, StringComparison.Ordinal);

        string csv = await pia.Client.GetStringAsync($"/crawls/{id}?handler=Addresses", Cancellation);
        string[] lines = csv.TrimEnd().Split("\r\n");
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(await registry.CrawledAddresses.CountAsync(Cancellation), lines.Length - 1);
        Assert.Contains(lines, l => l.StartsWith($"\"{site.Origin}/one\"", StringComparison.Ordinal) && l.Contains("\"Fetched\"", StringComparison.Ordinal));
        string[] actions = await registry.AuditLog.Where(e => e.SubjectKind == "crawl").OrderBy(e => e.Id).Select(e => e.Action).ToArrayAsync(Cancellation);
        Assert.Equal(["crawl.made", "crawl.run", "crawl.finished"], actions);
    }

    [Fact]
    public async Task A_run_is_stopped_changed_and_gone_on_with()
    {
        await using ServedSite site = await ServedSite.StartAsync();
        site.Article("/", "Front page", 1, "", "/one", "/two").Article("/one", "One harbour", 2).Article("/two", "Two harbours", 3);
        await using RunningServer server = await Crawling.ServerAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        // With an hour between requests it is still at it, whenever one looks.
        Page crawl = await pia.MakeCrawlAsync("Slow", site.Origin + "/", new() { ["DelaySeconds"] = "3600" });
        Guid id = Intake.IdOf(crawl);
        await server.Database.WaitAsync(
            r => r.Jobs.AsNoTracking().SingleAsync(j => j.Kind == JobKind.Crawl, Cancellation), j => j is { State: JobState.Running });
        Page running = await pia.GetAsync($"/crawls/{id}");
        Assert.NotEmpty(running.Document.QuerySelector("[data-refresh]")!.GetAttribute("data-refresh")!);
        Assert.Equal(HttpStatusCode.OK, (await pia.GetAsync($"/crawls/{id}?handler=Progress")).Status);
        Assert.Contains("Slow", (await pia.GetAsync("/")).Text, StringComparison.Ordinal);
        await running.SubmitAsync("#stop");
        (CrawlRun run, Job job) = await server.Database.CrawledAsync(id);
        Assert.Equal((JobState.Cancelled, null), (job.State, run.Finished));
        Page stopped = await pia.GetAsync($"/crawls/{id}");
        Assert.Contains("goes on with what is left", stopped.Text, StringComparison.Ordinal);
        Assert.Contains("Go on", stopped.Document.QuerySelector("#run")!.TextContent, StringComparison.Ordinal);

        Page edit = await pia.GetAsync($"/crawls/{id}/edit");
        Page wrong = await edit.SubmitAsync("#crawl", new() { ["DelaySeconds"] = "-1" });
        Assert.Contains("The delay is 0 to 3,600 seconds.", wrong.Text, StringComparison.Ordinal);
        Page kept = await edit.SubmitAsync("#crawl", new() { ["DelaySeconds"] = "0", ["Name"] = "Quick" });
        Assert.Equal("Quick", kept.Heading);
        await kept.SubmitAsync("#run");
        (run, job) = await server.Database.CrawledAsync(id);
        Assert.Equal((JobState.Done, 1), (job.State, run.Ordinal));
        Assert.NotNull(run.Finished);
        Assert.Single(site.Asked, "/two");

        Page away = await (await pia.GetAsync($"/crawls/{id}")).SubmitAsync("#archive");
        Assert.Null(away.Document.QuerySelector("#run"));
        Assert.Contains("Quick", (await pia.GetAsync("/crawls?away=true")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_form_that_cannot_be_used_says_why_beside_its_fields()
    {
        await using RunningServer server = await Crawling.ServerAsync(workers: 0);
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser otto = await server.PersonAsync(RoleNames.Auditor, "otto@example.org");
        Page form = await pia.GetAsync("/crawls/new");
        (Dictionary<string, string> Fields, string Said)[] wrong =
        [
            (new() { ["Seeds"] = "" }, "needs an address"),
            (new() { ["Seeds"] = "ftp://example.org/" }, "'ftp://example.org/' cannot be crawled"),
            (new() { ["Name"] = "" }, "needs a name"),
            (new() { ["Hosts"] = "no host/" }, "is no host"),
            (new() { ["Agent"] = "Example Bot" }, "letters, hyphens and underscores"),
            (new() { ["Repeat"] = "Cron", ["Cron"] = "0 25 * * *" }, "hour"),
        ];
        foreach ((Dictionary<string, string> fields, string said) in wrong)
        {
            var values = new Dictionary<string, string> { ["Name"] = "Site", ["Seeds"] = "https://example.org/" };
            foreach ((string name, string value) in fields)
                values[name] = value;
            Page page = await form.SubmitAsync("#crawl", values);
            Assert.Equal("Crawl a site", page.Heading);
            Assert.Contains(page.Document.QuerySelectorAll(".mistake-of"), m => m.TextContent.Contains(said, StringComparison.Ordinal));
        }
        Page unowned = await (await otto.GetAsync("/crawls/new")).SubmitAsync("#crawl", new() { ["Name"] = "Site", ["Seeds"] = "https://example.org/" });
        Assert.Contains("Choose whose crawl it is.", unowned.Text, StringComparison.Ordinal);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal((0, 0), (await registry.CrawlPlans.CountAsync(Cancellation), await registry.Catalogs.CountAsync(Cancellation)));
    }

    [Fact]
    public async Task Everything_of_a_crawl_answers_404_to_another_rights_holder()
    {
        await using ServedSite site = await ServedSite.StartAsync();
        site.Put("/robots.txt", "User-agent: *\nContent-Signal: ai-train=no\nAllow: /\n").Article("/", "Front page", 1);
        await using RunningServer server = await Crawling.ServerAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser eve = await server.PersonAsync(RoleNames.Publisher, "eve@example.org", "Eve's Editions");
        Guid id = Intake.IdOf(await pia.MakeCrawlAsync("Harbours", site.Origin + "/"));
        await server.Database.CrawledAsync(id);
        string[] pages =
        [
            $"/crawls/{id}", $"/crawls/{id}/edit", $"/crawls/{id}?handler=Progress", $"/crawls/{id}?handler=Addresses",
            $"/rights/site?host={site.Authority}", $"/rights/site?address={Uri.EscapeDataString(site.Origin + "/")}",
        ];
        foreach (string page in pages)
        {
            Assert.Equal(HttpStatusCode.OK, (await pia.GetAsync(page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync(page)).Status);
        }
        string token = (await eve.GetAsync("/crawls/new")).Document.QuerySelector("#crawl [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        string[] handlers = ["?handler=Run", "?handler=Stop", "?handler=Pause", "?handler=Resume", "?handler=Archive", "/edit", "/edit?handler=Preview"];
        foreach (string handler in handlers)
        {
            using var request = new HttpRequestMessage(HttpMethod.Post, $"/crawls/{id}{handler}")
            {
                Content = new FormUrlEncodedContent(
                    [new("__RequestVerificationToken", token), new("Name", "Mine"), new("Seeds", "https://example.org/")]),
            };
            Assert.Equal(HttpStatusCode.NotFound, (await eve.SendAsync(request)).Status);
        }
        Assert.DoesNotContain(site.Authority, (await eve.GetAsync("/rights")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Harbours", (await eve.GetAsync("/crawls")).Text, StringComparison.Ordinal);
        Assert.Contains("is unknown", (await eve.GetAsync($"/rights?q={Uri.EscapeDataString(site.Origin + "/x")}")).Text, StringComparison.Ordinal);
        Assert.Equal(site.Authority, (await pia.GetAsync($"/rights/site?host={site.Authority}")).Heading);
        // An address leads to what holds for it.
        Assert.Equal(site.Origin + "/x", (await pia.GetAsync($"/rights?q={Uri.EscapeDataString(site.Origin + "/x")}")).Heading);
    }

    [Fact]
    public async Task The_timeline_of_a_site_shows_that_its_robots_txt_changed_between_two_runs()
    {
        await using ServedSite site = await ServedSite.StartAsync();
        site.Put("/robots.txt", "User-agent: *\nContent-Signal: search=yes, ai-train=yes\nAllow: /\n").Article("/", "Front page", 1);
        await using RunningServer server = await Crawling.ServerAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid id = Intake.IdOf(await pia.MakeCrawlAsync("Harbours", site.Origin + "/"));
        await server.Database.CrawledAsync(id);
        DateTimeOffset between = DateTimeOffset.UtcNow;
        site.Put("/robots.txt", "User-agent: *\nContent-Signal: search=yes, ai-train=no\nAllow: /\n");
        await (await pia.GetAsync($"/crawls/{id}")).SubmitAsync("#run");
        Assert.Equal(2, (await server.Database.CrawledAsync(id)).Run.Ordinal);

        Page rights = await pia.GetAsync($"/rights/site?host={site.Authority}");
        string decision = rights.Document.QuerySelector("#rights-ai-training")!.TextContent;
        Assert.Contains("Reserved", decision, StringComparison.Ordinal);
        Assert.Contains("ai-train=no", decision, StringComparison.Ordinal);
        var changes = rights.Document.QuerySelectorAll(".timeline > li").Single(li => li.QuerySelector("strong")!.TextContent == "AI training");
        string[] states = [.. changes.QuerySelectorAll("li .state").Select(s => s.TextContent)];
        Assert.Equal(["Permitted", "Reserved"], states);
        Assert.Contains("ai-train=yes", changes.TextContent, StringComparison.Ordinal);
        // The picture says the same without colours.
        Assert.Contains("R", rights.Document.QuerySelectorAll("svg text.letter").Select(t => t.TextContent));
        Assert.Contains("P", rights.Document.QuerySelectorAll("svg text.letter").Select(t => t.TextContent));
        // Both statements stand there, each with its proof.
        string[] raw = [.. rights.Document.QuerySelectorAll("article.statement pre").Select(p => p.TextContent)];
        Assert.Contains(raw, r => r.Contains("ai-train=yes", StringComparison.Ordinal));
        Assert.Contains(raw, r => r.Contains("ai-train=no", StringComparison.Ordinal));
        Assert.Contains(site.Origin + "/robots.txt", rights.Document.QuerySelector("#sources")!.TextContent, StringComparison.Ordinal);

        string front = Uri.EscapeDataString(site.Origin + "/");
        Page then = await pia.GetAsync($"/rights/site?address={front}&at={Uri.EscapeDataString(between.ToString("O"))}");
        Assert.Contains("Permitted", then.Document.QuerySelector("#rights-ai-training")!.TextContent, StringComparison.Ordinal);
        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, "rights:read");
        (string At, string Outcome, string Words)[] moments = [("", "reserved", "ai-train=no"), (between.ToString("O"), "permitted", "ai-train=yes")];
        foreach ((string at, string outcome, string words) in moments)
        {
            string query = $"/api/v1/rights?url={front}&use=ai-training&at={Uri.EscapeDataString(at)}";
            System.Text.Json.JsonElement answer = (await caller.ReadAsync(query)).GetProperty("decisions")[0];
            Assert.Equal(outcome, answer.GetProperty("outcome").GetString());
            Assert.Contains(words, answer.GetProperty("governing").GetProperty("rawText").GetString(), StringComparison.Ordinal);
            Assert.Equal(2, answer.GetProperty("history").GetArrayLength());
        }
        string work = (await pia.GetAsync($"/crawls/{id}")).Document.QuerySelector("td[data-label=Text] a")!.GetAttribute("href")!;
        Assert.Contains("Reserved", (await pia.GetAsync(work)).Document.QuerySelector("#rights-ai-training")!.TextContent, StringComparison.Ordinal);
    }

    [Fact]
    public async Task What_a_page_states_no_more_is_known_to_be_gone()
    {
        await using ServedSite site = await ServedSite.StartAsync();
        site.Article("/", "Front page", 1, "<meta name=\"robots\" content=\"noai\">");
        await using RunningServer server = await Crawling.ServerAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid id = Intake.IdOf(await pia.MakeCrawlAsync("Harbours", site.Origin + "/"));
        await server.Database.CrawledAsync(id);
        string address = $"/rights/site?address={Uri.EscapeDataString(site.Origin + "/")}";
        Assert.Contains("Reserved", (await pia.GetAsync(address)).Document.QuerySelector("#rights-ai-training")!.TextContent, StringComparison.Ordinal);
        site.Article("/", "Front page", 1);
        await (await pia.GetAsync($"/crawls/{id}")).SubmitAsync("#run");
        await server.Database.CrawledAsync(id);
        Page after = await pia.GetAsync(address);
        Assert.Contains("Unknown", after.Document.QuerySelector("#rights-ai-training")!.TextContent, StringComparison.Ordinal);
        var changes = after.Document.QuerySelectorAll(".timeline > li").Single(li => li.QuerySelector("strong")!.TextContent == "AI training");
        // Before the page itself was looked at, robots.txt was, and said nothing.
        Assert.Equal(["Unknown", "Reserved", "Unknown"], changes.QuerySelectorAll("li .state").Select(s => s.TextContent));
    }

    [Fact]
    public async Task Hostile_text_of_sources_and_addresses_is_shown_as_text()
    {
        const string Script = "<script>alert(1)</script><img src=x onerror=alert(2)>";
        await using RunningServer server = await Crawling.ServerAsync(workers: 0);
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid id = Intake.IdOf(await pia.MakeCrawlAsync(Script, "https://hostile.example/"));
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            CrawlPlan plan = await registry.CrawlPlans.SingleAsync(Cancellation);
            registry.Add(new CrawledAddress
            {
                PlanId = id,
                Key = new byte[16],
                RightsHolderId = plan.RightsHolderId,
                Ordinal = 0,
                Address = "javascript:alert(1)//" + Script,
                Kind = "Page",
                Depth = 0,
                Outcome = "Failed",
                Reason = Script,
                RedirectsTo = Script,
                DuplicateOf = Script,
            });
            await registry.SaveChangesAsync(Cancellation);
            RightsStatement signal = Stating.Signal("https://hostile.example", "ai-train=no", DateTimeOffset.UtcNow);
            await new RightsSightings(registry, plan.RightsHolderId).KeepAsync(
                [
                    signal with
                    {
                        RawText = Script,
                        Link = "javascript:alert(1)",
                        Declarant = new RightsDeclarant(RightsRole.RightsHolder, Script),
                        Remarks = [Script],
                        Position = Script,
                        Conditions = [new RightsCondition(RightsConditionKind.Other, Script, null, null, "javascript:alert(1)")],
                        Evidence = signal.Evidence with { HeaderName = Script, HeaderValue = Script },
                    },
                ],
                [new("https://hostile.example/robots.txt", RightsSourceState.Failed, DateTimeOffset.UtcNow, null, Script)], Cancellation);
        }
        string rights = "/rights/site?host=hostile.example", agent = rights + "&agent=" + Uri.EscapeDataString(Script);
        foreach (string path in (string[])[$"/crawls/{id}", "/crawls", "/rights", rights, agent, "/"])
        {
            Page page = await pia.GetAsync(path);
            Assert.Equal(HttpStatusCode.OK, page.Status);
            Assert.Empty(page.Document.QuerySelectorAll("main script, main img, [onerror]"));
            Assert.All(page.Document.QuerySelectorAll("a[href]"), a => Assert.Matches("^(/|#|https://)", a.GetAttribute("href")));
        }
        Assert.Equal(Script, (await pia.GetAsync("/rights/site?host=hostile.example")).Document.QuerySelector("article.statement pre")!.TextContent);
        string csv = await pia.Client.GetStringAsync($"/crawls/{id}?handler=Addresses", Cancellation);
        Assert.Contains("\"javascript:alert(1)//", csv, StringComparison.Ordinal);
    }
}
