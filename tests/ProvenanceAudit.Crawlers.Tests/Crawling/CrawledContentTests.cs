using Microsoft.AspNetCore.Http;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Tests.Crawling;

/// <summary>What a crawl takes from the answers that it gets.</summary>
public sealed class CrawledContentTests
{
    private const string Article = "The harbour was quiet in the morning, and nobody on the quay had yet heard the news that the ship was late "
        + "again this week. It came in at noon with two sails torn, and the captain said that he would not go out again before spring had "
        + "come to the coast and the ice was gone from the river.";

    private readonly MemoryCrawlRecord _record = new();

    [Fact]
    public async Task A_text_is_kept_once_with_all_its_addresses()
    {
        await using LocalSite site = await LocalSite.StartAsync(new Dictionary<string, string>
        {
            ["/"] = "<a href='/one'>1</a><a href='/two'>2</a><a href='/print'>p</a>",
            ["/one"] = Page("One", Article),
            ["/two"] = Page("One", Article),
            ["/print"] = Page("One", Article).Replace("<head>", "<head><link rel='canonical' href='/one'>", StringComparison.Ordinal),
        });
        CrawlSummary summary = await CrawlAsync(site);
        Assert.Equal([site.At("/").Text, site.At("/one").Text],
            _record.Visits.Where(v => v.Page is { DuplicateOf: null }).Select(v => v.Page!.Address).Distinct().Order());
        Assert.Equal(site.At("/one").Text, VisitOf(site, "/one").Page!.Address);
        Assert.Equal(site.At("/one").Text, VisitOf(site, "/two").Page!.DuplicateOf);
        // It names the page as its own address: it is that page, not a copy of it.
        Assert.Equal(site.At("/one").Text, VisitOf(site, "/print").Page!.Address);
        Assert.True(summary.Duplicates >= 1);
    }

    [Fact]
    public async Task Text_title_author_date_and_language_are_taken()
    {
        await using LocalSite site = await LocalSite.StartAsync(new Dictionary<string, string>
        {
            ["/"] = "<html lang='en'><head><title>The late ship</title><meta name='author' content='Ada Reed'>"
                + $"<meta property='article:published_time' content='2026-03-01T08:00:00Z'></head><body><article><h1>The late ship</h1><p>{Article}</p></article></body></html>",
        });
        await CrawlAsync(site);
        CrawledPage page = VisitOf(site, "/").Page!;
        Assert.Equal(("The late ship", "en"), (page.Title, page.Language));
        Assert.Equal(["Ada Reed"], page.Authors);
        Assert.StartsWith("2026-03-01", page.Published, StringComparison.Ordinal);
        Assert.Contains("two sails torn", page.Text, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_page_that_asks_not_to_be_kept_is_not_and_one_that_asks_not_to_be_followed_neither()
    {
        await using LocalSite site = await LocalSite.StartAsync(new Dictionary<string, string>
        {
            ["/"] = "<a href='/noindex'>a</a><a href='/nofollow'>b</a>",
            ["/noindex"] = Page("No", Article).Replace("<head>", "<head><meta name='robots' content='noindex'>", StringComparison.Ordinal),
            ["/nofollow"] = Page("No", Article + "<a href='/hidden'>h</a>")
                .Replace("<head>", "<head><meta name='provenanceauditbot' content='nofollow'>", StringComparison.Ordinal),
            ["/hidden"] = "hidden",
        });
        await CrawlAsync(site);
        Assert.Null(VisitOf(site, "/noindex").Page);
        Assert.Contains("noindex", VisitOf(site, "/noindex").Reason, StringComparison.Ordinal);
        Assert.NotNull(VisitOf(site, "/nofollow").Page);
        Assert.DoesNotContain("/hidden", site.Asked);
    }

    [Fact]
    public async Task Rights_are_taken_from_robots_txt_files_headers_and_pages_with_their_evidence()
    {
        await using LocalSite site = await LocalSite.StartAsync(async context =>
        {
            switch (context.Request.Path)
            {
                case "/robots.txt":
                    await context.Response.WriteAsync("User-agent: GPTBot\nDisallow: /\n\nUser-agent: *\nContent-Signal: ai-train=no\n");
                    break;
                case "/.well-known/tdmrep.json":
                    await context.Response.WriteAsync("[{\"location\": \"/\", \"tdm-reservation\": 1}]");
                    break;
                case "/":
                    context.Response.ContentType = "text/html";
                    context.Response.Headers["X-Robots-Tag"] = "noai";
                    await context.Response.WriteAsync("<link rel='license' href='https://creativecommons.org/licenses/by/4.0/'>words");
                    break;
                default:
                    // Whatever is asked for, this site answers with a page.
                    context.Response.ContentType = "text/html";
                    await context.Response.WriteAsync("<html><body>Not found, but 200</body></html>");
                    break;
            }
        });
        await CrawlAsync(site, rightsFiles: true);
        RightsStatement[] statements = [.. _record.Visits.SelectMany(v => v.Rights.Statements)];
        foreach (RightsStandard standard in new[]
        {
            RightsStandard.RobotsTxt, RightsStandard.ContentSignal, RightsStandard.TdmRep, RightsStandard.CreativeCommons,
        })
        {
            RightsStatement statement = statements.First(s => s.Standard == standard);
            Assert.Equal(200, statement.Evidence.HttpStatus);
            Assert.Equal(64, statement.Evidence.BodySha256!.Length);
        }
        Assert.Contains(statements, s => s.Evidence.HeaderName == "X-Robots-Tag");
        Dictionary<string, RightsSourceState> seen = _record.Visits.SelectMany(v => v.Observations)
            .ToDictionary(o => o.SourceAddress, o => o.State);
        Assert.Equal(RightsSourceState.Fetched, seen[site.At("/robots.txt").Text]);
        Assert.Equal(RightsSourceState.Fetched, seen[site.At("/.well-known/tdmrep.json").Text]);
        Assert.Equal(RightsSourceState.Absent, seen[site.At("/ai.txt").Text]);
        var policy = new RightsPolicy(statements.Select(RightsSighting.Once), _record.Visits.SelectMany(v => v.Observations));
        RightsDecision decision = policy.Decide(new RightsSubject(site.At("/other").Text), RightsUse.AiTraining, DateTimeOffset.UtcNow);
        Assert.Equal(RightsOutcome.Reserved, decision.Outcome);
    }

    [Fact]
    public async Task Sitemaps_and_feeds_lead_to_pages_that_nothing_links_to()
    {
        await using LocalSite site = await LocalSite.StartAsync(async context =>
        {
            string origin = $"http://{context.Request.Host}";
            string? answer = context.Request.Path.Value switch
            {
                "/robots.txt" => $"Sitemap: {origin}/index.xml\n",
                "/index.xml" => $"<sitemapindex><sitemap><loc>{origin}/map.xml</loc></sitemap></sitemapindex>",
                "/map.xml" => $"<urlset><url><loc>{origin}/mapped</loc></url></urlset>",
                "/feed" => $"<rss><channel><item><link>{origin}/fed</link></item></channel></rss>",
                "/" => "<html><head><link rel='alternate' type='application/rss+xml' href='/feed'></head><body>home</body></html>",
                "/mapped" or "/fed" => "page",
                _ => null,
            };
            context.Response.StatusCode = answer is null ? 404 : 200;
            context.Response.ContentType = answer?.StartsWith("<html", StringComparison.Ordinal) == true || answer == "page" ? "text/html" : "text/xml";
            await context.Response.WriteAsync(answer ?? "");
        });
        await CrawlAsync(site, lists: true);
        Assert.Contains("/mapped", site.Asked);
        Assert.Contains("/fed", site.Asked);
        Assert.Equal(AddressKind.List, VisitOf(site, "/map.xml").Entry.Kind);
    }

    [Fact]
    public async Task A_pattern_of_addresses_that_brings_no_texts_is_left()
    {
        await using LocalSite site = await LocalSite.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Path == "/robots.txt" ? 404 : 200;
            context.Response.ContentType = "text/html";
            int page = int.TryParse(context.Request.Query["page"], out int number) ? number : 0;
            return context.Response.WriteAsync($"<p>Page {page}</p><a href='/list?page={page + 1}'>next</a><a href='/list?page={page + 2}'>x</a>");
        });
        await CrawlAsync(site);
        Assert.InRange(site.Asked.Count, 100, 110);
        Assert.Contains(_record.Visits, v => v.Outcome == VisitOutcome.Trap && v.Reason!.Contains("a text of their own", StringComparison.Ordinal));
    }

    [Fact]
    public async Task A_page_that_nests_as_deep_as_no_page_does_is_read()
    {
        string deep = string.Concat(Enumerable.Repeat("<div>", 100_000)) + $"<p>{Article}</p><a href='/next'>n</a>";
        await using LocalSite site = await LocalSite.StartAsync(new Dictionary<string, string> { ["/"] = deep, ["/next"] = "next" });
        await CrawlAsync(site);
        Assert.Equal(VisitOutcome.Fetched, VisitOf(site, "/").Outcome);
        Assert.Contains("/next", site.Asked);
    }

    private static string Page(string title, string text) =>
        $"<html lang='en'><head><title>{title}</title></head><body><article><h1>{title}</h1><p>{text}</p></article></body></html>";

    private async Task<CrawlSummary> CrawlAsync(LocalSite site, bool lists = false, bool rightsFiles = false)
    {
        var settings = new CrawlSettings
        {
            Seeds = [site.At("/")],
            Scope = CrawlScope.HostsOf([site.At("/")]),
            MinimumDelay = TimeSpan.Zero,
            Lists = lists,
            RightsFiles = rightsFiles,
        };
        using var fetcher = new PageFetcher(settings.Identity, LocalSite.Policy, settings.Limits);
        return await new Crawler(settings, fetcher, _record).RunAsync(null, TestContext.Current.CancellationToken);
    }

    private PageVisit VisitOf(LocalSite site, string path) => Assert.Single(_record.Visits, v => v.Entry.Address == site.At(path));
}
