using System.IO.Compression;
using System.Text;
using CsCheck;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Sitemaps;

namespace ProvenanceAudit.Crawlers.Tests.Sitemaps;

public sealed class SitemapReaderTests
{
    private const string Head = """<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">""";

    private static readonly CrawlAddress Address = CrawlAddress.Parse("https://a.org/maps/sitemap.xml");

    private static Sitemap Read(string text, bool sameHostOnly = true) =>
        SitemapReader.Read(Encoding.UTF8.GetBytes(text), Address, sameHostOnly);

    private static string[] Texts(Sitemap sitemap) => [.. sitemap.Entries.Select(entry => entry.Address.Text)];

    [Fact]
    public void Pages_and_their_dates_are_read()
    {
        Sitemap sitemap = Read(Head + """
            <url><loc>https://a.org/1?a=1&amp;b=2</loc><lastmod>2026-05-06</lastmod><changefreq>daily</changefreq></url>
            <url><loc> https://a.org/2 </loc><lastmod>2026-05-06T07:08:09+02:00</lastmod></url>
            <url><loc><![CDATA[https://a.org/3?x&y]]></loc><lastmod>yesterday</lastmod></url>
            <url><loc>https://a.org/1?a=1&amp;b=2</loc></url>
            </urlset>
            """);

        Assert.Equal(SitemapFormat.Pages, sitemap.Format);
        Assert.Equal(["https://a.org/1?a=1&b=2", "https://a.org/2", "https://a.org/3?x&y"], Texts(sitemap));
        Assert.Equal([new DateTimeOffset(2026, 5, 6, 0, 0, 0, TimeSpan.Zero), new DateTimeOffset(2026, 5, 6, 5, 8, 9, TimeSpan.Zero), null],
            sitemap.Entries.Select(entry => entry.Modified));
        Assert.Empty(sitemap.Problems);
    }

    [Fact]
    public void An_index_names_sitemaps()
    {
        Sitemap sitemap = Read("""
            <s:sitemapindex xmlns:s="http://www.sitemaps.org/schemas/sitemap/0.9">
            <s:sitemap><s:loc>https://a.org/1.xml.gz</s:loc><s:lastmod>2026</s:lastmod></s:sitemap></s:sitemapindex>
            """);
        Assert.Equal(SitemapFormat.Index, sitemap.Format);
        Assert.Equal(["https://a.org/1.xml.gz"], Texts(sitemap));
        Assert.Equal(new DateTimeOffset(2026, 1, 1, 0, 0, 0, TimeSpan.Zero), sitemap.Entries[0].Modified);
    }

    [Theory]
    [InlineData(""" xmlns:n="http://www.google.com/schemas/sitemap-news/0.9" """, "n")]
    [InlineData("", "news")]
    public void A_news_sitemap_tells_title_date_and_language(string declaration, string n)
    {
        Sitemap sitemap = Read($"""
            <urlset{declaration}><url><loc>https://a.org/1</loc><{n}:news><{n}:publication><{n}:name>The Daily</{n}:name>
            <{n}:language>en</{n}:language></{n}:publication><{n}:publication_date>2026-05-06T07:08Z</{n}:publication_date>
            <{n}:title>Fish &amp; chips</{n}:title></{n}:news></url></urlset>
            """);
        Assert.Equal(new SitemapNews("Fish & chips", new DateTimeOffset(2026, 5, 6, 7, 8, 0, TimeSpan.Zero), "The Daily", "en"),
            Assert.Single(sitemap.Entries).News);
    }

    [Fact]
    public void Locations_of_images_are_no_pages()
    {
        Sitemap sitemap = Read("""
            <urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:i="http://www.google.com/schemas/sitemap-image/1.1">
            <url><i:image><i:loc>https://a.org/1.png</i:loc></i:image><loc>https://a.org/1</loc></url></urlset>
            """);
        Assert.Equal(["https://a.org/1"], Texts(sitemap));
    }

    [Fact]
    public void What_is_packed_is_unpacked_whatever_it_is_called_and_read_as_far_as_it_is_whole()
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.NoCompression, leaveOpen: true))
            gzip.Write(Encoding.UTF8.GetBytes(Head + string.Concat(Enumerable.Range(0, 999).Select(i => $"<url><loc>/{i}</loc></url>")) + "</urlset>"));
        byte[] bytes = packed.ToArray();

        Assert.Equal(999, SitemapReader.Read(bytes, Address).Entries.Count);
        Sitemap cut = SitemapReader.Read(bytes[..^2000], Address);
        Assert.InRange(cut.Entries.Count, 700, 998);
        Assert.Contains("the gzip file is damaged or cut off; what came before was read", cut.Problems);
    }

    [Fact]
    public void Lines_of_addresses_are_a_sitemap()
    {
        Sitemap sitemap = Read("\uFEFFhttps://a.org/1\r\n\r\n https://a.org/2\nmailto:x@a.org\n");
        Assert.Equal(SitemapFormat.Text, sitemap.Format);
        Assert.Equal(["https://a.org/1", "https://a.org/2"], Texts(sitemap));
        Assert.Equal(["1 of its entries have no address that is crawled"], sitemap.Problems);
    }

    [Fact]
    public void A_feed_is_a_sitemap()
    {
        Sitemap sitemap = Read("<rss version='2.0'><channel><item><link>/1</link><pubDate>Wed, 6 May 2026 07:08:09 GMT</pubDate></item></channel></rss>");
        Assert.Equal(SitemapFormat.Feed, sitemap.Format);
        Assert.Equal("https://a.org/1", Assert.Single(sitemap.Entries).Address.Text);
        Assert.Equal(new DateTimeOffset(2026, 5, 6, 7, 8, 9, TimeSpan.Zero), sitemap.Entries[0].Modified);
    }

    [Fact]
    public void Broken_markup_costs_no_entry()
    {
        Sitemap sitemap = Read(Head + """
            <url><loc>https://a.org/1?a=1&b=2</loc></url>
            <url><loc>https://a.org/2</loc>
            <url><loc>https://a.org/3&nbsp;</loc></wrong></url>
            <url><loc>https://a.org/4</loc><x a="b></url>
            <url><loc>https://a.org/5</loc></url>
            <url><loc>https://a.org/6?"</loc></url><url><loc>https://a.org/7
            """);
        Assert.Equal("https://a.org/1?a=1&b=2", Texts(sitemap)[0]);
        Assert.Equal(["https://a.org/2", "https://a.org/3", "https://a.org/4"], Texts(sitemap)[1..4]);
        Assert.Equal("https://a.org/7", Texts(sitemap)[^1]);
        Assert.Equal(["it is not well-formed XML; it was read as far as it can be understood"], sitemap.Problems);
    }

    [Fact]
    public void Declared_entities_expand_to_nothing()
    {
        Sitemap sitemap = Read("""
            <!DOCTYPE urlset [<!ENTITY x SYSTEM "file:///etc/passwd"><!ENTITY a "aaaa>"><!ENTITY b "&a;&a;&a;">]>
            <urlset><url><loc>https://a.org/&x;&b;</loc></url></urlset>
            """);
        Assert.Equal(["https://a.org/&x;&b;"], Texts(sitemap));
    }

    [Fact]
    public void Entries_of_other_hosts_are_left_out_unless_they_are_allowed()
    {
        string text = Head + "<url><loc>http://a.org:81/1</loc></url><url><loc>https://b.org/2</loc></url></urlset>";
        Assert.Equal(["http://a.org:81/1"], Texts(Read(text)));
        Assert.Equal(["1 of its entries are of other hosts and were left out"], Read(text).Problems);
        Assert.Equal(["http://a.org:81/1", "https://b.org/2"], Texts(Read(text, sameHostOnly: false)));
    }

    [Fact]
    public void No_more_entries_are_read_than_the_protocol_allows()
    {
        Sitemap sitemap = Read(string.Join('\n', Enumerable.Range(0, SitemapReader.MaximumEntries + 7).Select(i => $"https://a.org/{i}")));
        Assert.Equal(SitemapReader.MaximumEntries, sitemap.Entries.Count);
        Assert.Equal(["7 of its entries were left out: a sitemap may have 50000"], sitemap.Problems);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<!DOCTYPE html><html><body>Not found</body></html>")]
    [InlineData("not found")]
    public void What_is_no_sitemap_is_told(string text) =>
        Assert.Contains("it is no sitemap", Read(text.Replace("not found", "mailto:", StringComparison.Ordinal)).Problems);

    [Theory]
    [InlineData("utf-16")]
    [InlineData("iso-8859-1")]
    [InlineData("windows-1252")]
    public void The_declared_encoding_is_read(string name)
    {
        Encoding encoding = CodePagesEncodingProvider.Instance.GetEncoding(name) ?? Encoding.GetEncoding(name);
        byte[] bytes = [.. encoding.Preamble, .. encoding.GetBytes($"<?xml version='1.0' encoding='{name}'?><urlset><url><loc>/é</loc></url></urlset>")];
        Assert.Equal(["https://a.org/%C3%A9"], Texts(SitemapReader.Read(bytes, Address)));
    }

    [Fact]
    public void Any_text_is_read_to_its_end() =>
        Gen.OneOf(Gen.OneOf<string>("<urlset>", "<url>", "</url>", "<loc>", "</loc>", "/a", "<", ">", "&", "'", "\"", "<!--", "-->", "<![CDATA[", "]]>",
            "<!DOCTYPE", "[", "]", "<?", "?>", "=", "/>", "<rss>", "<item>", "<link>", "xmlns:a", " "), Gen.String[0, 4])
            .Array[0, 30].Sample(pieces => Read("<" + string.Concat(pieces)), iter: 5000);

    [Fact]
    public void Hostile_markup_takes_time_that_grows_with_its_length_alone()
    {
        foreach (string part in new[] { "<a>", "<a ", "<!'", "<![CDATA[", "</a>", "&", "<a b='", "<!--", "<?", "<!\"[", "<url>" })
            Read("<urlset>" + string.Concat(Enumerable.Repeat(part, 300_000)));
    }
}
