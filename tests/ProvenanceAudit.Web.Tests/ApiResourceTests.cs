using System.Net;
using System.Net.Http.Headers;
using System.Net.Http.Json;
using System.Text;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>What is done on pages, done by a program.</summary>
public sealed class ApiResourceTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_program_makes_a_catalog_hands_works_in_and_reads_what_became_of_them()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller key = await server.KeyOfAsync("pia@example.org");
        string catalog = (await MadeAsync(key, "catalogs", new { name = "Novels" })).ToString();
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Patch, catalog, new { name = "Old novels", description = "To 1900" });
        Assert.Equal("Old novels", (await key.ReadAsync(catalog)).GetProperty("name").GetString());

        byte[] works = Intake.Lines([Intake.Work("1", "The text of the first.", "Moby-Dick"), "{}", Intake.Work("3", "Of the third.", "Emma")]);
        Uri first = await HandInAsync(key, catalog, works, "one");
        // Sent again, whatever became of the first answer: the same file is the same submission, another is a mistake.
        Assert.Equal(first, await HandInAsync(key, catalog, works, "one"));
        works[^3] = (byte)'x';
        using (HttpResponseMessage other = await SendFileAsync(key, catalog, works, "one"))
            Assert.Equal(HttpStatusCode.UnprocessableEntity, other.StatusCode);
        await server.Database.EndedAsync(Guid.Parse(first.ToString().Split('/')[^1]));
        JsonElement submission = await key.ReadAsync(first.ToString());
        Assert.Equal((2, 1), (submission.GetProperty("accepted").GetInt32(), submission.GetProperty("refused").GetInt32()));
        Assert.Equal("Done", submission.GetProperty("job").GetProperty("state").GetString());
        Assert.Equal(1, (await key.ReadAsync("/api/v1/submissions")).GetProperty("items").GetArrayLength());
        JsonElement refused = (await key.ReadAsync(first + "/records?outcome=Refused")).GetProperty("items")[0];
        Assert.Equal(2, refused.GetProperty("line").GetInt32());

        using HttpResponseMessage csv = await key.GetAsync(first + "/records.csv");
        Assert.Equal(5, (await csv.Content.ReadAsStringAsync(Cancellation)).Split("\r\n").Length);
        using var again = new HttpRequestMessage(HttpMethod.Get, first + "/records.csv");
        again.Headers.IfNoneMatch.Add(csv.Headers.ETag!);
        Assert.Equal(HttpStatusCode.NotModified, (await key.SendAsync(again)).StatusCode);
        await AssertAsync(HttpStatusCode.Conflict, key, HttpMethod.Post, first + "/cancel");
        await AssertAsync(HttpStatusCode.Conflict, key, HttpMethod.Post, first + "/resume");

        string work = "/api/v1/works/" + (await key.ReadAsync("/api/v1/works?search=moby")).GetProperty("items")[0].GetProperty("id").GetString();
        using var part = new HttpRequestMessage(HttpMethod.Get, work + "/text");
        part.Headers.Range = new RangeHeaderValue(4, 7);
        using HttpResponseMessage text = await key.SendAsync(part);
        Assert.Equal((HttpStatusCode.PartialContent, "text"), (text.StatusCode, await text.Content.ReadAsStringAsync(Cancellation)));
        Assert.Equal($"\"{(await key.ReadAsync(work)).GetProperty("textSha256").GetString()}\"", text.Headers.ETag!.Tag);
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, work + "/withdraw");
        Assert.Equal(1, (await key.ReadAsync("/api/v1/works?withdrawn=true")).GetProperty("items").GetArrayLength());
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, work + "/restore");
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, catalog + "/archive");
        Assert.NotEqual(JsonValueKind.Null, (await key.ReadAsync(catalog)).GetProperty("archived").ValueKind);
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, catalog + "/restore");
        JsonElement log = await key.ReadAsync("/api/v1/audit-log?action=work.");
        Assert.Equal(["work.restored", "work.withdrawn"], log.GetProperty("items").EnumerateArray().Select(e => e.GetProperty("action").GetString()));
        using HttpResponseMessage table = await key.GetAsync("/api/v1/audit-log.csv?action=catalog.");
        Assert.Equal(6, (await table.Content.ReadAsStringAsync(Cancellation)).Split("\r\n").Length);
    }

    [Fact]
    public async Task What_waits_is_stopped_and_gone_on_with()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller key = await server.KeyOfAsync("pia@example.org");
        string catalog = (await MadeAsync(key, "catalogs", new { name = "Novels" })).ToString();
        string submission = (await HandInAsync(key, catalog, Intake.Works(3), "one")).ToString();
        using HttpResponseMessage ordered = await key.PostAsync(
            "/api/v1/reports", new { catalogId = catalog.Split('/')[^1], from = "2026-01-01", until = "2026-03-31" });
        foreach (string waiting in (string[])[submission, ordered.Headers.Location!.ToString()])
        {
            await AssertAsync(HttpStatusCode.Accepted, key, HttpMethod.Post, waiting + "/cancel");
            Assert.Equal("Cancelled", (await key.ReadAsync(waiting)).GetProperty("job").GetProperty("state").GetString());
            await AssertAsync(HttpStatusCode.Conflict, key, HttpMethod.Post, waiting + "/cancel");
            await AssertAsync(HttpStatusCode.Accepted, key, HttpMethod.Post, waiting + "/resume");
            Assert.Equal("Queued", (await key.ReadAsync(waiting)).GetProperty("job").GetProperty("state").GetString());
        }
        Assert.Equal(2, (await key.ReadAsync("/api/v1/jobs?state=Queued")).GetProperty("items").GetArrayLength());
        string job = (await key.ReadAsync("/api/v1/jobs?kind=Report")).GetProperty("items")[0].GetProperty("id").GetString()!;
        Assert.Equal("Report", (await key.ReadAsync("/api/v1/jobs/" + job)).GetProperty("kind").GetString());
    }

    [Fact]
    public async Task An_administrators_program_adds_rights_holders_and_invites_disables_and_helps_people()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using ApiCaller key = await server.KeyOfAsync("ada@example.org");
        Uri holder = await MadeAsync(key, "rights-holders", new { name = "Pia's Press" });
        await AssertAsync(HttpStatusCode.UnprocessableEntity, key, HttpMethod.Post, "/api/v1/rights-holders", new { name = "Pia's Press" });
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Patch, holder.ToString(), new { name = "Pia's Books", contactEmail = "pia@example.org" });
        object invitation = new { email = "pia@example.org", role = RoleNames.Publisher, rightsHolderId = holder.ToString().Split('/')[^1] };
        using HttpResponseMessage invited = await key.PostAsync("/api/v1/invitations", invitation, "invitation");
        using HttpResponseMessage repeated = await key.PostAsync("/api/v1/invitations", invitation, "invitation");
        string link = (await ApiCaller.JsonOfAsync(invited)).GetProperty("link").GetString()!;
        Assert.Equal(link, (await ApiCaller.JsonOfAsync(repeated)).GetProperty("link").GetString());
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            // The link is a secret: a copy of the registry does not give it away.
            string kept = (await registry.IdempotentRequests.SingleAsync(Cancellation)).Body!;
            Assert.DoesNotContain(link.Split("token=")[1], Encoding.Latin1.GetString(Convert.FromBase64String(kept)), StringComparison.Ordinal);
        }
        using Browser pia = server.Anybody();
        Page home = await (await pia.GetAsync(new Uri(link).PathAndQuery)).SubmitAsync(
            "form[method=post]", new() { ["DisplayName"] = "Pia", ["Password"] = RunningServer.Password });
        Assert.Equal("Overview", home.Heading);
        await AssertAsync(HttpStatusCode.Conflict, key, HttpMethod.Post, invited.Headers.Location + "/revoke");
        JsonElement person = (await key.ReadAsync("/api/v1/people")).GetProperty("items").EnumerateArray()
            .Single(p => p.GetProperty("email").GetString() == "pia@example.org");
        Assert.Equal(RoleNames.Publisher, person.GetProperty("role").GetString());
        string path = "/api/v1/people/" + person.GetProperty("id").GetString();
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, path + "/password-link");
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, path + "/unlink");
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, path + "/disable");
        Assert.NotEqual(JsonValueKind.Null, (await key.ReadAsync(path)).GetProperty("disabled").ValueKind);
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, path + "/enable");
        string self = "/api/v1/people/" + (await key.ReadAsync("/api/v1/people?limit=1")).GetProperty("items")[0].GetProperty("id").GetString();
        await AssertAsync(HttpStatusCode.Conflict, key, HttpMethod.Post, self + "/disable");
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, holder + "/disable");
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, holder + "/enable");
        Assert.Equal("Pia's Books", (await key.ReadAsync(holder.ToString())).GetProperty("name").GetString());
        Assert.Equal(0, (await key.ReadAsync("/api/v1/invitations?open=true")).GetProperty("items").GetArrayLength());
    }

    [Fact]
    public async Task A_key_makes_keys_of_no_further_reach_and_no_longer_life()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using ApiCaller key = await ApiCaller.OfAsync(server, pia, "keys:read", "keys:write", "catalogs:read");
        await AssertAsync(HttpStatusCode.UnprocessableEntity, key, HttpMethod.Post, "/api/v1/keys", new { name = "more", scopes = new[] { "catalogs:write" } });
        await AssertAsync(HttpStatusCode.UnprocessableEntity, key, HttpMethod.Post, "/api/v1/keys", new { name = "none", scopes = Array.Empty<string>() });
        await AssertAsync(HttpStatusCode.UnprocessableEntity, key, HttpMethod.Post, "/api/v1/keys", new { name = "long", scopes = new[] { "catalogs:read" }, days = 31 });
        using HttpResponseMessage made = await key.PostAsync("/api/v1/keys", new { name = "less", scopes = new[] { "catalogs:read" }, days = 2 });
        JsonElement answer = await ApiCaller.JsonOfAsync(made);
        using var less = new ApiCaller(server.Address, answer.GetProperty("secret").GetString());
        Assert.Equal(HttpStatusCode.OK, (await less.GetAsync("/api/v1/catalogs")).StatusCode);
        Assert.Equal(HttpStatusCode.Forbidden, (await less.GetAsync("/api/v1/keys")).StatusCode);
        Assert.Equal(2, (await key.ReadAsync("/api/v1/keys")).GetProperty("items").GetArrayLength());
        await AssertAsync(HttpStatusCode.OK, key, HttpMethod.Post, made.Headers.Location + "/revoke");
        Assert.Equal(HttpStatusCode.Unauthorized, (await less.GetAsync("/api/v1/catalogs")).StatusCode);
    }

    private static async Task<Uri> MadeAsync(ApiCaller key, string list, object body)
    {
        using HttpResponseMessage answer = await key.PostAsync("/api/v1/" + list, body);
        Assert.Equal(HttpStatusCode.Created, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private static async Task<Uri> HandInAsync(ApiCaller key, string catalog, byte[] content, string idempotencyKey)
    {
        using HttpResponseMessage answer = await SendFileAsync(key, catalog, content, idempotencyKey);
        Assert.Equal(HttpStatusCode.Accepted, answer.StatusCode);
        return answer.Headers.Location!;
    }

    private static async Task<HttpResponseMessage> SendFileAsync(ApiCaller key, string catalog, byte[] content, string idempotencyKey)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, catalog + "/submissions?fileName=works.jsonl")
        {
            Content = new ByteArrayContent(content) { Headers = { ContentType = new("application/octet-stream") } },
        };
        request.Headers.Add("Idempotency-Key", idempotencyKey);
        return await key.SendAsync(request);
    }

    private static async Task AssertAsync(HttpStatusCode status, ApiCaller key, HttpMethod method, string path, object? body = null)
    {
        using var request = new HttpRequestMessage(method, path) { Content = body is null ? null : JsonContent.Create(body) };
        using HttpResponseMessage answer = await key.SendAsync(request);
        Assert.True(
            status == answer.StatusCode, $"{method} {path}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync(Cancellation)}");
    }
}
