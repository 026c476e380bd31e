using System.Net;
using System.Text;
using AngleSharp.Dom;
using AngleSharp.Html.Parser;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Feeds;
using ProvenanceAudit.Crawlers.Sitemaps;
using ProvenanceAudit.TrapSite;

namespace ProvenanceAudit.Crawlers.Tests;

/// <summary>The site that crawls are tested with keeps its word.</summary>
public sealed class TrapSiteTests : IAsyncLifetime
{
    private readonly HttpClient _http = new(new SocketsHttpHandler { AllowAutoRedirect = false, UseCookies = false });
    private TrapSiteServer _site = null!;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync() =>
        _site = await TrapSiteServer.StartAsync(
            new TrapSiteSettings { Pages = 600, RetryAfterSeconds = 0, EndlessAnswers = false }, Cancellation);

    public async ValueTask DisposeAsync()
    {
        _http.Dispose();
        await _site.DisposeAsync();
    }

    private async Task<HttpResponseMessage> GetAsync(string path) => await _http.GetAsync(new Uri(_site.Address + path), Cancellation);

    [Fact]
    public async Task Every_expected_page_is_reached_and_nothing_else_that_is_a_page()
    {
        var guard = new TrapGuard(DateTimeOffset.UtcNow, new TrapLimits { MaximumQueries = 20 });
        var seen = new HashSet<CrawlAddress>();
        var queue = new Queue<CrawlAddress>();
        var pages = new HashSet<string>();
        var disallowed = new HashSet<string>();
        string other = CrawlAddress.Parse(_site.OtherAddress).Authority;
        void Find(CrawlAddress? address)
        {
            if (address is null || address.Authority == other || address.Host != "127.0.0.1" || !seen.Add(address))
                return;
            if (address.Path.StartsWith("/private/", StringComparison.Ordinal) || address.Query.StartsWith("?print=", StringComparison.Ordinal))
                disallowed.Add(address.PathAndQuery);
            else if (guard.TryAdmit(address, out _))
                queue.Enqueue(address);
        }
        CrawlAddress home = CrawlAddress.Parse(_site.Address);
        Find(home);
        Sitemap index = SitemapReader.Read(await _http.GetByteArrayAsync(new Uri(_site.Address + "/sitemap_index.xml"), Cancellation), home);
        foreach (SitemapEntry map in index.Entries)
        {
            foreach (SitemapEntry entry in SitemapReader.Read(await _http.GetByteArrayAsync(map.Address.ToUri(), Cancellation), home).Entries)
                Find(entry.Address);
        }
        foreach (FeedEntry entry in FeedReader.Read(await _http.GetByteArrayAsync(new Uri(_site.Address + "/feed.xml"), Cancellation), home).Entries)
            Find(entry.Address);
        while (queue.TryDequeue(out CrawlAddress? address))
        {
            string? path = address.PathAndQuery is "/short" or "/header" ? null : address.PathAndQuery;
            if (path is null)
                continue;
            using HttpResponseMessage response = await GetAsync(path);
            if (response.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.ServiceUnavailable)
                queue.Enqueue(address);
            if (response.Headers.Location is { } location)
                Find(CrawlAddress.TryParse(location.OriginalString, address, out CrawlAddress? target) ? target : null);
            if (response.StatusCode != HttpStatusCode.OK || response.Content.Headers.ContentType?.MediaType != "text/html")
                continue;
            pages.Add(path);
            byte[] body = await response.Content.ReadAsByteArrayAsync(Cancellation);
            bool isUtf16 = body is [0xFF, 0xFE, ..];
            IDocument document = new HtmlParser().ParseDocument((isUtf16 ? Encoding.Unicode : Encoding.UTF8).GetString(body));
            CrawlAddress.TryParse(document.QuerySelector("base")?.GetAttribute("href") ?? "", address, out CrawlAddress? start);
            foreach (IElement link in document.QuerySelectorAll("a[href]"))
                Find(CrawlAddress.TryParse(link.GetAttribute("href"), start, out CrawlAddress? target) ? target : null);
        }

        Assert.Empty(_site.Plan.Expected.Except(pages));
        string[] traps = ["/list", "/calendar", "/deep", "/cookie"];
        Assert.DoesNotContain(pages.Except(_site.Plan.Expected), page => !traps.Any(trap => page.StartsWith(trap, StringComparison.Ordinal)));
        Assert.Equal(_site.Plan.Disallowed.Order(), disallowed.Order());
        Assert.DoesNotContain(_site.Log.Requests, request => _site.Plan.Disallowed.Contains(request.Path));
        Assert.Equal(1, _site.Log.MostAtOnce(home.Authority));
    }

    [Fact]
    public async Task Pages_are_busy_once_and_unchanged_when_asked_again()
    {
        string busy = SitePlan.PathOf(12);
        using HttpResponseMessage first = await GetAsync(busy), second = await GetAsync(busy);
        Assert.Equal([HttpStatusCode.TooManyRequests, HttpStatusCode.OK], [first.StatusCode, second.StatusCode]);
        Assert.Equal(TimeSpan.Zero, first.Headers.RetryAfter!.Delta);

        using var again = new HttpRequestMessage(HttpMethod.Get, new Uri(_site.Address + busy));
        again.Headers.IfNoneMatch.Add(second.Headers.ETag!);
        using HttpResponseMessage third = await _http.SendAsync(again, Cancellation);
        Assert.Equal(HttpStatusCode.NotModified, third.StatusCode);
        Assert.Equal([(429, false), (200, false), (304, true)], _site.Log.Requests.Select(r => (r.Status, r.IsConditional)));
    }

    [Fact]
    public async Task Answers_that_never_end_do_not()
    {
        foreach (string path in SitePlan.EndlessTraps)
        {
            using HttpResponseMessage response = await _http.GetAsync(
                new Uri(_site.Address + path), HttpCompletionOption.ResponseHeadersRead, Cancellation);
            await using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
            Assert.Equal(HttpStatusCode.OK, response.StatusCode);
            Assert.NotEqual(0, await body.ReadAsync(new byte[10], Cancellation));
        }
        using HttpResponseMessage cut = await _http.GetAsync(
            new Uri(_site.Address + "/short"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await Assert.ThrowsAnyAsync<Exception>(() => cut.Content.ReadAsByteArrayAsync(Cancellation));
    }

    [Fact]
    public async Task The_bomb_unpacks_to_a_thousand_times_its_size()
    {
        using HttpResponseMessage response = await _http.GetAsync(
            new Uri(_site.Address + "/bomb"), HttpCompletionOption.ResponseHeadersRead, Cancellation);
        await using Stream body = await response.Content.ReadAsStreamAsync(Cancellation);
        byte[] packed = new byte[64 << 10];
        await body.ReadExactlyAsync(packed, Cancellation);
        using var gzip = new System.IO.Compression.GZipStream(new MemoryStream(packed), System.IO.Compression.CompressionMode.Decompress);
        byte[] unpacked = new byte[40 << 20];
        gzip.ReadExactly(unpacked);
        Assert.Equal(-1, unpacked.AsSpan().IndexOfAnyExcept((byte)0));
    }
}
