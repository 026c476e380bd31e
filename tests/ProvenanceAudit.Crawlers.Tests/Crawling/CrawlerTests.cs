using Microsoft.AspNetCore.Http;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.Crawlers.Tests.Crawling;

public sealed class CrawlerTests
{
    private readonly MemoryCrawlRecord _record = new();

    [Fact]
    public async Task Every_page_that_is_linked_and_allowed_is_fetched_once()
    {
        await using LocalSite site = await LocalSite.StartAsync(new Dictionary<string, string>
        {
            ["/robots.txt"] = "User-agent: *\nDisallow: /no/\n",
            ["/"] = "<a href='/a'>a</a> <a href='/b#part'>b</a> <a href='/no/x'>x</a> <a href='mailto:a@example.org'>m</a>",
            ["/a"] = "<a href='/'>home</a> <a href='b'>b</a> <a href='/missing'>m</a> <a href='https://elsewhere.invalid/'>e</a>",
            ["/b"] = "<a href='/a'>a</a> <a rel='nofollow' href='/hidden'>h</a>",
            ["/hidden"] = "hidden",
        });
        CrawlSummary summary = await CrawlAsync(site, Settings(site));
        Assert.Equal(["/", "/a", "/b", "/missing"], Pages(site));
        Assert.Equal(1, site.Asked.Count(p => p == "/robots.txt"));
        Assert.Equal(VisitOutcome.Disallowed, OutcomeOf(site, "/no/x"));
        Assert.Equal("robots.txt, line 2: Disallow: /no/", VisitOf(site, "/no/x").Reason);
        Assert.Equal(VisitOutcome.Gone, OutcomeOf(site, "/missing"));
        Assert.Equal(3, summary.Progress.Pages);
        Assert.Null(summary.Unfinished);
    }

    [Fact]
    public async Task Redirects_are_visited_as_addresses_of_their_own_and_loops_end()
    {
        await using LocalSite site = await LocalSite.StartAsync(context =>
        {
            string path = context.Request.Path;
            if (path == "/")
                return Html(context, "<a href='/loop1'>l</a><a href='/old'>o</a><a href='/far0'>f</a>");
            if (path == "/old")
                context.Response.Redirect("/new", permanent: true);
            else if (path == "/new")
                return Html(context, "new");
            else if (path.StartsWith("/loop", StringComparison.Ordinal))
                context.Response.Redirect(path == "/loop1" ? "/loop2" : "/loop1");
            else if (path.StartsWith("/far", StringComparison.Ordinal))
                context.Response.Redirect("/far" + (int.Parse(path[4..], System.Globalization.CultureInfo.InvariantCulture) + 1));
            else
                context.Response.StatusCode = 404;
            return Task.CompletedTask;
        });
        await CrawlAsync(site, Settings(site));
        Assert.Equal(VisitOutcome.Redirected, OutcomeOf(site, "/old"));
        Assert.Equal(site.At("/new").Text, VisitOf(site, "/old").RedirectsTo);
        Assert.Equal(VisitOutcome.Fetched, OutcomeOf(site, "/new"));
        Assert.Equal(1, site.Asked.Count(p => p == "/loop1"));
        Assert.Equal(1, site.Asked.Count(p => p == "/loop2"));
        Assert.Equal(11, site.Asked.Count(p => p.StartsWith("/far", StringComparison.Ordinal)));
    }

    [Fact]
    public async Task A_server_that_asks_for_patience_is_left_alone_for_as_long()
    {
        var times = new List<DateTime>();
        await using LocalSite site = await LocalSite.StartAsync(context =>
        {
            if (context.Request.Path != "/")
            {
                context.Response.StatusCode = 404;
                return Task.CompletedTask;
            }
            times.Add(DateTime.UtcNow);
            if (times.Count > 1)
                return Html(context, "at last");
            context.Response.StatusCode = 429;
            context.Response.Headers.RetryAfter = "1";
            return Task.CompletedTask;
        });
        await CrawlAsync(site, Settings(site));
        Assert.Equal(VisitOutcome.Fetched, OutcomeOf(site, "/"));
        Assert.True(times[1] - times[0] >= TimeSpan.FromSeconds(0.99), $"{times[1] - times[0]}");
    }

    [Fact]
    public async Task An_address_that_keeps_failing_is_given_up_and_the_others_go_on()
    {
        await using LocalSite site = await LocalSite.StartAsync(context =>
        {
            switch (context.Request.Path)
            {
                case "/":
                    return Html(context, "<a href='/bad'>b</a><a href='/good'>g</a>");
                case "/good":
                    return Html(context, "good");
                case "/bad":
                    context.Response.StatusCode = 500;
                    return Task.CompletedTask;
                default:
                    context.Response.StatusCode = 404;
                    return Task.CompletedTask;
            }
        });
        await CrawlAsync(site, Settings(site) with { FirstBackoff = TimeSpan.FromMilliseconds(5), MaximumAttempts = 3 });
        Assert.Equal(3, site.Asked.Count(p => p == "/bad"));
        PageVisit bad = VisitOf(site, "/bad");
        Assert.Equal((VisitOutcome.Failed, 500), (bad.Outcome, bad.Status));
        Assert.Equal("the server answered 500 Internal Server Error, 3 times", bad.Reason);
        Assert.Equal(VisitOutcome.Fetched, OutcomeOf(site, "/good"));
    }

    [Fact]
    public async Task Without_robots_txt_nothing_is_fetched_and_the_next_run_tries_again()
    {
        bool isBroken = true;
        await using LocalSite site = await LocalSite.StartAsync(context =>
        {
            if (context.Request.Path == "/robots.txt" && isBroken)
            {
                context.Response.StatusCode = 503;
                return Task.CompletedTask;
            }
            return Html(context, "page");
        });
        CrawlSettings settings = Settings(site) with { FirstBackoff = TimeSpan.FromMilliseconds(5), MaximumAttempts = 2 };
        CrawlSummary summary = await CrawlAsync(site, settings);
        Assert.All(site.Asked, path => Assert.Equal("/robots.txt", path));
        Assert.Equal(VisitOutcome.Postponed, OutcomeOf(site, "/"));
        Assert.NotNull(summary.Unfinished);
        isBroken = false;
        await CrawlAsync(site, settings);
        Assert.Equal(VisitOutcome.Fetched, OutcomeOf(site, "/"));
    }

    [Fact]
    public async Task No_more_pages_are_fetched_than_allowed()
    {
        await using LocalSite site = await LocalSite.StartAsync(context =>
            Html(context, string.Concat(Enumerable.Range(0, 30).Select(i => $"<a href='/p{i}'>p</a>"))));
        CrawlSettings settings = Settings(site);
        CrawlSummary summary = await CrawlAsync(site, settings with { Scope = settings.Scope with { MaximumPages = 5 } });
        Assert.Equal(5, summary.Progress.Pages);
        Assert.Equal(5, Pages(site).Length);
        Assert.Equal(26, summary.Progress.Waiting);
        Assert.Equal("the 5 pages allowed are fetched", summary.Unfinished);
    }

    [Fact]
    public async Task Links_are_followed_as_deep_as_the_scope_says()
    {
        await using LocalSite site = await LocalSite.StartAsync(context =>
            Html(context, $"<a href='{context.Request.Path}x'>deeper</a>"));
        CrawlSettings settings = Settings(site);
        await CrawlAsync(site, settings with { Scope = settings.Scope with { MaximumDepth = 3 } });
        Assert.Equal(["/", "/x", "/xx", "/xxx"], Pages(site));
    }

    [Fact]
    public async Task One_request_at_a_time_is_sent_to_a_host_and_the_delay_kept()
    {
        int now = 0, most = 0;
        var ends = new List<DateTime>();
        var begins = new List<DateTime>();
        await using LocalSite site = await LocalSite.StartAsync(async context =>
        {
            begins.Add(DateTime.UtcNow);
            most = Math.Max(most, Interlocked.Increment(ref now));
            await Html(context, "<a href='/1'>1</a><a href='/2'>2</a><a href='/3'>3</a>");
            Interlocked.Decrement(ref now);
            ends.Add(DateTime.UtcNow);
        });
        await CrawlAsync(site, Settings(site) with { MinimumDelay = TimeSpan.FromMilliseconds(100) });
        Assert.Equal(1, most);
        // The client knows of an end a moment before the server's own note of it.
        Assert.All(begins.Skip(1).Zip(ends), pair => Assert.True(pair.First - pair.Second > TimeSpan.FromMilliseconds(80)));
    }

    [Fact]
    public async Task A_run_that_was_broken_off_goes_on_and_asks_for_nothing_twice()
    {
        using var folder = new TemporaryFolder();
        await using LocalSite site = await LocalSite.StartAsync(context => context.Request.Path == "/robots.txt"
            ? Task.FromResult(context.Response.StatusCode = 404)
            : Html(context, string.Concat(Enumerable.Range(0, 100).Select(i => $"<a href='/p{i}'>p</a>"))));
        var forgetful = new ForgetfulRecord(_record);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => CrawlAsync(
            site, Settings(site), forgetful, folder.Path, p => { if (p.Pages >= 40) stop.Cancel(); }, stop.Token));
        int before = Pages(site).Length;
        Assert.InRange(before, 40, 100);
        await CrawlAsync(site, Settings(site), _record, folder.Path);
        string[] pages = Pages(site);
        Assert.Equal(101, pages.Length);
        Assert.Equal(101, pages.Distinct().Count());
        Assert.Equal(101, _record.Visits.Count(v => v.Entry.Kind == AddressKind.Page && v.Outcome == VisitOutcome.Fetched));
    }

    private static Task Html(HttpContext context, string body)
    {
        if (context.Request.Path == "/robots.txt")
        {
            context.Response.StatusCode = 404;
            return Task.CompletedTask;
        }
        context.Response.ContentType = "text/html";
        return context.Response.WriteAsync(body);
    }

    private static CrawlSettings Settings(LocalSite site) => new()
    {
        Seeds = [site.At("/")],
        Scope = CrawlScope.HostsOf([site.At("/")]),
        MinimumDelay = TimeSpan.Zero,
        Lists = false,
        RightsFiles = false,
    };

    private async Task<CrawlSummary> CrawlAsync(
        LocalSite site, CrawlSettings settings, ICrawlRecord? record = null, string? folder = null, Action<CrawlProgress>? progress = null,
        CancellationToken? cancellation = null)
    {
        Assert.NotNull(site);
        using var fetcher = new PageFetcher(settings.Identity, LocalSite.Policy, settings.Limits);
        using CrawlArchive? archive = folder is null ? null : CrawlArchive.Open(folder, "crawl", settings.Identity, settings.Limits);
        return await new Crawler(settings, fetcher, record ?? _record, archive)
            .RunAsync(progress, cancellation ?? TestContext.Current.CancellationToken);
    }

    private static string[] Pages(LocalSite site) => [.. site.Asked.Where(p => p != "/robots.txt")];

    private PageVisit VisitOf(LocalSite site, string path) => Assert.Single(_record.Visits, v => v.Entry.Address == site.At(path));

    private VisitOutcome OutcomeOf(LocalSite site, string path) => VisitOf(site, path).Outcome;

    /// <summary>Keeps nothing, as if the program had been killed before each batch was written.</summary>
    private sealed class ForgetfulRecord(ICrawlRecord inner) : ICrawlRecord
    {
        public Task<WrittenRecord?> CheckpointAsync(CancellationToken cancellation) => inner.CheckpointAsync(cancellation);

        public IAsyncEnumerable<KnownAddress> LoadAsync(CancellationToken cancellation) => inner.LoadAsync(cancellation);

        public IAsyncEnumerable<KnownPage> LoadPagesAsync(CancellationToken cancellation) => inner.LoadPagesAsync(cancellation);

        public Task CommitAsync(CrawlBatch batch, CancellationToken cancellation) => Task.CompletedTask;
    }
}
