using System.Text;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Crawling;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Tests.Crawling;

/// <summary>What may be fetched by how robots.txt could be had: RFC 9309, 2.3.1.</summary>
public sealed class RobotsStateTests
{
    private static readonly CrawlAddress Page = CrawlAddress.Parse("https://example.org/private/a");
    private const string Forbidding = "User-agent: *\nDisallow: /private/\n";

    [Theory]
    [InlineData(200, Forbidding, false, RightsSourceState.Fetched)]
    [InlineData(200, "", true, RightsSourceState.Fetched)]
    [InlineData(404, Forbidding, true, RightsSourceState.Absent)]
    [InlineData(403, Forbidding, true, RightsSourceState.Absent)]
    [InlineData(500, "", false, RightsSourceState.Failed)]
    [InlineData(503, "", false, RightsSourceState.Failed)]
    [InlineData(429, "", false, RightsSourceState.Failed)]
    public async Task A_status_decides(int status, string body, bool allowed, RightsSourceState seen)
    {
        RobotsState state = await FetchAsync(_ => Answer(status, body));
        Assert.Equal(allowed, state.Allows(Page, out string? reason));
        Assert.Equal(allowed, reason is null);
        Assert.Equal(seen, state.Observation("https://example.org/robots.txt").State);
    }

    [Fact]
    public async Task No_answer_forbids_everything()
    {
        RobotsState state = await FetchAsync(_ => Answer(0, "") with { Failure = FetchFailure.Timeout, FailureReason = "no answer" });
        Assert.False(state.Allows(CrawlAddress.Parse("https://example.org/"), out string? reason));
        Assert.Equal("robots.txt could not be had: no answer", reason);
    }

    [Fact]
    public async Task The_line_that_forbids_is_told()
    {
        RobotsState state = await FetchAsync(_ => Answer(200, Forbidding));
        Assert.False(state.Allows(Page, out string? reason));
        Assert.Equal("robots.txt, line 2: Disallow: /private/", reason);
        Assert.True(state.Allows(CrawlAddress.Parse("https://example.org/public"), out _));
    }

    [Theory]
    [InlineData(5, false)]
    [InlineData(6, true)]
    public async Task Five_redirects_are_followed_and_a_file_behind_more_is_none(int redirects, bool allowed)
    {
        int asked = 0;
        RobotsState state = await FetchAsync(_ => asked++ < redirects
            ? Answer(301, "") with { Headers = [new("Location", $"https://other.example/{asked}")] } : Answer(200, Forbidding));
        Assert.Equal(allowed, state.Allows(Page, out _));
        Assert.Equal(6, asked);
    }

    [Fact]
    public async Task Half_a_mebibyte_is_read_and_no_more()
    {
        string padding = new('#', (500 << 10) - 40);
        Assert.False((await FetchAsync(_ => Answer(200, padding + "\n" + Forbidding))).Allows(Page, out _));
        Assert.True((await FetchAsync(_ => Answer(200, padding + "####################\n" + Forbidding))).Allows(Page, out _));
    }

    [Fact]
    public async Task A_file_that_broke_off_is_not_taken_for_all_of_it() =>
        Assert.False((await FetchAsync(_ => Answer(200, "") with { Cut = BodyCut.Disconnect })).Allows(Page, out _));

    [Fact]
    public async Task The_delay_is_that_stated_for_this_crawler() => Assert.Equal(TimeSpan.FromSeconds(7),
        (await FetchAsync(_ => Answer(200, "User-agent: *\nCrawl-delay: 1\n\nUser-agent: ExampleBot\nCrawl-delay: 7\n"))).Delay);

    private static Task<RobotsState> FetchAsync(Func<CrawlAddress, FetchOutcome> answer) => RobotsState.FetchAsync(
        address => Task.FromResult(answer(address)), Page, new CrawlerIdentity("ExampleBot"), 1 << 20);

    private static FetchOutcome Answer(int status, string body) => new()
    {
        Address = CrawlAddress.Parse("https://example.org/robots.txt"),
        AskedAt = DateTimeOffset.UnixEpoch,
        Took = TimeSpan.Zero,
        RequestHead = "",
        Status = status,
        Body = Encoding.UTF8.GetBytes(body),
    };
}
