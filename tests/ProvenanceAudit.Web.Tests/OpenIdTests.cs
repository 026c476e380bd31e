using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class OpenIdTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Without_a_provider_there_is_no_button_and_no_page_for_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser browser = server.Anybody();
        Assert.Null((await browser.GetAsync("/account/sign-in")).Document.QuerySelector("#openid"));
        foreach (string path in (string[])["/account/openid", "/account/openid?handler=finish", "/account/openid?handler=failed", "/account/openid/return"])
            Assert.NotEqual("Not signed in", (await browser.GetAsync(path)).Heading);
        Assert.Equal(HttpStatusCode.NotFound, (await browser.GetAsync("/account/openid")).Status);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task Who_was_invited_gets_an_account_and_is_known_by_the_subject_from_then_on(DatabaseEngine engine)
    {
        await using OpenIdServer provider = await OpenIdServer.StartAsync();
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine), provider.Trusted);
        await InviteAsync(server, "Pia@Example.org", RoleNames.Publisher, "Pia's Press");
        provider.Present = new Identity("subject-1", "pia@example.org", IsVerified: true, Name: "Pia Painter");
        using Browser pia = server.Anybody();
        Page asked = await pia.GetAsync("/catalogs");
        Assert.Equal("Sign in with Example Accounts", asked.Document.QuerySelector("#openid")?.TextContent);
        Page catalogs = await FollowAsync(pia, asked);
        // Back where she was going to.
        Assert.Equal("Catalogs", catalogs.Heading);
        Assert.Contains("Pia Painter", catalogs.Text, StringComparison.Ordinal);
        Assert.Equal(new Uri(server.Settings.PublicUrl, "/account/openid/return").AbsoluteUri, Assert.Single(provider.RedirectUris));

        provider.Present = new Identity("subject-1", "pia@new.example", IsVerified: false);
        using Browser later = server.Anybody();
        Assert.Equal("Overview", (await FollowAsync(later, await later.GetAsync("/account/sign-in"))).Heading);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Person person = await registry.Users.SingleAsync(Cancellation);
        Assert.Equal(("pia@example.org", true), (person.Email, person.EmailConfirmed));
        Assert.NotNull(person.RightsHolderId);
        Assert.Equal(person.Id, (await registry.Invitations.SingleAsync(Cancellation)).AcceptedById);
        Assert.Equal(
            ["person.joined", "person.linked", "person.signed-in", "person.signed-in"],
            await registry.AuditLog.OrderBy(e => e.Id).Select(e => e.Action).ToListAsync(Cancellation));
    }

    [Fact]
    public async Task A_provider_may_tell_the_address_with_the_token_or_when_asked_for_it()
    {
        await using OpenIdServer provider = await OpenIdServer.StartAsync();
        await using RunningServer server = await RunningServer.StartAsync(settings: provider.Trusted);
        await InviteAsync(server, "pia@example.org", RoleNames.Auditor, null);
        provider.TellsAddressesApart = true;
        provider.Present = new Identity("1", "pia@example.org", IsVerified: false);
        using Browser pia = server.Anybody();
        Assert.Contains("has not verified", (await SignInAsync(pia)).Text, StringComparison.Ordinal);
        provider.Present = new Identity("1", "pia@example.org", IsVerified: true);
        Assert.Equal("Overview", (await SignInAsync(pia)).Heading);
    }

    [Fact]
    public async Task Whoever_has_a_password_can_use_both_and_who_gets_the_address_later_does_not_get_the_account()
    {
        await using OpenIdServer provider = await OpenIdServer.StartAsync();
        await using RunningServer server = await RunningServer.StartAsync(settings: provider.Trusted);
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser ada = await server.PersonAsync(RoleNames.Administrator, "ada@example.org");
        provider.Present = new Identity("subject-1", "pia@example.org", IsVerified: true);
        using Browser again = server.Anybody();
        Assert.Equal("Overview", (await SignInAsync(again)).Heading);
        provider.Present = new Identity("subject-2", "pia@example.org", IsVerified: true);
        using Browser other = server.Anybody();
        Page refused = await SignInAsync(other);
        Assert.Equal((HttpStatusCode.Forbidden, "Not signed in"), (refused.Status, refused.Heading));
        Assert.Contains("another identity", refused.Text, StringComparison.Ordinal);
        Assert.Equal("Sign in", (await other.GetAsync("/")).Heading);

        await (await ada.GetAsync("/admin/people")).SubmitAsync("form[action$=Unlink]");
        Assert.Equal("Overview", (await SignInAsync(other)).Heading);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal("subject-2", (await registry.UserLogins.SingleAsync(Cancellation)).ProviderKey);
    }

    [Fact]
    public async Task Strangers_unverified_addresses_and_disabled_accounts_are_told_why_they_do_not_get_in()
    {
        await using OpenIdServer provider = await OpenIdServer.StartAsync();
        await using RunningServer server = await RunningServer.StartAsync(settings: provider.Trusted);
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        await InviteAsync(server, "late@example.org", RoleNames.Auditor, null, DateTimeOffset.UtcNow.AddMinutes(-1));
        async Task AssertRefusedAsync(Identity who, string why)
        {
            provider.Present = who;
            using Browser browser = server.Anybody();
            Page page = await SignInAsync(browser);
            Assert.Equal((HttpStatusCode.Forbidden, "Not signed in"), (page.Status, page.Heading));
            Assert.Contains(why, page.Text, StringComparison.Ordinal);
            Assert.Equal("Sign in", (await browser.GetAsync("/")).Heading);
        }
        await AssertRefusedAsync(new Identity("1", "eve@example.org", IsVerified: true), "Nobody has invited eve@example.org");
        await AssertRefusedAsync(new Identity("2", "late@example.org", IsVerified: true), "Nobody has invited");
        await AssertRefusedAsync(new Identity("3", "pia@example.org", IsVerified: false), "has not verified");
        await AssertRefusedAsync(new Identity("4", null, IsVerified: false), "did not tell your e-mail address");
        await using (RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything))
        {
            Assert.Equal(1, await registry.Users.CountAsync(Cancellation));
            Assert.Equal(0, await registry.UserLogins.CountAsync(Cancellation));
            Assert.Equal(4, await registry.AuditLog.CountAsync(e => e.Action == "person.sign-in-refused", Cancellation));
            await registry.Users.ExecuteUpdateAsync(p => p.SetProperty(x => x.Disabled, DateTimeOffset.UtcNow), Cancellation);
        }
        await AssertRefusedAsync(new Identity("5", "pia@example.org", IsVerified: true), "disabled");
    }

    [Fact]
    public async Task Tokens_that_are_not_the_providers_or_not_for_us_sign_nobody_in()
    {
        await using OpenIdServer provider = await OpenIdServer.StartAsync();
        await using RunningServer server = await RunningServer.StartAsync(settings: provider.Trusted);
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        provider.Present = new Identity("1", "pia@example.org", IsVerified: true);
        foreach ((string claim, object value) in (IEnumerable<(string, object)>)
        [
            ("aud", "somebody else"), ("nonce", "another"), ("iss", "https://evil.example"), ("exp", 1_000_000_000L),
        ])
        {
            provider.Forged[claim] = value;
            await AssertFailedAsync();
            provider.Forged.Clear();
        }
        provider.SignsWithAnotherKey = true;
        await AssertFailedAsync();
        provider.SignsWithAnotherKey = false;
        provider.Present = null;
        using Browser refusing = server.Anybody();
        Assert.Contains("was told not to", (await SignInAsync(refusing)).Text, StringComparison.Ordinal);
        // An answer that nobody of this browser asked for: somebody else's, put into a link.
        using Browser victim = server.Anybody();
        Assert.Equal("Not signed in", (await victim.GetAsync("/account/openid/return?code=1234&state=5678")).Heading);
        provider.Present = new Identity("1", "pia@example.org", IsVerified: true);
        using Browser last = server.Anybody();
        Assert.Equal("Overview", (await SignInAsync(last)).Heading);

        async Task AssertFailedAsync()
        {
            using Browser browser = server.Anybody();
            Page page = await SignInAsync(browser);
            Assert.Equal((HttpStatusCode.Forbidden, "Not signed in"), (page.Status, page.Heading));
            Assert.Equal("Sign in", (await browser.GetAsync("/")).Heading);
        }
    }

    [Fact]
    public async Task A_provider_that_does_not_answer_is_said_to_and_passwords_still_work()
    {
        OpenIdServer provider = await OpenIdServer.StartAsync();
        await using RunningServer server = await RunningServer.StartAsync(settings: provider.Trusted);
        await provider.DisposeAsync();
        using Browser browser = server.Anybody();
        Page page = await SignInAsync(browser);
        Assert.Equal((HttpStatusCode.ServiceUnavailable, "Not signed in"), (page.Status, page.Heading));
        Assert.Contains("Example Accounts does not answer", page.Text, StringComparison.Ordinal);
        using Browser ada = await server.AdministratorAsync();
    }

    private static async Task<Page> SignInAsync(Browser browser) => await FollowAsync(browser, await browser.GetAsync("/account/sign-in"));

    private static Task<Page> FollowAsync(Browser browser, Page signIn) =>
        browser.GetAsync(signIn.Document.QuerySelector("#openid")!.GetAttribute("href")!);

    private static async Task InviteAsync(
        RunningServer server, string email, string role, string? rightsHolder, DateTimeOffset? expires = null)
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        RightsHolder? holder = rightsHolder is null ? null : registry.Add(new RightsHolder { Name = rightsHolder }).Entity;
        registry.Invitations.Add(new Invitation
        {
            TokenSha256 = SecretToken.New().Sha256,
            Email = email,
            Role = role,
            RightsHolderId = holder?.Id,
            Expires = expires ?? DateTimeOffset.UtcNow.AddDays(1),
        });
        await registry.SaveChangesAsync(Cancellation);
    }
}
