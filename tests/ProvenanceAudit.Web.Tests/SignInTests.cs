using System.Net;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class SignInTests
{
    [Fact]
    public async Task Pages_want_a_person_who_signed_in()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser browser = server.Anybody();
        Assert.Equal("Sign in", (await browser.GetAsync("/")).Heading);
    }

    [Fact]
    public async Task The_set_up_link_makes_one_administrator_and_no_second()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        Uri link = (await SetUpLink.MakeAsync(server.Database, server.Address, TestContext.Current.CancellationToken))!;
        using Browser other = server.Anybody();
        Page open = await other.GetAsync(link.PathAndQuery);
        using Browser first = server.Anybody();
        Page home = await (await first.GetAsync(link.PathAndQuery)).SubmitAsync(
            "form", new() { ["DisplayName"] = "Ada", ["Email"] = "ada@example.org", ["Password"] = RunningServer.Password });
        Assert.Equal("Overview", home.Heading);
        Page second = await open.SubmitAsync(
            "form", new() { ["DisplayName"] = "Eve", ["Email"] = "eve@example.org", ["Password"] = RunningServer.Password });
        Assert.Equal("This link does not work", second.Heading);
        Assert.Null(await SetUpLink.MakeAsync(server.Database, server.Address, TestContext.Current.CancellationToken));
    }

    [Fact]
    public async Task Who_signs_out_is_out_and_signs_in_again_with_the_password_alone()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        Page signIn = await (await ada.GetAsync("/")).SubmitAsync("form.who");
        Assert.Equal("Sign in", signIn.Heading);
        Page refused = await signIn.SubmitAsync("main form", new() { ["Email"] = "ada@example.org", ["Password"] = "wrong password" });
        Assert.Contains("is wrong", refused.Text, StringComparison.Ordinal);
        Page home = await refused.SubmitAsync("main form", new() { ["Email"] = "ada@example.org", ["Password"] = RunningServer.Password });
        Assert.Equal("Overview", home.Heading);
    }

    [Fact]
    public async Task Who_signed_in_is_not_led_to_another_site()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using Browser again = server.Anybody();
        Page signIn = await again.GetAsync("/account/sign-in?returnUrl=https%3A%2F%2Fevil.example%2F");
        Page home = await signIn.SubmitAsync("main form", new() { ["Email"] = "ada@example.org", ["Password"] = RunningServer.Password });
        Assert.Equal(server.Address.Authority, home.Response.RequestMessage!.RequestUri!.Authority);
        Assert.Equal("Overview", home.Heading);
    }

    [Fact]
    public async Task A_publisher_sees_neither_administration_nor_scans()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser publisher = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        foreach (string path in (string[])["/admin", "/scans", "/models", "/plans"])
            Assert.Equal(HttpStatusCode.NotFound, (await publisher.GetAsync(path)).Status);
        Assert.DoesNotContain("Administration", (await publisher.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Forms_without_the_token_of_the_page_are_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        using var request = new HttpRequestMessage(HttpMethod.Post, "/account/sign-out") { Content = new FormUrlEncodedContent([]) };
        Assert.Equal(HttpStatusCode.BadRequest, (await ada.SendAsync(request)).Status);
    }
}
