using System.Text;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Feeds;

namespace ProvenanceAudit.Crawlers.Tests.Sitemaps;

public sealed class FeedReaderTests
{
    private static readonly CrawlAddress Address = CrawlAddress.Parse("https://a.org/feed/");

    private static Feed Read(string text) => FeedReader.Read(Encoding.UTF8.GetBytes(text), Address);

    [Fact]
    public void RSS_is_read_with_its_modules()
    {
        Feed feed = Read("""
            <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/" xmlns:d="http://purl.org/dc/elements/1.1/"
              xmlns:atom="http://www.w3.org/2005/Atom" xmlns:cc="http://creativecommons.org/ns#">
            <channel><title>News</title><atom:link href="https://a.org/feed/" rel="self"/><link>https://a.org/</link><language>en-GB</language>
            <copyright>(c) A</copyright><image><title>Logo</title></image>
            <item><title>Fish &amp; chips</title><link>/1?utm_source=rss</link><guid isPermaLink="false">tag:1</guid>
              <d:creator>Ann</d:creator><author>bob@a.org (Bob)</author><pubDate>Wed, 06 May 2026 07:08:09 EST</pubDate>
              <description>Short</description><content:encoded><![CDATA[<p>Long & more</p>]]></content:encoded>
              <cc:license rdf:resource="https://creativecommons.org/licenses/by/4.0/"/></item>
            <item><title>Two</title><guid>https://a.org/2</guid></item>
            </channel></rss>
            """);

        Assert.Equal((FeedFormat.Rss, "News", "en-GB", "(c) A"), (feed.Format, feed.Title, feed.Language, feed.Rights));
        Assert.Empty(feed.Problems);
        Assert.Equal(2, feed.Entries.Count);
        FeedEntry entry = feed.Entries[0];
        Assert.Equal(("https://a.org/1", "tag:1", "Fish & chips", "Short", "<p>Long & more</p>"),
            (entry.Address!.Text, entry.Id, entry.Title, entry.Summary, entry.Content));
        Assert.Equal(["Ann", "Bob"], entry.Authors);
        Assert.Equal(new DateTimeOffset(2026, 5, 6, 12, 8, 9, TimeSpan.Zero), entry.Published);
        Assert.Equal("https://creativecommons.org/licenses/by/4.0/", entry.Rights);
        Assert.Equal("https://a.org/2", feed.Entries[1].Address!.Text);
    }

    [Fact]
    public void Atom_is_read()
    {
        Feed feed = Read("""
            <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="de"><title type="text">Blatt</title><author><name>Redaktion</name></author>
            <rights>CC BY</rights>
            <entry><id>urn:1</id><title type="html">Eins &lt;b&gt;</title><link rel="replies" href="/1/comments"/><link href="../1"/>
              <link rel="license" href="https://a.org/licence"/>
              <author><name>Ann</name><email>ann@a.org</email></author><published>2026-05-06T07:08:09.5Z</published>
              <updated>2026-05-07T00:00:00+01:00</updated><source><title>Other</title><id>urn:other</id></source>
              <content type="html">&lt;p&gt;Text</content></entry>
            </feed>
            """);

        Assert.Equal((FeedFormat.Atom, "Blatt", "de", "CC BY"), (feed.Format, feed.Title, feed.Language, feed.Rights));
        FeedEntry entry = Assert.Single(feed.Entries);
        Assert.Equal(("https://a.org/1", "urn:1", "Eins <b>", "<p>Text", "https://a.org/licence"),
            (entry.Address!.Text, entry.Id, entry.Title, entry.Content, entry.Rights));
        Assert.Equal(["Ann"], entry.Authors);
        Assert.Equal(new DateTimeOffset(2026, 5, 6, 7, 8, 9, 500, TimeSpan.Zero), entry.Published);
        Assert.Equal(new DateTimeOffset(2026, 5, 6, 23, 0, 0, TimeSpan.Zero), entry.Updated);
    }

    [Fact]
    public void RSS_1_is_read()
    {
        Feed feed = Read("""
            <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">
            <channel rdf:about="https://a.org/"><title>News</title></channel>
            <item rdf:about="https://a.org/1"><title>One</title><dc:date>2026-05-06</dc:date></item></rdf:RDF>
            """);
        Assert.Equal((FeedFormat.Rdf, "News"), (feed.Format, feed.Title));
        Assert.Equal(("https://a.org/1", "One"), (feed.Entries[0].Address!.Text, feed.Entries[0].Title));
        Assert.NotNull(feed.Entries[0].Published);
    }

    [Fact]
    public void A_feed_that_is_not_well_formed_gives_its_entries()
    {
        Feed feed = Read("""
            <rss><channel><title>Q&A &eacute;</title><item><title>a < b & c</title><link>https://a.org/1?a&b</link><description><p>One<br></description></item>
            <item><link>https://a.org/2</link></item>
            """);
        Assert.Equal("Q&A é", feed.Title);
        Assert.Equal("a < b & c", feed.Entries[0].Title);
        Assert.Equal(["https://a.org/1?a&b", "https://a.org/2"], feed.Entries.Select(e => e.Address!.Text));
        Assert.Single(feed.Problems);
    }

    [Theory]
    [InlineData("2026-05-06T07:08:09Z", "2026-05-06T07:08:09")]
    [InlineData("2026-05-06T07:08:09.123456+02:00", "2026-05-06T05:08:09")]
    [InlineData("2026-05-06 07:08:09", "2026-05-06T07:08:09")]
    [InlineData("2026-05", "2026-05-01T00:00:00")]
    [InlineData("Wed, 06 May 2026 07:08:09 +0200", "2026-05-06T05:08:09")]
    [InlineData("6 May 26 07:08 PDT", "2026-05-06T14:08:00")]
    [InlineData("Wednesday, 06-May-26 07:08:09 GMT", "2026-05-06T07:08:09")]
    [InlineData("6 May 2026 07:08 QT", "2026-05-06T07:08:00")]
    [InlineData("06 September 2026", "2026-09-06T00:00:00")]
    [InlineData("Wed, 32 May 2026 07:08:09 GMT", null)]
    [InlineData("soon", null)]
    [InlineData("", null)]
    public void Dates_are_read_as_they_are_stated(string text, string? expected) =>
        Assert.Equal(expected, StatedDate.Read(text)?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss", System.Globalization.CultureInfo.InvariantCulture));

    [Fact]
    public void Feeds_and_sitemaps_are_found_in_the_links_of_a_page()
    {
        StatedLink[] links =
        [
            new("Alternate", "application/rss+xml; charset=utf-8", "/rss"), new("alternate", "text/html", "/de"), new("alternate", null, "/x"),
            new("alternate home", "application/atom+xml", "atom"), new("alternate", "application/rss+xml", "/rss#x"),
            new("feed", null, "/feed"), new("sitemap", "application/xml", "/map.xml"), new("alternate", "application/rss+xml", ""),
        ];
        Assert.Equal(["https://a.org/rss", "https://a.org/feed/atom", "https://a.org/feed"],
            SourceDiscovery.Feeds(links, Address).Select(a => a.Text));
        Assert.Equal(["https://a.org/map.xml"], SourceDiscovery.Sitemaps(links, Address).Select(a => a.Text));
    }
}
