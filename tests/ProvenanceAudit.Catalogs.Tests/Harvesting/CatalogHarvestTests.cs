using System.IO.Compression;
using System.Text;
using System.Text.Json;
using ProvenanceAudit.Catalogs.Harvesting;

namespace ProvenanceAudit.Catalogs.Tests.Harvesting;

public sealed class CatalogHarvestTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();
    private readonly List<string> _asked = [];
    private readonly List<TimeSpan> _waits = [];
    private readonly List<HarvestProgress> _told = [];

    public void Dispose() => _folder.Dispose();

    [Fact]
    public async Task A_repository_is_read_through_its_tokens_and_becomes_a_catalog()
    {
        HarvestSummary summary = await HarvestAsync("https://r.example/oai?from=2024-01-01", Repository(pages: 3));
        Assert.Equal(
        [
            "?verb=ListMetadataFormats", "?verb=ListRecords&from=2024-01-01&metadataPrefix=oai_dc", "?verb=ListRecords&resumptionToken=a%2Fb%202",
            "?verb=ListRecords&resumptionToken=a%2Fb%203",
        ], _asked);
        Assert.Equal((3, 6, 6L), (summary.Progress.Answers, summary.Progress.Records, summary.Progress.CompleteSize));
        Assert.Empty(summary.Notes);
        Assert.Equal([1, 2, 3], _told.Select(p => p.Answers));
        List<CatalogRecord> records = [.. new CatalogReader(Zip).Records()];
        Assert.All(records, r => Assert.Null(r.Refusal));
        Assert.Equal(["1.0", "1.1", "2.0", "2.1", "3.0", "3.1"], records.Select(r => r.Work!.Id));
    }

    [Fact]
    public async Task Answers_are_kept_as_they_came_with_a_manifest_of_where_from_and_when()
    {
        await HarvestAsync("https://r.example/oai", Repository(pages: 2));
        using ZipArchive zip = ZipFile.OpenRead(Zip);
        Assert.Equal(["00000001.xml", "00000002.xml", ".harvest/formats.xml", ".harvest/manifest.json"], zip.Entries.Select(e => e.FullName));
        using var first = new StreamReader(zip.Entries[0].Open());
        Assert.Equal(Page(1, 2), await first.ReadToEndAsync(TestContext.Current.CancellationToken));
        using JsonDocument manifest = JsonDocument.Parse(zip.Entries[^1].Open());
        JsonElement answer = manifest.RootElement.GetProperty("answers")[1];
        Assert.Equal("https://r.example/oai?verb=ListRecords&resumptionToken=a%2Fb%202", answer.GetProperty("address").GetString());
        Assert.Equal(
            Convert.ToHexStringLower(System.Security.Cryptography.SHA256.HashData(Encoding.UTF8.GetBytes(Page(2, 2)))), answer.GetProperty("sha256").GetString());
    }

    [Fact]
    public async Task JATS_is_asked_for_where_a_repository_has_it()
    {
        await HarvestAsync("https://r.example/oai?key=1", Repository(pages: 1, formats: "<metadataPrefix>oai_dc</metadataPrefix><metadataPrefix>jats</metadataPrefix>"));
        Assert.Equal(["?key=1&verb=ListMetadataFormats", "?key=1&verb=ListRecords&metadataPrefix=jats"], _asked);
    }

    [Fact]
    public async Task A_harvest_that_was_broken_off_goes_on_where_it_stopped()
    {
        HarvestFetch whole = Repository(pages: 3);
        HarvestFetch broken = (address, cancellation) => address.Query.EndsWith('3') ? Task.FromResult(new HarvestAnswer(404, default)) : whole(address, cancellation);
        HarvestException error = await Assert.ThrowsAsync<HarvestException>(() => HarvestAsync("https://r.example/oai", broken));
        Assert.Equal("https://r.example/oai: the server answered with status 404", error.Message);
        Assert.False(File.Exists(Zip));
        // As after a power cut: the last line is not whole.
        string log = Path.Combine(_folder.Path, "state", ".harvest", "log.jsonl");
        await File.AppendAllTextAsync(log, "{\"file\":\"000", TestContext.Current.CancellationToken);
        _asked.Clear();
        HarvestSummary summary = await HarvestAsync("https://r.example/oai", whole);
        Assert.Equal(["?verb=ListRecords&resumptionToken=a%2Fb%203"], _asked);
        Assert.Equal((3, 6), (summary.Progress.Answers, summary.Progress.Records));
        Assert.Equal(6, new CatalogReader(Zip).Records().Count(r => r.Refusal is null));
    }

    [Fact]
    public async Task An_answer_whose_file_was_lost_is_fetched_again()
    {
        HarvestFetch whole = Repository(pages: 3);
        await HarvestAsync("https://r.example/oai", whole);
        File.Delete(Path.Combine(_folder.Path, "state", "00000002.xml"));
        _asked.Clear();
        await HarvestAsync("https://r.example/oai", whole);
        Assert.Equal(["?verb=ListRecords&resumptionToken=a%2Fb%202", "?verb=ListRecords&resumptionToken=a%2Fb%203"], _asked);
    }

    [Fact]
    public async Task A_token_that_the_repository_forgot_begins_the_list_anew_once_and_says_so()
    {
        HarvestFetch whole = Repository(pages: 3);
        bool hasForgotten = false;
        HarvestSummary summary = await HarvestAsync("https://r.example/oai", (address, cancellation) =>
        {
            if (!address.Query.EndsWith('3') || hasForgotten)
                return whole(address, cancellation);
            hasForgotten = true;
            return Answer("<OAI-PMH><error code='badResumptionToken'/></OAI-PMH>");
        });
        Assert.Equal(["the repository forgot after 2 answers where it was in its list (badResumptionToken); all was fetched again"], summary.Notes);
        Assert.Equal((3, 6), (summary.Progress.Answers, summary.Progress.Records));
        HarvestException error = await Assert.ThrowsAsync<HarvestException>(() => HarvestAsync("https://r.example/oai?set=x", (address, cancellation) =>
            address.Query.EndsWith('3') ? Answer("<OAI-PMH><error code='badResumptionToken'/></OAI-PMH>") : whole(address, cancellation), "other"));
        Assert.Contains("forgot twice", error.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Lists_that_go_round_or_never_end_are_told()
    {
        HarvestException round = await Assert.ThrowsAsync<HarvestException>(() => HarvestAsync("https://r.example/oai?metadataPrefix=oai_dc", (_, _) => Answer(Page(1, 9))));
        Assert.Contains("goes round", round.Message, StringComparison.Ordinal);
        int number = 0;
        HarvestException empty = await Assert.ThrowsAsync<HarvestException>(() => HarvestAsync("https://r.example/oai?metadataPrefix=x", (_, _) =>
            Answer($"<OAI-PMH><ListRecords><resumptionToken>{number++}</resumptionToken></ListRecords></OAI-PMH>"), "other"));
        Assert.Contains("21 answers without a record", empty.Message, StringComparison.Ordinal);
        HarvestException endless = await Assert.ThrowsAsync<HarvestException>(() => HarvestAsync("https://r.example/oai?metadataPrefix=y", (_, _) =>
            Answer(Page(number++, int.MaxValue)), "third", new HarvestLimits { Answers = 5 }));
        Assert.Contains("more than 5 answers", endless.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_asks_to_wait_is_waited_for()
    {
        HarvestFetch whole = Repository(pages: 1);
        Queue<HarvestAnswer> first = new([
            new HarvestAnswer(503, default, "7"), new HarvestAnswer(503, default, "Thu, 01 Jan 1970 00:00:00 GMT"), new HarvestAnswer(500, default),
            new HarvestAnswer(429, default, "999999"), new HarvestAnswer(0, default, Failure: "the host refused the connection")]);
        await HarvestAsync("https://r.example/oai", (address, cancellation) => first.TryDequeue(out HarvestAnswer? answer) ? Task.FromResult(answer) : whole(address, cancellation));
        Assert.Equal([7, 0, 20, 900, 80], _waits.Select(w => w.TotalSeconds));
    }

    [Fact]
    public async Task What_never_comes_is_given_up_with_its_reason()
    {
        HarvestException error = await Assert.ThrowsAsync<HarvestException>(() => HarvestAsync("https://r.example/oai", (_, _) => Task.FromResult(new HarvestAnswer(503, default))));
        Assert.Equal("https://r.example/oai: the server answered with status 503; it was tried 6 times", error.Message);
        HarvestException forbidden = await Assert.ThrowsAsync<HarvestException>(() =>
            HarvestAsync("https://r.example/oai", (_, _) => Task.FromResult(new HarvestAnswer(0, default, Failure: "it is private", IsFinal: true))));
        Assert.Equal("https://r.example/oai: it is private", forbidden.Message);
        HarvestException page = await Assert.ThrowsAsync<HarvestException>(() => HarvestAsync("https://r.example/oai", (_, _) => Answer("<html><body>Hello</body></html>")));
        Assert.Contains("does not answer by OAI-PMH", page.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Crossref_is_read_through_with_its_cursors_and_a_contact()
    {
        HarvestFetch crossref = (address, _) =>
        {
            _asked.Add(address.PathAndQuery);
            int page = address.Query.EndsWith("cursor=%2A", StringComparison.Ordinal) ? 1 : 2;
            string items = string.Join(',', Enumerable.Range(0, page == 1 ? 2 : 1).Select(i => $"{{\"DOI\":\"10.1234/{page}.{i}\",\"title\":[\"T\"]}}"));
            return Answer($"{{\"status\":\"ok\",\"message-type\":\"work-list\",\"message\":{{\"total-results\":3,\"items\":[{items}],\"next-cursor\":\"AoE/+=\"}}}}");
        };
        HarvestSummary summary = await HarvestAsync("https://api.crossref.org/prefixes/10.1234/works?rows=2&offset=5&filter=type:book", crossref);
        Assert.Equal(
        [
            "/prefixes/10.1234/works?filter=type%3Abook&mailto=rights%40example.com&rows=2&cursor=%2A",
            "/prefixes/10.1234/works?filter=type%3Abook&mailto=rights%40example.com&rows=2&cursor=AoE%2F%2B%3D",
        ], _asked);
        Assert.Equal((3, 3L), (summary.Progress.Records, summary.Progress.CompleteSize));
        Assert.Equal(["10.1234/1.0", "10.1234/1.1", "10.1234/2.0"], new CatalogReader(Zip).Records().Select(r => r.Work?.Id));
    }

    [Fact]
    public async Task One_work_of_Crossref_is_one_answer()
    {
        HarvestSummary summary = await HarvestAsync("https://api.crossref.org/works/10.1234/a%2Fb", (address, _) =>
        {
            _asked.Add(address.PathAndQuery);
            return Answer("{\"status\":\"ok\",\"message-type\":\"work\",\"message\":{\"DOI\":\"10.1234/a/b\"}}");
        });
        Assert.Equal(["/works/10.1234/a%2Fb?mailto=rights%40example.com"], _asked);
        Assert.Equal(1, summary.Progress.Records);
    }

    [Fact]
    public async Task A_folder_of_another_address_is_left_alone()
    {
        await HarvestAsync("https://r.example/oai", Repository(pages: 1));
        HarvestException error = await Assert.ThrowsAsync<HarvestException>(() => HarvestAsync("https://s.example/oai", Repository(pages: 1)));
        Assert.Contains("holds records from https://r.example/oai", error.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("ftp://r.example/oai", "is none of http or https")]
    [InlineData("r.example/oai", "is none of http or https")]
    [InlineData(null, "is none of http or https")]
    [InlineData("https://me:secret@r.example/oai", "name or a password")]
    [InlineData("https://r.example/oai?verb=Identify", "brings no records")]
    [InlineData("https://r.example/oai?verb=GetRecord", "names no record")]
    public void Addresses_that_cannot_be_fetched_say_why(string? address, string reason)
    {
        Assert.False(CatalogHarvest.TryRead(address, out Uri? read, out string? mistake));
        Assert.Null(read);
        Assert.Contains(reason, mistake, StringComparison.Ordinal);
    }

    private string Zip => _folder.At("harvest.zip");

    private Task<HarvestSummary> HarvestAsync(string address, HarvestFetch fetch, string state = "state", HarvestLimits? limits = null)
    {
        Assert.True(CatalogHarvest.TryRead(address, out Uri? uri, out _));
        var harvest = new CatalogHarvest(fetch, new HarvestSettings
        {
            Contact = "rights@example.com",
            Limits = limits ?? new HarvestLimits(),
            OnProgress = _told.Add,
            Wait = (time, _) =>
            {
                _waits.Add(time);
                return Task.CompletedTask;
            },
        });
        return harvest.RunAsync(uri!, _folder.At(state), () => File.Create(Zip), TestContext.Current.CancellationToken);
    }

    private HarvestFetch Repository(int pages, string formats = "<metadataPrefix>oai_dc</metadataPrefix>") => (address, _) =>
    {
        _asked.Add(address.Query);
        if (address.Query.Contains("ListMetadataFormats", StringComparison.Ordinal))
            return Answer($"<OAI-PMH><ListMetadataFormats><metadataFormat>{formats}</metadataFormat></ListMetadataFormats></OAI-PMH>");
        return Answer(Page(address.Query.Contains("resumptionToken", StringComparison.Ordinal) ? address.Query[^1] - '0' : 1, pages));
    };

    private static string Page(int page, int pages) => "<OAI-PMH xmlns='http://www.openarchives.org/OAI/2.0/'><ListRecords>"
        + string.Concat(Enumerable.Range(0, 2).Select(i => $"<record><header><identifier>{page}.{i}</identifier></header><metadata><dc><title>T</title></dc></metadata></record>"))
        + (pages == 1 ? "" : $"<resumptionToken completeListSize='{2L * pages}'>{(page == pages ? "" : $"a/b {page + 1}")}</resumptionToken>") + "</ListRecords></OAI-PMH>";

    private static Task<HarvestAnswer> Answer(string body) => Task.FromResult(new HarvestAnswer(200, Encoding.UTF8.GetBytes(body)));
}
