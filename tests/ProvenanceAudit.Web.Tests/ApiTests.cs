using System.Net;
using System.Text.Json;
using ProvenanceAudit.Registry;
using ProvenanceAudit.TestDatabases;

namespace ProvenanceAudit.Web.Tests;

public sealed class ApiTests
{
    private static readonly string[] Everything =
    [
        "catalogs:read", "catalogs:write", "scans:read", "findings:read", "findings:write", "reports:read", "reports:write", "audit:read",
    ];

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task What_is_anothers_answers_404_and_is_in_no_list(bool onPostgreSql)
    {
        string? database = onPostgreSql ? await (await PostgreSqlServer.SharedAsync()).CreateDatabaseAsync() : null;
        await using RunningServer server = await RunningServer.StartAsync(database);
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser otto = await server.PersonAsync(RoleNames.Publisher, "otto@example.org", "Otto's Books");
        Sample sample = await server.SampleAsync("Pia's Press");
        using ApiCaller own = await ApiCaller.OfAsync(server, pia, Everything);
        using ApiCaller other = await ApiCaller.OfAsync(server, otto, Everything);
        foreach (string path in (string[])[
            $"catalogs/{sample.CatalogId}", $"works/{sample.WorkId}", $"findings/{sample.FindingId}", $"matches/{sample.MatchId}"])
        {
            Assert.Equal(HttpStatusCode.OK, (await own.GetAsync("/api/v1/" + path)).StatusCode);
            using HttpResponseMessage refused = await other.GetAsync("/api/v1/" + path);
            Assert.Equal(HttpStatusCode.NotFound, refused.StatusCode);
            Assert.Equal("application/problem+json", refused.Content.Headers.ContentType?.MediaType);
        }
        foreach (string list in (string[])["catalogs", "works", "findings", "matches", "submissions", "reports"])
            Assert.Equal(0, (await other.ReadAsync("/api/v1/" + list)).GetProperty("items").GetArrayLength());
        foreach (string list in (string[])["models", "plans", "scans", $"scans/{sample.ScanId}", "nothing/here"])
            Assert.Equal(HttpStatusCode.NotFound, (await own.GetAsync("/api/v1/" + list)).StatusCode);
        object decision = new { decision = "Confirmed" };
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync($"/api/v1/findings/{sample.FindingId}/decision", decision)).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(
            "/api/v1/reports", new { catalogId = sample.CatalogId, from = "2026-01-01", until = "2026-01-02" })).StatusCode);
        Assert.Equal(HttpStatusCode.NotFound, (await other.PostAsync(
            "/api/v1/catalogs", new { name = "Mine", rightsHolderId = sample.RightsHolderId })).StatusCode);
        // Whose works they are does not judge the evidence.
        Assert.Equal(HttpStatusCode.NotFound, (await own.PostAsync($"/api/v1/findings/{sample.FindingId}/decision", decision)).StatusCode);
        using Browser ada = await server.PersonAsync(RoleNames.Auditor, "ada@example.org");
        using ApiCaller auditor = await ApiCaller.OfAsync(server, ada, Everything);
        Assert.Equal(HttpStatusCode.OK, (await auditor.PostAsync($"/api/v1/findings/{sample.FindingId}/decision", decision)).StatusCode);
    }

    [Fact]
    public async Task A_key_does_what_it_was_made_for_and_no_more()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using ApiCaller reader = await ApiCaller.OfAsync(server, ada, "catalogs:read");
        Assert.Equal(HttpStatusCode.OK, (await reader.GetAsync("/api/v1/catalogs")).StatusCode);
        using HttpResponseMessage refused = await reader.GetAsync("/api/v1/findings");
        Assert.Equal(HttpStatusCode.Forbidden, refused.StatusCode);
        Assert.Contains("findings:read", (await ApiCaller.JsonOfAsync(refused)).GetProperty("detail").GetString(), StringComparison.Ordinal);
        using var nobody = new ApiCaller(server.Address, "pa_" + new string('x', 43));
        using HttpResponseMessage unknown = await nobody.GetAsync("/api/v1/catalogs");
        Assert.Equal(HttpStatusCode.Unauthorized, unknown.StatusCode);
        Assert.Equal("application/problem+json", unknown.Content.Headers.ContentType?.MediaType);
    }

    [Fact]
    public async Task Parts_of_a_list_are_all_of_it_and_nothing_twice()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, Everything);
        await using (RegistryContext context = server.Database.CreateContext(RegistryScope.Everything))
        {
            Guid holder = context.RightsHolders.Single().Id;
            context.AddRange(Enumerable.Range(0, 23).Select(i => new Catalog { RightsHolderId = holder, Name = $"catalog {i}" }));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var names = new List<string>();
        string? cursor = null;
        do
        {
            JsonElement part = await caller.ReadAsync("/api/v1/catalogs?limit=5" + (cursor is null ? "" : $"&cursor={cursor}"));
            names.AddRange(part.GetProperty("items").EnumerateArray().Select(c => c.GetProperty("name").GetString()!));
            cursor = part.GetProperty("next").GetString();
        }
        while (cursor is not null);
        Assert.Equal(23, names.Count);
        Assert.Equal(23, names.Distinct().Count());
        foreach (string query in (string[])["limit=0", "limit=201", "limit=x", "cursor=%24%24"])
            Assert.Equal(HttpStatusCode.BadRequest, (await caller.GetAsync("/api/v1/catalogs?" + query)).StatusCode);
    }

    [Fact]
    public async Task A_request_that_is_sent_twice_under_one_key_is_done_once()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller caller = await ApiCaller.OfAsync(server, pia, Everything);
        using HttpResponseMessage first = await caller.PostAsync("/api/v1/catalogs", new { name = "Novels" }, "key-1");
        using HttpResponseMessage second = await caller.PostAsync("/api/v1/catalogs", new { name = "Novels" }, "key-1");
        Assert.Equal(HttpStatusCode.Created, first.StatusCode);
        Assert.Equal(HttpStatusCode.Created, second.StatusCode);
        Assert.Equal(first.Headers.Location, second.Headers.Location);
        Assert.Equal(
            await first.Content.ReadAsStringAsync(TestContext.Current.CancellationToken),
            await second.Content.ReadAsStringAsync(TestContext.Current.CancellationToken));
        Assert.Equal(HttpStatusCode.UnprocessableEntity, (await caller.PostAsync("/api/v1/catalogs", new { name = "Poems" }, "key-1")).StatusCode);
        Assert.Equal(1, (await caller.ReadAsync("/api/v1/catalogs")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task Who_calls_too_often_is_told_when_to_come_back()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using ApiCaller caller = await ApiCaller.OfAsync(server, ada, "catalogs:read");
        HttpResponseMessage[] answers = await Task.WhenAll(Enumerable.Range(0, 400).Select(_ => caller.GetAsync("/api/v1/nothing")));
        HttpResponseMessage[] limited = [.. answers.Where(a => a.StatusCode == HttpStatusCode.TooManyRequests)];
        Assert.NotEmpty(limited);
        Assert.All(limited, a => Assert.NotNull(a.Headers.RetryAfter?.Delta));
    }

    [Fact]
    public async Task The_document_describes_every_resource_and_the_page_asks_nobody_else()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using var nobody = new ApiCaller(server.Address, null);
        JsonElement document = await nobody.ReadAsync("/api/v1/openapi.json");
        Assert.StartsWith("3.1", document.GetProperty("openapi").GetString(), StringComparison.Ordinal);
        string[] paths = [.. document.GetProperty("paths").EnumerateObject().Select(p => p.Name)];
        foreach (string resource in (string[])["catalogs", "submissions", "works", "models", "plans", "scans", "findings", "matches", "reports", "audit-log"])
            Assert.Contains("/api/v1/" + resource, paths);
        using Browser browser = server.Anybody();
        Page page = await browser.GetAsync("/api");
        Assert.Equal(HttpStatusCode.OK, page.Status);
        Assert.Contains("script-src 'self'", page.Response.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
        foreach (AngleSharp.Dom.IElement script in page.Document.QuerySelectorAll("script[src]"))
        {
            var address = new Uri(page.Response.RequestMessage!.RequestUri!, script.GetAttribute("src"));
            Assert.Equal(server.Address.Authority, address.Authority);
            Assert.Equal(HttpStatusCode.OK, (await browser.GetAsync(address.PathAndQuery)).Status);
        }
    }
}
