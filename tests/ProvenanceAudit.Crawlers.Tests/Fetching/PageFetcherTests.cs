using System.IO.Compression;
using System.Net;
using System.Net.Sockets;
using System.Text;
using Microsoft.AspNetCore.Http;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.Crawlers.Tests.Fetching;

public sealed class PageFetcherTests
{
    [Fact]
    public async Task An_answer_comes_with_status_headers_body_and_peer()
    {
        await using LocalSite site = await LocalSite.StartAsync(context =>
        {
            context.Response.Headers.ETag = "\"1\"";
            context.Response.Headers.Append("X-Robots-Tag", new[] { "noai", "GPTBot: noindex" });
            return context.Response.WriteAsync("hello");
        });
        using var fetcher = new PageFetcher(new CrawlerIdentity("ExampleBot", "https://example.org/bot"), LocalSite.Policy);
        FetchOutcome answer = await fetcher.FetchAsync(site.At("/a?b=c"), null, TestContext.Current.CancellationToken);
        Assert.Null(answer.Failure);
        Assert.Equal(200, answer.Status);
        Assert.Equal("hello", Encoding.UTF8.GetString(answer.Body));
        Assert.Equal(IPAddress.Loopback, answer.Peer);
        Assert.Equal(["noai", "GPTBot: noindex"], answer.Headers.Where(h => h.Key == "X-Robots-Tag").Select(h => h.Value));
        Assert.Equal(new Validators("\"1\"", null, answer.AskedAt), Validators.Of(answer));
        Assert.StartsWith($"GET /a?b=c HTTP/1.1\r\nHost: {site.At("/").Authority}\r\n", answer.RequestHead, StringComparison.Ordinal);
        Assert.Equal("ExampleBot/1.0 (+https://example.org/bot)", site.Headers["/a?b=c"].UserAgent);
    }

    [Fact]
    public async Task A_private_address_is_not_connected_to()
    {
        await using LocalSite site = await LocalSite.StartAsync(context => context.Response.WriteAsync("secret"));
        using var fetcher = new PageFetcher(new CrawlerIdentity(), AddressPolicy.PublicOnly);
        FetchOutcome answer = await fetcher.FetchAsync(site.At("/"), null, TestContext.Current.CancellationToken);
        Assert.Equal(FetchFailure.ForbiddenAddress, answer.Failure);
        Assert.Empty(site.Asked);
        // A name is looked at where it leads to, not how it is spelt.
        CrawlAddress named = CrawlAddress.Parse(site.At("/").Text.Replace("127.0.0.1", "localhost", StringComparison.Ordinal));
        Assert.Equal(FetchFailure.ForbiddenAddress,
            (await fetcher.FetchAsync(named, null, TestContext.Current.CancellationToken)).Failure);
        Assert.Empty(site.Asked);
    }

    [Fact]
    public async Task A_redirect_is_told_and_not_followed()
    {
        await using LocalSite site = await LocalSite.StartAsync(context =>
        {
            context.Response.Redirect("/elsewhere");
            return Task.CompletedTask;
        });
        using var fetcher = new PageFetcher(new CrawlerIdentity(), LocalSite.Policy);
        FetchOutcome answer = await fetcher.FetchAsync(site.At("/"), null, TestContext.Current.CancellationToken);
        Assert.True(answer.IsRedirect);
        Assert.Equal("/elsewhere", answer.Header("location"));
        Assert.Equal(["/"], site.Asked);
    }

    [Fact]
    public async Task Validators_are_sent_back()
    {
        await using LocalSite site = await LocalSite.StartAsync(context =>
        {
            context.Response.StatusCode = context.Request.Headers.IfNoneMatch == "\"1\"" ? 304 : 200;
            return Task.CompletedTask;
        });
        using var fetcher = new PageFetcher(new CrawlerIdentity(), LocalSite.Policy);
        var known = new Validators("\"1\"", "Wed, 01 Jul 2026 10:00:00 GMT", DateTimeOffset.UnixEpoch);
        Assert.Equal(304, (await fetcher.FetchAsync(site.At("/"), known, TestContext.Current.CancellationToken)).Status);
        Assert.Equal("Wed, 01 Jul 2026 10:00:00 GMT", site.Headers["/"].IfModifiedSince);
    }

    [Fact]
    public async Task A_body_beyond_the_limit_is_cut()
    {
        await using LocalSite site = await LocalSite.StartAsync(async context =>
        {
            byte[] part = new byte[1 << 14];
            while (!context.RequestAborted.IsCancellationRequested)
                await context.Response.Body.WriteAsync(part, context.RequestAborted);
        });
        using var fetcher = new PageFetcher(new CrawlerIdentity(), LocalSite.Policy, new FetchLimits { MaximumBodyBytes = 100_000 });
        FetchOutcome answer = await fetcher.FetchAsync(site.At("/"), null, TestContext.Current.CancellationToken);
        Assert.Equal(BodyCut.Length, answer.Cut);
        Assert.Equal(100_000, answer.Body.Length);
    }

    [Fact]
    public async Task A_body_that_does_not_end_is_given_up_with_what_came()
    {
        await using LocalSite site = await LocalSite.StartAsync(async context =>
        {
            while (!context.RequestAborted.IsCancellationRequested)
            {
                await context.Response.WriteAsync(".", context.RequestAborted);
                await context.Response.Body.FlushAsync(context.RequestAborted);
                await Task.Delay(20, context.RequestAborted);
            }
        });
        using var fetcher = new PageFetcher(
            new CrawlerIdentity(), LocalSite.Policy, new FetchLimits { BodyTimeout = TimeSpan.FromMilliseconds(500) });
        FetchOutcome answer = await fetcher.FetchAsync(site.At("/"), null, TestContext.Current.CancellationToken);
        Assert.Equal(BodyCut.Time, answer.Cut);
        Assert.NotEmpty(answer.Body);
    }

    [Fact]
    public async Task A_server_that_never_answers_is_given_up()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        using var fetcher = new PageFetcher(
            new CrawlerIdentity(), LocalSite.Policy, new FetchLimits { HeaderTimeout = TimeSpan.FromMilliseconds(300) });
        CrawlAddress address = CrawlAddress.Parse($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        Assert.Equal(FetchFailure.Timeout, (await fetcher.FetchAsync(address, null, TestContext.Current.CancellationToken)).Failure);
    }

    [Theory]
    [InlineData("SSH-2.0-OpenSSH_9.2\r\n", FetchFailure.Protocol)]
    [InlineData("", FetchFailure.Connection)]
    public async Task What_is_no_HTTP_is_told(string sent, FetchFailure failure)
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        Task serve = Task.Run(async () =>
        {
            // The client may try again on another connection.
            while (true)
            {
                using TcpClient client = await listener.AcceptTcpClientAsync(TestContext.Current.CancellationToken);
                await client.GetStream().WriteAsync(Encoding.ASCII.GetBytes(sent), TestContext.Current.CancellationToken);
            }
        }, TestContext.Current.CancellationToken);
        using var fetcher = new PageFetcher(new CrawlerIdentity(), LocalSite.Policy);
        CrawlAddress address = CrawlAddress.Parse($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}/");
        FetchOutcome answer = await fetcher.FetchAsync(address, null, TestContext.Current.CancellationToken);
        Assert.Equal(failure, answer.Failure);
        Assert.NotNull(answer.FailureReason);
        listener.Stop();
        await Assert.ThrowsAnyAsync<Exception>(() => serve);
    }

    [Fact]
    public async Task A_host_that_refuses_or_is_not_known_is_told()
    {
        int free;
        using (var listener = new TcpListener(IPAddress.Loopback, 0))
        {
            listener.Start();
            free = ((IPEndPoint)listener.LocalEndpoint).Port;
        }
        using var fetcher = new PageFetcher(new CrawlerIdentity(), LocalSite.Policy);
        CancellationToken cancellation = TestContext.Current.CancellationToken;
        Assert.Equal(FetchFailure.Connection, (await fetcher.FetchAsync(CrawlAddress.Parse($"http://127.0.0.1:{free}/"), null, cancellation)).Failure);
        Assert.Equal(FetchFailure.UnknownHost,
            (await fetcher.FetchAsync(CrawlAddress.Parse("http://name.invalid/"), null, cancellation)).Failure);
    }

    [Fact]
    public async Task A_packed_body_is_unpacked_within_bounds()
    {
        await using LocalSite site = await LocalSite.StartAsync(async context =>
        {
            context.Response.Headers.ContentEncoding = "gzip";
            await using var gzip = new GZipStream(context.Response.Body, CompressionLevel.Optimal, leaveOpen: true);
            byte[] zeros = new byte[1 << 16];
            for (int i = 0; i < 160; i++)
                await gzip.WriteAsync(zeros);
        });
        using var fetcher = new PageFetcher(new CrawlerIdentity(), LocalSite.Policy);
        FetchOutcome answer = await fetcher.FetchAsync(site.At("/"), null, TestContext.Current.CancellationToken);
        Assert.True(answer.Body.Length < 100_000);
        Assert.Equal(160 << 16, answer.Decoded(1 << 30).Bytes.Length);
        Assert.Equal(1 << 20, answer.Decoded(1 << 20).Bytes.Length);
        Assert.True(answer.Decoded(1 << 20).IsCut);
    }
}
