using System.Net;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class AdministrationTests
{
    [Fact]
    public async Task From_a_rights_holder_to_a_person_who_acts_for_it()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        Page holders = await (await ada.GetAsync("/admin/rights-holders")).SubmitAsync("#add", new() { ["name"] = "Pia's Press" });
        Assert.Contains("Pia's Press was added", holders.Text, StringComparison.Ordinal);
        Guid holder;
        await using (RegistryContext context = server.Database.CreateContext(RegistryScope.Everything))
            holder = context.RightsHolders.Single().Id;
        Page people = await (await ada.GetAsync("/admin/people")).SubmitAsync(
            "#invite", new() { ["email"] = "pia@example.org", ["role"] = RoleNames.Publisher, ["rightsHolderId"] = holder.ToString() });
        string link = people.Document.QuerySelector("#link")!.GetAttribute("value")!;
        Assert.DoesNotContain("token=", (await ada.GetAsync("/admin/people")).Document.Source.Text, StringComparison.Ordinal);
        using Browser pia = server.Anybody();
        Page join = await pia.GetAsync(new Uri(link).PathAndQuery);
        Assert.Contains("Pia's Press", join.Text, StringComparison.Ordinal);
        Page home = await join.SubmitAsync("form[method=post]", new() { ["DisplayName"] = "Pia", ["Password"] = RunningServer.Password });
        Assert.Equal("Overview", home.Heading);
        foreach (string path in (string[])["/admin", "/admin/people", "/admin/rights-holders", "/admin/audit", "/admin/audit?handler=csv"])
            Assert.Equal(HttpStatusCode.NotFound, (await pia.GetAsync(path)).Status);
    }

    [Fact]
    public async Task An_invitation_that_was_taken_back_works_no_more()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        Page people = await (await ada.GetAsync("/admin/people")).SubmitAsync(
            "#invite", new() { ["email"] = "olga@example.org", ["role"] = RoleNames.Auditor });
        string link = people.Document.QuerySelector("#link")!.GetAttribute("value")!;
        await people.SubmitAsync("form[action$=TakeBack]");
        using Browser olga = server.Anybody();
        Assert.Equal("This link does not work", (await olga.GetAsync(new Uri(link).PathAndQuery)).Heading);
    }

    [Fact]
    public async Task The_last_administrator_cannot_be_disabled()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        Page refused = await (await ada.GetAsync("/admin/people")).SubmitAsync("form[action$=Switch]");
        Assert.Contains("is the last administrator", refused.Text, StringComparison.Ordinal);
        Assert.Equal(HttpStatusCode.OK, (await ada.GetAsync("/admin")).Status);
    }

    [Fact]
    public async Task A_link_for_a_new_password_works_once()
    {
        const string NewPassword = "a staple of correct horses";
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        Page made = await (await ada.GetAsync("/admin/people")).SubmitAsync("form[action$=Password]");
        string link = new Uri(made.Document.QuerySelector("#link")!.GetAttribute("value")!).PathAndQuery;
        using Browser other = server.Anybody();
        Page signIn = await (await other.GetAsync(link)).SubmitAsync("main form", new() { ["Password"] = NewPassword });
        Assert.Equal("Sign in", signIn.Heading);
        Assert.Equal("This link does not work", (await other.GetAsync(link)).Heading);
        Page home = await signIn.SubmitAsync("main form", new() { ["Email"] = "ada@example.org", ["Password"] = NewPassword });
        Assert.Equal("Overview", home.Heading);
    }

    [Fact]
    public async Task The_audit_log_is_paged_without_gaps_filtered_and_downloaded()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser ada = await server.AdministratorAsync();
        await using (RegistryContext context = server.Database.CreateContext(RegistryScope.Everything))
        {
            context.AddRange(Enumerable.Range(0, 120).Select(i => new AuditLogEntry
            {
                Who = i == 7 ? "=HYPERLINK(\"x\")" : "Somebody",
                Action = "test.done",
                SubjectKind = "test",
                SubjectId = $"number-{i}",
            }));
            await context.SaveChangesAsync(TestContext.Current.CancellationToken);
        }
        var seen = new List<string>();
        for (string? path = "/admin/audit?action=test.done"; path is not null;)
        {
            Page page = await ada.GetAsync(path);
            seen.AddRange(page.Document.QuerySelectorAll("tbody tr").Select(row => row.Children[3].TextContent));
            path = page.Document.QuerySelector("a[rel=next]")?.GetAttribute("href");
        }
        Assert.Equal(120, seen.Count);
        Assert.Equal(120, seen.Distinct().Count());
        Assert.Contains("Nothing was done", (await ada.GetAsync("/admin/audit?who=nobody+at+all")).Text, StringComparison.Ordinal);
        string csv = await ada.Client.GetStringAsync("/admin/audit?handler=csv&action=test.done", TestContext.Current.CancellationToken);
        Assert.Equal(122, csv.Split("\r\n").Length);
        Assert.Contains("'=HYPERLINK", csv, StringComparison.Ordinal);
    }
}
