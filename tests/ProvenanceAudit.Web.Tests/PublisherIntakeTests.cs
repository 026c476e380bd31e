using System.Net;
using System.Text.Json;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

/// <summary>What publishers hand in comes together in a catalog: metadata, texts, updates.</summary>
public sealed class PublisherIntakeTests
{
    // Numbers with good check digits that were given to no book.
    private const string First = "9780000000019", Second = "9780000000026", Third = "9780000000033";

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_text_finds_the_record_that_announced_it_by_number_or_by_title_and_contributor(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        byte[] onix = PublisherFiles.Onix(
            PublisherFiles.Product("grey.1", First, "The Grey Harbour"), PublisherFiles.Product("grey.2", Second, "The Red Harbour"),
            PublisherFiles.Product("grey.3", Third, "The Blue Harbour"));
        (_, Submission announced) = await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(onix, "onix.xml")));
        Assert.Equal((3, 0, 0), (announced.Accepted, announced.AcceptedWithWarnings, announced.Refused));
        Page before = await WorkAsync(pia, server, "grey.1");
        Assert.Contains("Known by its metadata alone", before.Document.Body!.TextContent, StringComparison.Ordinal);

        byte[] texts = PublisherFiles.Zip(
            ("a.epub", PublisherFiles.Epub($"urn:isbn:{First}", "Grey Harbour, e-book", Intake.Text(1, 300))),
            ("b.epub", PublisherFiles.Epub("urn:uuid:7d444840-9dc0-11d1-b245-5ffdce74fad2", "The Red Harbour", Intake.Text(2, 300))),
            ("c.epub", PublisherFiles.Epub("urn:uuid:7d444841-9dc0-11d1-b245-5ffdce74fad2", "Under Another Name", Intake.Text(2, 300))));
        Guid second = Intake.IdOf(await catalog.HandInAsync(texts, "texts.zip"));
        await server.Database.EndedAsync(second);

        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        SubmissionRecord[] records = await registry.SubmissionRecords.AsNoTracking().Where(r => r.SubmissionId == second).OrderBy(r => r.Id).ToArrayAsync(Cancellation);
        Assert.Equal([RecordEffect.TextArrived, RecordEffect.TextArrived, RecordEffect.Added], records.Select(r => r.Effect));
        Assert.Equal("the text was joined by its identifier to the record 'grey.1', which had none", records[0].Reason);
        Assert.Equal("the text was joined by title and contributor to the record 'grey.2', which had none", records[1].Reason);
        Assert.Contains("'The Red Harbour' ('grey.2')", records[2].Reason, StringComparison.Ordinal);
        RegisteredWork[] works = await registry.Works.AsNoTracking().OrderBy(w => w.ExternalId).ToArrayAsync(Cancellation);
        Assert.Equal(["grey.1", "grey.2", "grey.3", "urn:uuid:7d444841-9dc0-11d1-b245-5ffdce74fad2"], works.Select(w => w.ExternalId));
        // The publisher's own record describes the work; the file of the text brings the text.
        Assert.Equal(("The Grey Harbour", "Grey Press", "2019-05-01"), (works[0].Title, works[0].Publisher, works[0].Published));
        Assert.True(works[0].Words > 300);
        Assert.NotNull(works[0].IsccText);
        Assert.Null(works[2].TextSha256);

        Page same = await WorkAsync(pia, server, "grey.2");
        Assert.Contains("Under Another Name", same.Document.QuerySelector("#same-text")!.NextElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.Contains("text", same.Document.QuerySelector("#history")!.NextElementSibling!.TextContent, StringComparison.Ordinal);
        Assert.NotNull(same.Document.QuerySelector("#rights-stated"));
        // The same files again change nothing.
        (_, Submission again) = await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(texts, "texts.zip")));
        Assert.Equal(
            [RecordEffect.Unchanged, RecordEffect.Unchanged, RecordEffect.Unchanged],
            await registry.SubmissionRecords.Where(r => r.SubmissionId == again.Id).OrderBy(r => r.Id).Select(r => r.Effect!.Value).ToArrayAsync(Cancellation));
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task Metadata_that_comes_after_the_text_describes_the_work_from_then_on(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        byte[] epub = PublisherFiles.Epub($"urn:isbn:{First}", "draft title", Intake.Text(1, 300));
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(epub, "a.epub")));
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(PublisherFiles.Onix(PublisherFiles.Product("grey.1", First, "The Grey Harbour")), "onix.xml")));
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(epub, "a.epub")));

        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        RegisteredWork work = await registry.Works.SingleAsync(Cancellation);
        Assert.Equal(("The Grey Harbour", "Grey Press"), (work.Title, work.Publisher));
        Assert.NotNull(work.TextSha256);
        // A delete notification names the record, which is known to be about this work.
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(
            PublisherFiles.Onix(PublisherFiles.Product("grey.1", Third, "The Grey Harbour", notification: "05")), "delete.xml")));
        await registry.Entry(work).ReloadAsync(Cancellation);
        Assert.NotNull(work.Withdrawn);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task Notifications_update_and_withdraw_works_and_what_they_were_is_kept(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        Task<(Job, Submission Done)> HandIn(string title, string notification) => HandInAsync(PublisherFiles.Product("grey.1", First, title, notification));
        async Task<(Job, Submission Done)> HandInAsync(string product) =>
            await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(PublisherFiles.Onix(product), "onix.xml")));

        await HandIn("The Grey Harbour", "02");
        await HandIn("The Grey Harbour, revised", "03");
        await HandIn("The Grey Harbour, revised", "05");
        Page withdrawn = await WorkAsync(pia, server, "grey.1");
        Assert.Contains("Withdrawn on", withdrawn.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(1, (await HandIn("The Grey Harbour, revised", "03")).Done.AcceptedWithWarnings);
        Assert.Equal(1, (await HandInAsync(PublisherFiles.Product("grey.9", Second, "Never heard of", "05"))).Done.Refused);

        Page work = await WorkAsync(pia, server, "grey.1");
        Assert.DoesNotContain("Withdrawn on", work.Document.QuerySelector(".head")!.ParentElement!.TextContent, StringComparison.Ordinal);
        string[] changes = [.. work.Document.QuerySelector("#history")!.NextElementSibling!.QuerySelectorAll("tbody tr").Select(r => r.Children[1].TextContent.Trim())];
        Assert.Equal(["withdrawn", "withdrawn", "title"], changes);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        WorkVersion first = await registry.WorkVersions.OrderBy(v => v.Until).FirstAsync(Cancellation);
        Assert.Contains("\"title\":\"The Grey Harbour\"", first.DescriptionJson, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Editions_of_a_work_are_in_one_group_whichever_comes_first()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        string related = $"""
            <RelatedMaterial><RelatedProduct><ProductRelationCode>06</ProductRelationCode>
            <ProductIdentifier><ProductIDType>15</ProductIDType><IDValue>{Third}</IDValue></ProductIdentifier></RelatedProduct></RelatedMaterial>
            """;
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(
            PublisherFiles.Onix(PublisherFiles.Product("paper", First, "The Grey Harbour", more: related), PublisherFiles.Product("alone", Second, "The Red Harbour")), "1.xml")));
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(PublisherFiles.Onix(PublisherFiles.Product("ebook", Third, "Grey Harbour (e-book)")), "2.xml")));
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(
            PublisherFiles.Onix(PublisherFiles.Product("pocket", "9780000000040", "The Grey Harbour")), "3.xml")));

        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Dictionary<string, Guid> groups = await registry.Works.ToDictionaryAsync(w => w.ExternalId, w => w.EditionGroupId, Cancellation);
        Assert.Equal(groups["paper"], groups["ebook"]);
        Assert.Equal(groups["paper"], groups["pocket"]);
        Assert.NotEqual(groups["paper"], groups["alone"]);
        Page work = await WorkAsync(pia, server, "ebook");
        Assert.Equal(2, work.Document.QuerySelector("#editions")!.NextElementSibling!.QuerySelectorAll("tbody tr").Length);
    }

    [Fact]
    public async Task What_would_become_of_records_is_shown_first_and_nothing_is_taken_in_before_somebody_says_so()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        byte[] onix = PublisherFiles.Onix(
            PublisherFiles.Product("grey.1", First, "The Grey Harbour"), PublisherFiles.Product("grey.2", "9780000000027", "The Red Harbour"),
            "<Product><RecordReference>torn</RecordReference><NotificationType>03</Oops></Product>");
        Guid id = Intake.IdOf(await catalog.HandInAsync(onix, "onix.xml", isHeld: true));
        await server.Database.EndedAsync(id);
        Page shown = await pia.GetAsync($"/submissions/{id}");
        string text = shown.Document.Body!.TextContent;
        Assert.Contains("ONIX for Books 3.0", text, StringComparison.Ordinal);
        Assert.Contains("The Grey Harbour", text, StringComparison.Ordinal);
        Assert.Contains("check digit", text, StringComparison.Ordinal);
        Assert.Contains("not well-formed XML", text, StringComparison.Ordinal);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal((0, 0), (await registry.Works.CountAsync(Cancellation), await registry.SubmissionRecords.CountAsync(Cancellation)));

        await shown.SubmitAsync("#accept");
        (_, Submission done) = await server.Database.EndedAsync(id);
        Assert.Equal((1, 1, 1), (done.Accepted, done.AcceptedWithWarnings, done.Refused));
        // Once is enough.
        Assert.Equal("It does not wait to be taken in any more.", (await shown.SubmitAsync("#accept")).Document.QuerySelector(".notice")!.TextContent.Trim());

        Guid other = Intake.IdOf(await catalog.HandInAsync(onix, "again.xml", isHeld: true));
        await server.Database.EndedAsync(other);
        Page aside = await (await pia.GetAsync($"/submissions/{other}")).SubmitAsync("#discard");
        Assert.Contains("Nothing of it was taken in", aside.Document.Body!.TextContent, StringComparison.Ordinal);
        Assert.Equal(3, await registry.SubmissionRecords.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_program_looks_first_as_well_and_accepts_or_discards()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid catalog = Intake.IdOf(await pia.CatalogAsync());
        using ApiCaller api = await ApiCaller.OfAsync(server, pia, "catalogs:read", "catalogs:write");
        using var content = new ByteArrayContent(PublisherFiles.Onix(PublisherFiles.Product("grey.1", First, "The Grey Harbour")));
        content.Headers.ContentType = new("application/octet-stream");
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/api/v1/catalogs/{catalog}/submissions?fileName=onix.xml&check=true") { Content = content };
        using HttpResponseMessage answer = await api.SendAsync(request);
        Guid id = (await ApiCaller.JsonOfAsync(answer)).GetProperty("id").GetGuid();
        await server.Database.EndedAsync(id);
        JsonElement held = await api.ReadAsync($"/api/v1/submissions/{id}");
        Assert.True(held.GetProperty("isHeld").GetBoolean());
        Assert.Equal(1, held.GetProperty("check").GetProperty("accepted").GetInt32());
        Assert.Equal(HttpStatusCode.Accepted, (await api.PostAsync($"/api/v1/submissions/{id}/accept", new { })).StatusCode);
        (_, Submission done) = await server.Database.EndedAsync(id);
        Assert.Equal(1, done.Accepted);
        Assert.Equal(HttpStatusCode.Conflict, (await api.PostAsync($"/api/v1/submissions/{id}/discard", new { })).StatusCode);
        JsonElement work = (await api.ReadAsync("/api/v1/works")).GetProperty("items")[0];
        Assert.StartsWith("ISCC:", work.GetProperty("isccMeta").GetString(), StringComparison.Ordinal);
        foreach (string part in (string[])["editions", "same-texts", "versions"])
            Assert.Equal(0, (await api.ReadAsync($"/api/v1/works/{work.GetProperty("id").GetGuid()}/{part}")).GetArrayLength());
    }

    private static async Task<Page> WorkAsync(Browser browser, RunningServer server, string externalId)
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Guid id = await registry.Works.Where(w => w.ExternalId == externalId).Select(w => w.Id).SingleAsync(Cancellation);
        return await browser.GetAsync($"/works/{id}");
    }
}
