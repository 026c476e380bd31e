using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>What an attacker tries on the web application, and finds closed.</summary>
public sealed class HardeningTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_answer_does_not_tell_which_addresses_have_accounts_and_many_attempts_close_one()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await server.PersonAsync(RoleNames.Publisher, "paul@example.org", "Pia's Press");
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            await registry.Users.Where(p => p.Email == "paul@example.org")
                .ExecuteUpdateAsync(p => p.SetProperty(x => x.Disabled, DateTimeOffset.UtcNow), Cancellation);
        }
        using Browser browser = server.Anybody();
        Page signIn = await browser.GetAsync("/account/sign-in");
        async Task<string> TryAsync(string email, string password) => MistakeOf(await signIn.SubmitAsync(
            "main form", new() { ["Email"] = email, ["Password"] = password }));
        var answers = new HashSet<string>
        {
            await TryAsync("nobody@example.org", "wrong password"),
            await TryAsync("paul@example.org", RunningServer.Password),
        };
        for (int i = 0; i < 8; i++)
            answers.Add(await TryAsync("pia@example.org", "wrong password"));
        // Closed now, for the right password too.
        answers.Add(await TryAsync("pia@example.org", RunningServer.Password));
        Assert.Contains("is wrong", Assert.Single(answers), StringComparison.Ordinal);
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
            Assert.Equal(1, await registry.AuditLog.CountAsync(e => e.Action == "person.locked-out", Cancellation));
    }

    [Fact]
    public async Task One_address_cannot_try_a_password_on_any_number_of_accounts()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser browser = server.Anybody();
        Page signIn = await browser.GetAsync("/account/sign-in");
        Page[] answers = await Task.WhenAll(Enumerable.Range(0, 60).Select(i => signIn.SubmitAsync(
            "main form", new() { ["Email"] = $"person-{i}@example.org", ["Password"] = "" })));
        Assert.Contains(answers, a => a.Status == HttpStatusCode.OK);
        Page limited = answers.First(a => a.Status == HttpStatusCode.TooManyRequests);
        Assert.Equal("Too many requests", limited.Heading);
        Assert.True(limited.Response.Headers.RetryAfter?.Delta > TimeSpan.Zero);
        // Looking is free.
        Assert.Equal("Sign in", (await browser.GetAsync("/account/sign-in")).Heading);
    }

    [Fact]
    public async Task Cookies_stay_from_scripts_and_off_open_lines()
    {
        await using RunningServer server = await RunningServer.StartAsync(
            settings: s => s with { PublicUrl = new Uri("https://audit.example.org") });
        using var client = new HttpClient(new HttpClientHandler { UseCookies = false }) { BaseAddress = server.Address };
        using HttpResponseMessage answer = await client.GetAsync("/account/sign-in", Cancellation);
        foreach (string cookie in answer.Headers.GetValues("Set-Cookie"))
        {
            foreach (string wanted in (string[])["secure", "httponly", "samesite="])
                Assert.Contains(wanted, cookie, StringComparison.OrdinalIgnoreCase);
        }
        Assert.Contains("max-age", answer.Headers.GetValues("Strict-Transport-Security").Single(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task No_answer_is_made_of_the_host_that_a_request_names()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        foreach (string path in (string[])["/", "/account/sign-in", "/catalogs", "/admin/people", "/nothing", "/keys", "/api", "/api/v1/openapi.json", "/api/v1/works"])
        {
            foreach (HttpClient client in (HttpClient[])[ada.Client, new HttpClient(new HttpClientHandler { AllowAutoRedirect = false }) { BaseAddress = server.Address }])
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, path);
                request.Headers.Host = "evil.example";
                request.Headers.Add("X-Forwarded-Host", "evil.example");
                using HttpResponseMessage answer = await client.SendAsync(request, Cancellation);
                string all = answer.Headers.ToString() + await answer.Content.ReadAsStringAsync(Cancellation);
                Assert.DoesNotContain("evil.example", all, StringComparison.OrdinalIgnoreCase);
            }
        }
    }

    [Fact]
    public async Task A_proxy_is_believed_about_its_client_and_the_client_is_not()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using Browser again = server.Anybody();
        again.Client.DefaultRequestHeaders.Add("X-Forwarded-For", "198.51.100.1, 203.0.113.9");
        await (await again.GetAsync("/account/sign-in")).SubmitAsync(
            "main form", new() { ["Email"] = "ada@example.org", ["Password"] = RunningServer.Password });
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal("203.0.113.9", await registry.AuditLog.OrderByDescending(e => e.Id).Select(e => e.Address).FirstAsync(Cancellation));
    }

    [Fact]
    public async Task Every_answer_tells_browsers_to_be_careful()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        foreach (string path in (string[])["/", "/keys", "/nothing", "/api", "/api/v1/works", "/api/v1/openapi.json", "/health/live", "/admin/jobs"])
        {
            using HttpResponseMessage answer = await ada.Client.GetAsync(path, Cancellation);
            Assert.Equal("nosniff", answer.Headers.GetValues("X-Content-Type-Options").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Referrer-Policy").Single());
            Assert.Equal("same-origin", answer.Headers.GetValues("Cross-Origin-Opener-Policy").Single());
            Assert.Contains("frame-ancestors 'none'", answer.Headers.GetValues("Content-Security-Policy").Single(), StringComparison.Ordinal);
            Assert.True(answer.Headers.CacheControl?.NoStore, path);
            Assert.False(answer.Headers.Contains("Server"));
        }
    }

    [Fact]
    public async Task What_a_model_says_to_a_test_question_is_put_into_no_cookie()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        Guid model = await ada.EnterModelAsync("gone", ModelAccess.Chat, "http://127.0.0.1:9", "gone");
        Page form = await ada.GetAsync($"/models/edit/{model}");
        Page tested = await form.SubmitAsync("#test");
        Assert.Contains("The connection does not work", tested.Text, StringComparison.Ordinal);
        Assert.Equal("gone", tested.Document.QuerySelector("#model [name=Name]")?.GetAttribute("value"));
        // Nothing was kept for the next page: the answer itself said it.
        IEnumerable<string> cookies = tested.Response.Headers.TryGetValues("Set-Cookie", out IEnumerable<string>? set) ? set : [];
        Assert.DoesNotContain(cookies, c => c.Contains("TempData", StringComparison.Ordinal) && !c.Contains("TempDataProvider=;", StringComparison.Ordinal));
        Assert.DoesNotContain("The connection", (await ada.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    private static string MistakeOf(Page page) => page.Document.QuerySelector(".mistakes")?.TextContent.Trim() ?? $"no mistake on '{page.Heading}'";
}
