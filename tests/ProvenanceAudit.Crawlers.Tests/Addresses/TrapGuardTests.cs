using ProvenanceAudit.Crawlers.Addresses;

namespace ProvenanceAudit.Crawlers.Tests.Addresses;

public sealed class TrapGuardTests
{
    private static readonly DateTimeOffset Now = new(2026, 6, 1, 0, 0, 0, TimeSpan.Zero);

    [Theory]
    [InlineData("/a/b/a/b/a/b", "its path repeats 'a/b'")]
    [InlineData("/x/a/b/a/b/a/b/y", "its path repeats 'a/b'")]
    [InlineData("/a/a/a/a", "its path repeats 'a'")]
    [InlineData("/en/news/en/news/en/news/", "its path repeats 'en/news'")]
    [InlineData("/a/a/a", null)]
    [InlineData("/a/b/a/b", null)]
    [InlineData("/2011/11/11/a", null)]
    [InlineData("/1/2/3/4/5/6/7/8/9/10/11/12/13/14/15/16/17/18/19/20/21/22/23/24/25", "its path has more than 24 segments")]
    [InlineData("/?a&b&c&d&e&f&g&h&i&j&k&l&m&n&o&p&q&r&s&t&u&v&w&x&y", "its query has more than 24 parameters")]
    [InlineData("/calendar/2028/01", "it is a calendar's page of the year 2028")]
    [InlineData("/calendar/2027/12/31", null)]
    [InlineData("/calendar?date=2031-05-01", "it is a calendar's page of the year 2031")]
    [InlineData("/calendar?month=5&year=2031", "it is a calendar's page of the year 2031")]
    [InlineData("/archive/1620/11/x", "it is a calendar's page of the year 1620")]
    [InlineData("/item/9999/12", null)]
    [InlineData("/item/2031/99", null)]
    [InlineData("/model/2031", null)]
    public void An_address_is_told_for_a_trap_by_itself(string path, string? expected) =>
        Assert.Equal(expected, new TrapGuard(Now).Look(CrawlAddress.Parse("http://example.org" + path)));

    [Fact]
    public void A_long_path_is_a_trap() =>
        Assert.Equal("its path is longer than 2048 characters",
            new TrapGuard(Now).Look(CrawlAddress.Parse("http://example.org/" + new string('a', 2048))));

    [Fact]
    public void Queries_and_numbers_end_at_their_limits_and_each_host_and_path_has_its_own()
    {
        var guard = new TrapGuard(Now, new TrapLimits { MaximumQueries = 3, MaximumNumberedPaths = 5 });
        bool Admits(string address) => guard.TryAdmit(CrawlAddress.Parse(address), out _);

        Assert.Equal([true, true, true, false, false], Enumerable.Range(0, 5).Select(i => Admits($"http://a.org/list?sort={i}&page={i}")));
        Assert.False(Admits("http://a.org/list?page=9&sort=9"));
        Assert.True(Admits("http://a.org/list?page=9"));
        Assert.True(Admits("http://b.org/list?page=9&sort=9"));
        Assert.Equal([true, true, true, true, true, false], Enumerable.Range(0, 6).Select(i => Admits($"http://a.org/p/{i}/x")));
        Assert.All(Enumerable.Range(0, 26), i => Assert.True(Admits($"http://a.org/{(char)('a' + i)}")));
        Assert.False(guard.TryAdmit(CrawlAddress.Parse("http://a.org/p/77/x"), out string? reason));
        Assert.Equal("5 addresses of its kind, /p/0/x, were found before it", reason);
    }
}
