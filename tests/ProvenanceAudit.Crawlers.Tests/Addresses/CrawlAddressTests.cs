using CsCheck;
using ProvenanceAudit.Crawlers.Addresses;

namespace ProvenanceAudit.Crawlers.Tests.Addresses;

public sealed class CrawlAddressTests
{
    [Theory]
    [InlineData("HTTP://Example.ORG", "http://example.org/")]
    [InlineData("  https://example.org:443/a\n", "https://example.org/a")]
    [InlineData("http://example.org:080/a", "http://example.org/a")]
    [InlineData("http://example.org:/a", "http://example.org/a")]
    [InlineData("http://example.org:8080", "http://example.org:8080/")]
    [InlineData("https://example.org:80/", "https://example.org:80/")]
    [InlineData("http://example.org/a/./b/../c", "http://example.org/a/c")]
    [InlineData("http://example.org/../../a", "http://example.org/a")]
    [InlineData("http://example.org/a/%2e%2E/b", "http://example.org/b")]
    [InlineData("http://example.org/a/..", "http://example.org/")]
    [InlineData("http://example.org/a/b/.", "http://example.org/a/b/")]
    [InlineData("http://example.org/a//b/", "http://example.org/a//b/")]
    [InlineData("http://example.org/%7euser/%c3%bc%2f", "http://example.org/~user/%C3%BC%2F")]
    [InlineData("http://example.org/über?q=ä b'c", "http://example.org/%C3%BCber?q=%C3%A4%20b%27c")]
    [InlineData("http://example.org/100%", "http://example.org/100%25")]
    [InlineData("http://example.org/%%41", "http://example.org/%25A")]
    [InlineData("http://example.org/a#b?c", "http://example.org/a")]
    [InlineData("http://example.org?q", "http://example.org/?q")]
    [InlineData("http://example.org/?", "http://example.org/")]
    [InlineData("http:\\\\example.org\\a\\b?c\\d", "http://example.org/a/b?c%5Cd")]
    [InlineData("http:///example.org/a", "http://example.org/a")]
    [InlineData("http:example.org/a", "http://example.org/a")]
    [InlineData("ht\ntp://exam\tple.org/a\rb", "http://example.org/ab")]
    [InlineData("http://MÜNCHEN.de/", "http://xn--mnchen-3ya.de/")]
    [InlineData("http://m%C3%BCnchen.de/", "http://xn--mnchen-3ya.de/")]
    [InlineData("http://日本語。jp/", "http://xn--wgv71a119e.jp/")]
    [InlineData("http://ex\u00ADample.org/", "http://example.org/")]
    [InlineData("http://example.org./", "http://example.org/")]
    [InlineData("http://a_b.example.org/", "http://a_b.example.org/")]
    [InlineData("http://0x7f.1/", "http://127.0.0.1/")]
    [InlineData("http://2130706433/", "http://127.0.0.1/")]
    [InlineData("http://0177.0.0.01/", "http://127.0.0.1/")]
    [InlineData("http://[2001:DB8:0::1]:80/x", "http://[2001:db8::1]/x")]
    public void All_spellings_of_an_address_become_one(string text, string expected)
    {
        CrawlAddress address = CrawlAddress.Parse(text);

        Assert.Equal(expected, address.Text);
        Assert.Equal(expected, address.ToUri().AbsoluteUri);
    }

    [Theory]
    [InlineData("", "https://example.org/a/b?c")]
    [InlineData("#top", "https://example.org/a/b?c")]
    [InlineData("?d", "https://example.org/a/b?d")]
    [InlineData("d", "https://example.org/a/d")]
    [InlineData("./", "https://example.org/a/")]
    [InlineData("..", "https://example.org/")]
    [InlineData("../../../d?e", "https://example.org/d?e")]
    [InlineData("/d", "https://example.org/d")]
    [InlineData("\\d", "https://example.org/d")]
    [InlineData("//other.org/d", "https://other.org/d")]
    [InlineData("\\/other.org/d", "https://other.org/d")]
    [InlineData("https:d", "https://example.org/a/d")]
    [InlineData("https:/d", "https://example.org/d")]
    [InlineData("http:d", "http://d/")]
    [InlineData("a:b", null)]
    [InlineData("1:b", "https://example.org/a/1:b")]
    [InlineData("./a:b", "https://example.org/a/a:b")]
    [InlineData("d:8080/x", null)]
    [InlineData(" /d ", "https://example.org/d")]
    public void A_relative_address_stands_beside_its_base(string text, string? expected)
    {
        CrawlAddress.TryParse(text, CrawlAddress.Parse("https://example.org/a/b?c#d"), out CrawlAddress? address);
        Assert.Equal(expected, address?.Text);
    }

    [Theory]
    [InlineData("", "it is empty")]
    [InlineData("/etc/passwd", "it begins with neither http:// nor https://")]
    [InlineData("example.org", "it begins with neither http:// nor https://")]
    [InlineData("mailto:a@example.org", "its scheme is not http or https")]
    [InlineData("javascript:void(0)", "its scheme is not http or https")]
    [InlineData("ftp://example.org/", "its scheme is not http or https")]
    [InlineData("http://user:secret@example.org/", "it carries a user name")]
    [InlineData("http://example.org@127.0.0.1/", "it carries a user name")]
    [InlineData("http://", "it has no host")]
    [InlineData("http://?q", "it has no host")]
    [InlineData("http://example.org:0/", "its port is not a number from 1 to 65535")]
    [InlineData("http://example.org:65536/", "its port is not a number from 1 to 65535")]
    [InlineData("http://example.org:8a/", "its port is not a number from 1 to 65535")]
    [InlineData("http://exa mple.org/", "its host is no name of a host")]
    [InlineData("http://example..org/", "its host is no name of a host")]
    [InlineData("http://a%2Fb/", "its host is no name of a host")]
    [InlineData("http://a／b/", "its host is no name of a host")]
    [InlineData("http://256.1.1.1/", "its host is no name of a host")]
    [InlineData("http://1.2.3.4.5/", "its host is no name of a host")]
    [InlineData("http://[::1/", "its host is no name of a host")]
    [InlineData("http://[fe80::1%25eth0]/", "its host is no name of a host")]
    [InlineData("https://9.-", "its host is no name of a host")]
    [InlineData("https://9.-.org/", "its host is no name of a host")]
    public void What_is_no_address_is_refused_with_its_reason(string text, string expected)
    {
        Assert.False(CrawlAddress.TryParse(text, null, out CrawlAddress? address, out string? reason));
        Assert.Null(address);
        Assert.Equal(expected, reason);
    }

    [Fact]
    public void An_address_that_is_too_long_is_refused()
    {
        string start = "http://example.org/";
        string longest = start + new string('a', CrawlAddress.LongestText - start.Length);
        Assert.Equal(longest, CrawlAddress.Parse(longest).Text);
        Assert.False(CrawlAddress.TryParse(longest + "a", null, out _, out string? reason));
        Assert.Equal("it is longer than 8192 characters", reason);
        Assert.False(CrawlAddress.TryParse(start + new string('.', 1 << 20), null, out _));
    }

    [Theory]
    [InlineData("http://a.org/?utm_source=x&id=1&UTM_Medium=y", "http://a.org/?id=1")]
    [InlineData("http://a.org/?gclid=1", "http://a.org/")]
    [InlineData("http://a.org/?%75tm_source=x&b", "http://a.org/?b")]
    [InlineData("http://a.org/?a=1&&b=2&", "http://a.org/?a=1&&b=2&")]
    [InlineData("http://a.org/?sid=1", "http://a.org/?sid=1")]
    public void Parameters_that_tell_who_came_from_where_are_left_out(string text, string expected) =>
        Assert.Equal(expected, CrawlAddress.Parse(text).Text);

    [Theory]
    [InlineData("http://a.org/b;jsessionid=12AB?id=1&PHPSESSID=3", "http://a.org/b?id=1")]
    [InlineData("http://a.org/b;v=1;jsessionid=12/c?sid=4", "http://a.org/b;v=1/c")]
    [InlineData("http://a.org/?ASPSESSIONIDABCD=1&side=left", "http://a.org/?side=left")]
    public void Session_ids_are_left_out_when_asked(string text, string expected) =>
        Assert.Equal(expected, CrawlAddress.Parse(text, new AddressOptions { DropSessions = true }).Text);

    [Fact]
    public void An_exact_address_keeps_its_whole_query() =>
        Assert.Equal("http://a.org/?utm_source=x", CrawlAddress.Parse("http://a.org/?utm_source=x", AddressOptions.Exact).Text);

    [Fact]
    public void The_parts_of_an_address_make_it_up()
    {
        CrawlAddress address = CrawlAddress.Parse("http://example.org:8080/a/b/?c=d");

        Assert.Equal(("http", false, "example.org", 8080), (address.Scheme, address.IsSecure, address.Host, address.Port));
        Assert.Equal(("example.org:8080", "http://example.org:8080"), (address.Authority, address.Origin));
        Assert.Equal(("/a/b/", "?c=d", "/a/b/?c=d", 2), (address.Path, address.Query, address.PathAndQuery, address.PathDepth));
    }

    private static readonly Gen<string> Pieces = Gen.OneOf(
        Gen.OneOf<string>("http:", "https:", "//", "/", "\\", ".", "..", "%2e", "?", "#", "%", "%41", "%zz", "&", "=", ";", ":", "@", "[", "]",
            "::1", "a.org", "ü.de", "1.2.3", "0x7f", "utm_a=1", ";jsessionid=1", " ", "\t", "\0", "\ud800", "💩", "|", "^", "'", "80"),
        Gen.String[0, 3]);

    [Fact]
    public void Whatever_is_read_is_its_own_normal_form_and_the_base_library_reads_it_alike() =>
        Gen.Select(Pieces.Array[0, 12], Gen.Bool).Sample((pieces, sessions) =>
        {
            var options = new AddressOptions { DropSessions = sessions };
            CrawlAddress start = CrawlAddress.Parse("http://base.org/p/q?r");
            if (!CrawlAddress.TryParse(string.Concat(pieces), start, out CrawlAddress? address, out _, options))
                return;
            Assert.Equal(address, CrawlAddress.Parse(address.Text, options));
            Assert.True(System.Text.Ascii.IsValid(address.Text));
            Assert.Equal(address.Text, address.ToUri().AbsoluteUri);
            Assert.Equal(address.Port, address.ToUri().Port);
            Assert.Equal(address.Host, address.ToUri().IsDefaultPort ? address.ToUri().Authority : address.Host);
        }, iter: 20_000);
}
