using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class OverviewTests
{
    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_publisher_sees_its_own_figures_and_an_auditor_those_of_all(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        using Browser ada = await server.AdministratorAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser otto = await server.PersonAsync(RoleNames.Publisher, "otto@example.org", "Otto's Books");
        using Browser nils = await server.PersonAsync(RoleNames.Publisher, "nils@example.org", "Nils & Daughters");
        await server.SampleAsync("Pia's Press");
        Sample ottos = await server.SampleAsync("Otto's Books");

        Page own = await pia.GetAsync("/");
        Assert.Equal("2 1 1 14 words 0", Figures(own));
        Assert.Contains("model of Pia's Press", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Otto", own.Text, StringComparison.Ordinal);
        Assert.DoesNotContain(ottos.FindingId.ToString(), own.Document.Source.Text, StringComparison.Ordinal);
        Assert.Equal("1", own.Document.QuerySelector(".columns li:last-child .of")!.TextContent);

        Page all = await ada.GetAsync("/");
        Assert.Equal("4 2 2 14 words 0", Figures(all));
        Assert.Contains("model of Otto's Books", all.Text, StringComparison.Ordinal);

        Page empty = await nils.GetAsync("/");
        Assert.Contains("First steps", empty.Text, StringComparison.Ordinal);
        Assert.Equal("/catalogs#make", empty.Document.QuerySelector(".steps .now a.button")!.GetAttribute("href"));
        Assert.Empty(empty.Document.QuerySelectorAll("tbody a"));
    }

    [Fact]
    public async Task What_goes_on_and_what_failed_is_named_to_whom_it_concerns()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { Workers = 0 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        using Browser otto = await server.PersonAsync(RoleNames.Publisher, "otto@example.org", "Otto's Books");
        await (await pia.CatalogAsync()).HandInAsync(Intake.Works(3), "spring-list.jsonl");
        Assert.Contains("spring-list.jsonl", (await pia.GetAsync("/?handler=Progress")).Text, StringComparison.Ordinal);
        Assert.Contains("Going on", (await pia.GetAsync("/")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("spring-list.jsonl", (await otto.GetAsync("/?handler=Progress")).Text, StringComparison.Ordinal);
        Assert.DoesNotContain("Going on", (await otto.GetAsync("/")).Text, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task Works_and_findings_are_filtered_by_catalog_and_by_what_was_found(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Sample sample = await server.SampleAsync("Pia's Press");
        Guid other = Intake.IdOf(await pia.CatalogAsync("Another"));
        Assert.Equal(["The Silver Sea"], await TitlesAsync("/works?found=True"));
        Assert.Equal(["The Quiet Wood"], await TitlesAsync("/works?found=False"));
        Assert.Equal([], await TitlesAsync("/works?withdrawn=True"));
        Assert.Equal([], await TitlesAsync($"/works?catalog={other}"));
        Assert.Equal(["The Silver Sea"], await TitlesAsync($"/findings?catalog={sample.CatalogId}&scan={sample.ScanId}&mostEValue=1E-06"));
        Assert.Equal([], await TitlesAsync($"/findings?catalog={other}"));
        Assert.Equal([], await TitlesAsync("/findings?mostEValue=1E-12"));

        async Task<IEnumerable<string>> TitlesAsync(string path) =>
            (await pia.GetAsync(path)).Document.QuerySelectorAll("tbody td.title > a").Select(a => a.TextContent);
    }

    private static string Figures(Page page) =>
        string.Join(' ', page.Document.QuerySelectorAll(".numbers dd").SelectMany(d => d.TextContent.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
}
