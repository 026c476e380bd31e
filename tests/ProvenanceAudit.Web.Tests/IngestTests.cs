using System.IO.Compression;
using System.Net;
using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.Web.Tests;

public sealed class IngestTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_file_with_two_bad_records_names_both_and_takes_the_others(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        Page submission = await catalog.HandInAsync(Intake.Lines(
        [
            Intake.Work("one", "It was the best of times, it was the worst of times"),
            """{"id": "two"}""",
            Intake.Work("three", "Call me Ishmael. Some years ago, never mind how long"),
            "this is no JSON",
            """{"id": "five", "title": "Odd date", "published": "soon", "text": "You will rejoice to hear that no disaster"}""",
        ]));
        Assert.Equal("works.jsonl", submission.Heading);
        Guid id = Intake.IdOf(submission);
        (Job job, Submission done) = await server.Database.EndedAsync(id);
        Assert.Equal((JobState.Done, null), (job.State, job.Error));
        Assert.Equal((2, 1, 2), (done.Accepted, done.AcceptedWithWarnings, done.Refused));
        Page page = await pia.GetAsync($"/submissions/{id}");
        string[] rows = [.. page.Document.QuerySelectorAll("tbody tr").Select(r => string.Join('|', r.Children.Select(c => c.TextContent.Trim())))];
        Assert.Equal(3, rows.Length);
        Assert.StartsWith("works.jsonl|2|two|Refused|the work has neither 'text' nor 'path'", rows[0], StringComparison.Ordinal);
        Assert.StartsWith("works.jsonl|4||Refused|", rows[1], StringComparison.Ordinal);
        Assert.StartsWith("works.jsonl|5|five|Accepted|'published' is 'soon'", rows[2], StringComparison.Ordinal);
        string table = await pia.Client.GetStringAsync($"/submissions/{id}?handler=Outcomes", Cancellation);
        Assert.Equal(6, table.Split("\r\n", StringSplitOptions.RemoveEmptyEntries).Length);
        Assert.Equal(3, (await pia.GetAsync("/works")).Document.QuerySelectorAll("tbody tr").Length);
    }

    [Theory]
    [InlineData(DatabaseEngine.Sqlite)]
    [InlineData(DatabaseEngine.PostgreSql)]
    public async Task A_work_that_comes_again_is_changed_only_where_it_differs(DatabaseEngine engine)
    {
        await using RunningServer server = await RunningServer.StartAsync(await Intake.DatabaseAsync(engine));
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        string[] lines = [.. Enumerable.Range(0, 600).Select(i => Intake.Work($"w{i}", Intake.Text(i, 12)))];
        await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(Intake.Lines(lines))));
        Dictionary<string, long> before = await RevisionsAsync(server);
        Assert.Equal(600, before.Count);
        lines[7] = Intake.Work("w7", Intake.Text(7, 12), title: "Another title");
        lines[400] = Intake.Work("w400", "an altogether different text");
        (_, Submission again) = await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(Intake.Lines(lines))));
        Assert.Equal(600, again.Accepted);
        Dictionary<string, long> after = await RevisionsAsync(server);
        Assert.Equal(["w400", "w7"], after.Where(w => w.Value != before[w.Key]).Select(w => w.Key).Order(StringComparer.Ordinal));
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        RegisteredWork changed = await registry.Works.SingleAsync(w => w.ExternalId == "w400", Cancellation);
        RegisteredText[] texts = await registry.Texts.Where(t => t.WorkId == changed.Id).ToArrayAsync(Cancellation);
        Assert.Equal("an altogether different text", Assert.Single(texts, t => t.Sha256.AsSpan().SequenceEqual(changed.TextSha256)).Text);
        // What findings of earlier scans are about stays.
        Assert.Equal(Intake.Text(400, 12), Assert.Single(texts, t => !t.Sha256.AsSpan().SequenceEqual(changed.TextSha256)).Text);
        Assert.Equal(4, changed.Words);
        Assert.Equal(again.Id, changed.SubmissionId);
    }

    [Fact]
    public async Task Text_files_of_an_archive_are_works_and_one_that_leads_out_of_it_is_refused()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        byte[] good = Zip(("emma.txt", "Emma Woodhouse, handsome, clever, and rich"), ("poems/rose.txt", "O my Luve is like a red, red rose"), ("empty.txt", " "));
        (Job job, Submission done) = await server.Database.EndedAsync(Intake.IdOf(await catalog.HandInAsync(good, "books.zip")));
        Assert.Equal((JobState.Done, 2, 1), (job.State, done.Accepted, done.Refused));
        Page works = await pia.GetAsync("/works?q=rose");
        Assert.Equal("rose", works.Document.QuerySelector("tbody td a")!.TextContent);
        Page refused = await pia.GetAsync($"/submissions/{done.Id}");
        Assert.Equal("books.zip/empty.txt", refused.Document.QuerySelector("tbody td")!.TextContent);
        (job, done) = await server.Database.EndedAsync(
            Intake.IdOf(await catalog.HandInAsync(Zip(("../../evil.txt", "text"), ("good.txt", "some good words")), "evil.zip")));
        Assert.Equal((JobState.Done, 1, 1), (job.State, done.Accepted, done.Refused));
        Page told = await pia.GetAsync($"/submissions/{done.Id}");
        Assert.Contains("leads out of the archive", told.Document.QuerySelector("tbody")!.TextContent, StringComparison.Ordinal);
        Assert.Empty(Directory.EnumerateFileSystemEntries(Path.Combine(server.Settings.DataFolder, "unpacked")));
    }

    [Fact]
    public async Task A_file_without_the_token_of_the_page_is_refused_and_not_kept()
    {
        await using RunningServer server = await RunningServer.StartAsync();
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Guid catalog = Intake.IdOf(await pia.CatalogAsync());
        using var content = new MultipartFormDataContent { { new ByteArrayContent(Intake.Works(1)), "file", "works.jsonl" } };
        using var request = new HttpRequestMessage(HttpMethod.Post, $"/catalogs/{catalog}/upload") { Content = content };
        Assert.Equal(HttpStatusCode.BadRequest, (await pia.SendAsync(request)).Status);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(0, await registry.Files.CountAsync(Cancellation));
    }

    [Fact]
    public async Task A_file_that_is_empty_or_too_large_is_refused_beside_the_form_and_not_kept()
    {
        await using RunningServer server = await RunningServer.StartAsync(settings: s => s with { MaximumUploadBytes = 100_000 });
        using Browser pia = await server.PersonAsync(RoleNames.Publisher, "pia@example.org", "Pia's Press");
        Page catalog = await pia.CatalogAsync();
        Page empty = await catalog.HandInAsync([]);
        Assert.Contains("is empty", empty.Document.QuerySelector(".mistake")!.TextContent, StringComparison.Ordinal);
        Page large = await catalog.HandInAsync(new byte[100_001]);
        Assert.Equal(HttpStatusCode.RequestEntityTooLarge, large.Status);
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        Assert.Equal(0, await registry.Files.CountAsync(Cancellation));
    }

    private static async Task<Dictionary<string, long>> RevisionsAsync(RunningServer server)
    {
        await using RegistryContext registry = server.Database.CreateContext(RegistryScope.Everything);
        return await registry.Works.ToDictionaryAsync(w => w.ExternalId, w => w.Revision, Cancellation);
    }

    private static byte[] Zip(params (string Name, string Text)[] files)
    {
        using var memory = new MemoryStream();
        using (var archive = new ZipArchive(memory, ZipArchiveMode.Create, leaveOpen: true))
        {
            foreach ((string name, string text) in files)
            {
                using var writer = new StreamWriter(archive.CreateEntry(name).Open());
                writer.Write(text);
            }
        }
        return memory.ToArray();
    }
}
