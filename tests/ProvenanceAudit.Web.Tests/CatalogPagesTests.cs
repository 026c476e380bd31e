using System.Net;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class CatalogPagesTests
{
    [Fact]
    public async Task Everything_of_another_rights_holder_answers_404()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser eve = await server.PersonAsync(RoleNames.Publisher, "eve@example.org", "Eve's Editions");
        Page catalog = await pia.CatalogAsync();
        Page submission = await catalog.HandInAsync(Intake.Works(2));
        await server.Database.EndedAsync(Intake.IdOf(submission));
        string work = (await pia.GetAsync("/works")).Document.QuerySelector("tbody a")!.GetAttribute("href")!;
        string submissionPath = $"/submissions/{Intake.IdOf(submission)}", catalogPath = $"/catalogs/{Intake.IdOf(catalog)}";
        string[] pages = [catalogPath, catalogPath + "/upload", submissionPath, submissionPath + "?handler=Progress", submissionPath + "?handler=Outcomes", work];
        foreach (string page in pages)
        {
            Assert.Equal(HttpStatusCode.OK, (await pia.GetAsync(page)).Status);
            Assert.Equal(HttpStatusCode.NotFound, (await eve.GetAsync(page)).Status);
        }
        Page own = await eve.GetAsync("/catalogs");
        string token = own.Document.QuerySelector("main form [name=__RequestVerificationToken]")!.GetAttribute("value")!;
        string[] posts =
        [
            catalogPath + "?handler=Rename", catalogPath + "?handler=Archive", catalogPath + "?handler=Restore", catalogPath + "/upload",
            submissionPath + "?handler=Cancel", submissionPath + "?handler=GoOn", work + "?handler=Withdraw", work + "?handler=Restore",
        ];
        foreach (string post in posts)
        {
            var fields = new Dictionary<string, string> { ["__RequestVerificationToken"] = token, ["Name"] = "Mine now" };
            using var request = new HttpRequestMessage(HttpMethod.Post, post) { Content = new FormUrlEncodedContent(fields) };
            Assert.Equal(HttpStatusCode.NotFound, (await eve.SendAsync(request)).Status);
        }
        Assert.Contains("No catalogs yet", own.Text, StringComparison.Ordinal);
        Assert.Contains("No works yet", (await eve.GetAsync("/works")).Text, StringComparison.Ordinal);
        Assert.Equal("Novels", (await pia.GetAsync(catalogPath)).Heading);
    }

    [Fact]
    public async Task An_auditor_makes_a_catalog_for_a_rights_holder_and_a_publisher_only_its_own()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser eve = await server.PersonAsync(RoleNames.Publisher, "eve@example.org", "Eve's Editions");
        using Browser otto = await server.PersonAsync(RoleNames.Auditor, "otto@example.org");
        Page list = await otto.GetAsync("/catalogs");
        string eves = list.Document.QuerySelectorAll("option").Single(o => o.TextContent == "Eve's Editions").GetAttribute("value")!;
        Page unchosen = await list.SubmitAsync("main form", new() { ["Name"] = "Poems" });
        Assert.Contains("Choose whose catalog it is", unchosen.Text, StringComparison.Ordinal);
        await list.SubmitAsync("main form", new() { ["Name"] = "Poems", ["RightsHolderId"] = eves });
        Assert.Contains("Poems", (await eve.GetAsync("/catalogs")).Text, StringComparison.Ordinal);
        // A publisher that names another rights holder gets a catalog of its own.
        await (await pia.GetAsync("/catalogs")).SubmitAsync("main form", new() { ["Name"] = "Plays", ["RightsHolderId"] = eves });
        Assert.Contains("Plays", (await pia.GetAsync("/catalogs")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Plays", (await eve.GetAsync("/catalogs")).Text, StringComparison.Ordinal);
        Page twice = await (await pia.GetAsync("/catalogs")).SubmitAsync("main form", new() { ["Name"] = "Plays" });
        Assert.Contains("of this name already", twice.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Works_are_found_by_part_of_title_author_or_id_and_listed_fifty_a_page()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(Intake.Works(120, words: 9))));
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(
            Intake.Lines([Intake.Work("x", "ten words", title: "<b>Ærø</b> 100% & more")]), "one.jsonl")));
        var seen = new HashSet<string>();
        for (Page page = await pia.GetAsync("/works"); ; page = await pia.GetAsync(page.Document.QuerySelector("[rel=next]")!.GetAttribute("href")!))
        {
            Assert.All(page.Document.QuerySelectorAll("tbody tr td:first-child a"), a => Assert.True(seen.Add(a.GetAttribute("href")!)));
            if (page.Document.QuerySelector("[rel=next]") is null)
                break;
        }
        Assert.Equal(121, seen.Count);
        Assert.Equal(121, await CountAsync("painter"));
        Assert.Equal(1, await CountAsync("WORK-77 title"));
        Assert.Equal(1, await CountAsync("ærø"));
        Assert.Equal(1, await CountAsync("100%"));
        Assert.Equal(0, await CountAsync("100_"));
        Assert.Equal("<b>Ærø</b> 100% & more", (await pia.GetAsync("/works?q=more")).Document.QuerySelector("tbody a")!.TextContent);

        async Task<int> CountAsync(string query)
        {
            Page page = await pia.GetAsync($"/works?q={Uri.EscapeDataString(query)}");
            int count = page.Document.QuerySelectorAll("tbody tr").Length;
            return page.Document.QuerySelector("[rel=next]") is null ? count : 121;
        }
    }
}
