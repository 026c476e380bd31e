using ProvenanceAudit.Crawlers.Addresses;

namespace ProvenanceAudit.Crawlers.Tests.Addresses;

public sealed class CrawlScopeTests
{
    [Theory]
    [InlineData("example.org", false, "http://example.org:8080/", true)]
    [InlineData("example.org", false, "http://www.example.org/", false)]
    [InlineData("example.org", true, "http://www.example.org/", true)]
    [InlineData("example.org", true, "http://badexample.org/", false)]
    [InlineData("example.org:8080", false, "http://example.org:8080/", true)]
    [InlineData("example.org:8080", false, "http://example.org/", false)]
    [InlineData("example.org:8080", true, "http://www.example.org:8080/", true)]
    [InlineData("[::1]", false, "http://[::1]:81/", true)]
    [InlineData("[::1]:80", false, "http://[::1]:81/", false)]
    public void A_host_is_in_scope_by_name_port_and_what_it_stands_below(string host, bool below, string address, bool allowed)
    {
        var scope = new CrawlScope { Hosts = [host], Subdomains = below };
        Assert.Equal(allowed, scope.Allows(CrawlAddress.Parse(address), 0, out _));
    }

    [Theory]
    [InlineData("/news/a", 2, null)]
    [InlineData("/blog/a", 0, null)]
    [InlineData("/news/a", 3, "it is 3 links deep; 2 are followed")]
    [InlineData("/shop/a", 0, "its path is outside the crawl")]
    [InlineData("/news/a.pdf", 0, "it is excluded by *.pdf$")]
    [InlineData("/news/print/a", 0, "it is excluded by /*/print/")]
    [InlineData("/news/a.pdf?view", 0, null)]
    [InlineData("/newsletter", 0, "its path is outside the crawl")]
    [InlineData("/news/", 0, "no pattern of the crawl includes it")]
    public void Every_condition_must_hold_and_the_one_that_does_not_is_named(string path, int depth, string? expected)
    {
        var scope = new CrawlScope
        {
            Hosts = ["example.org"],
            PathPrefixes = ["/news/", "/blog/"],
            Include = [new AddressPattern("*/a")],
            Exclude = [new AddressPattern("*.pdf$"), new AddressPattern("/*/print/")],
            MaximumDepth = 2,
        };
        scope.Allows(CrawlAddress.Parse("https://example.org" + path), depth, out string? reason);
        Assert.Equal(expected, reason);
    }

    [Theory]
    [InlineData("http://*.example.org/a$", "http://www.example.org/a", true)]
    [InlineData("http://*.example.org/a$", "https://www.example.org/a", false)]
    [InlineData("/a*b*c$", "http://example.org/aXbXbc", true)]
    [InlineData("/a*b*c$", "http://example.org/abcd", false)]
    [InlineData("/", "http://example.org/any", true)]
    [InlineData("/$", "http://example.org/any", false)]
    [InlineData("***$", "http://example.org/any", true)]
    public void A_pattern_fits_as_in_robots_txt(string pattern, string address, bool fits) =>
        Assert.Equal(fits, new AddressPattern(pattern).Matches(CrawlAddress.Parse(address)));

    [Fact]
    public void A_pattern_of_many_stars_ends()
    {
        var pattern = new AddressPattern(string.Concat(Enumerable.Repeat("*a", 2000)) + "b$");
        Assert.False(pattern.Matches(CrawlAddress.Parse("http://example.org/" + new string('a', 8000))));
    }

    [Fact]
    public void The_seeds_give_a_scope_of_their_hosts()
    {
        CrawlScope scope = CrawlScope.HostsOf([CrawlAddress.Parse("http://a.org/x"), CrawlAddress.Parse("http://b.org:81/")]);
        Assert.Equal(["a.org", "b.org:81"], scope.Hosts);
    }
}
