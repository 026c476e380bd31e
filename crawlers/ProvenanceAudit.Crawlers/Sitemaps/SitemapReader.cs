using System.Globalization;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Feeds;
using ProvenanceAudit.Crawlers.Xml;

namespace ProvenanceAudit.Crawlers.Sitemaps;

/// <summary>
/// Reads sitemaps by the protocol 0.9 of sitemaps.org: pages, indexes, text, feeds, news, gzip or not. What is not
/// well-formed is read
/// as far as it can be understood, entry by entry.
/// </summary>
public static class SitemapReader
{
    /// <summary>Longest sitemap, in bytes after unpacking, by the protocol.</summary>
    public const int MaximumBytes = 50 << 20;

    /// <summary>Most entries of a sitemap, by the protocol.</summary>
    public const int MaximumEntries = 50_000;

    private const string News = "http://www.google.com/schemas/sitemap-news/0.9";

    /// <summary>Reads a sitemap.</summary>
    /// <param name="bytes">The sitemap as it came, gzip or not.</param>
    /// <param name="address">Its address.</param>
    /// <param name="sameHostOnly">Whether entries of other hosts are left out, as the protocol has it where robots.txt of those
    /// hosts does not name the sitemap. Hosts are compared without scheme and port.</param>
    public static Sitemap Read(byte[] bytes, CrawlAddress address, bool sameHostOnly = true)
    {
        var problems = new List<string>();
        string text = XmlBytes.Read(bytes, MaximumBytes, problems);
        var kept = new EntryList(address, sameHostOnly);
        SitemapFormat format = text.AsSpan().TrimStart().StartsWith('<')
            ? ReadXml(text, address, kept, problems) : ReadLines(text, kept);
        kept.Tell(problems);
        if (format == SitemapFormat.Text && kept.Entries.Count == 0)
            format = SitemapFormat.None;
        if (format == SitemapFormat.None)
            problems.Add("it is no sitemap");
        return new Sitemap(format, kept.Entries, problems);
    }

    private static SitemapFormat ReadXml(string text, CrawlAddress address, EntryList kept, List<string> problems)
    {
        var xml = new LenientXml(text);
        SitemapFormat format = SitemapFormat.None;
        while (xml.Read() is var piece and not XmlPiece.End)
        {
            if (piece != XmlPiece.Start)
                continue;
            if (format == SitemapFormat.None)
            {
                format = xml.Name.ToLowerInvariant() switch
                {
                    "urlset" => SitemapFormat.Pages,
                    "sitemapindex" => SitemapFormat.Index,
                    _ when FeedReader.FormatOf(xml) != FeedFormat.None => SitemapFormat.Feed,
                    _ => SitemapFormat.None,
                };
                if (format == SitemapFormat.Feed)
                {
                    ReadFeed(FeedReader.Read(text, address, problems), kept);
                    return format;
                }
                if (format == SitemapFormat.None)
                    return format;
            }
            else if (xml.Name is "url" or "sitemap")
                ReadEntry(xml, kept);
        }
        if (xml.IsIllFormed)
            problems.Add("it is not well-formed XML; it was read as far as it can be understood");
        return format;
    }

    private static void ReadFeed(Feed feed, EntryList kept)
    {
        foreach (FeedEntry entry in feed.Entries)
            kept.Add(entry.Address?.Text ?? "", entry.Updated ?? entry.Published, null);
    }

    private static SitemapFormat ReadLines(string text, EntryList kept)
    {
        foreach (ReadOnlySpan<char> line in text.AsSpan().EnumerateLines())
        {
            if (!line.IsWhiteSpace())
                kept.Add(line.Trim().ToString(), null, null);
        }
        return SitemapFormat.Text;
    }

    private static void ReadEntry(LenientXml xml, EntryList kept)
    {
        int depth = xml.Depth;
        string? location = null, title = null, publication = null, language = null;
        DateTimeOffset? modified = null, published = null;
        bool isNews = false;
        while (xml.Read() is var piece && piece != XmlPiece.End && xml.Depth >= depth)
        {
            if (piece != XmlPiece.Start)
                continue;
            // An entry whose end tag is missing ends where the next begins.
            if (xml.Name is "url" or "sitemap")
            {
                Keep();
                (location, title, publication, language, modified, published, isNews) = (null, null, null, null, null, null, false);
                continue;
            }
            bool inNews = xml.Namespace is News or "news";
            switch (xml.Name)
            {
                // Images and videos have locations of their own.
                case "loc" when xml.Namespace is not ("image" or "video") && !xml.Namespace.Contains("/sitemap-", StringComparison.Ordinal):
                    location ??= xml.ReadInnerText();
                    break;
                case "lastmod":
                    modified ??= StatedDate.Read(xml.ReadInnerText());
                    break;
                case "news" when inNews:
                    isNews = true;
                    break;
                case "title" when inNews:
                    title ??= xml.ReadInnerText();
                    break;
                case "publication_date" when inNews:
                    published ??= StatedDate.Read(xml.ReadInnerText());
                    break;
                case "name" when inNews:
                    publication ??= xml.ReadInnerText();
                    break;
                case "language" when inNews:
                    language ??= xml.ReadInnerText();
                    break;
            }
        }
        Keep();

        void Keep()
        {
            if (location is not null)
                kept.Add(location, modified, isNews ? new SitemapNews(title, published, publication, language) : null);
        }
    }

    /// <summary>Entries that are kept, and the count of those that are not.</summary>
    private sealed class EntryList(CrawlAddress sitemap, bool sameHostOnly)
    {
        private readonly HashSet<string> _seen = new(StringComparer.Ordinal);
        private int _bad;
        private int _elsewhere;
        private int _tooMany;

        public List<SitemapEntry> Entries { get; } = [];

        public void Add(string location, DateTimeOffset? modified, SitemapNews? news)
        {
            if (location.Length == 0 || !CrawlAddress.TryParse(location, sitemap, out CrawlAddress? address))
                _bad++;
            else if (sameHostOnly && address.Host != sitemap.Host)
                _elsewhere++;
            else if (Entries.Count == MaximumEntries)
                _tooMany++;
            else if (_seen.Add(address.Text))
                Entries.Add(new SitemapEntry(address, modified, news));
        }

        public void Tell(List<string> problems)
        {
            if (_bad > 0)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{_bad} of its entries have no address that is crawled"));
            if (_elsewhere > 0)
                problems.Add(string.Create(CultureInfo.InvariantCulture, $"{_elsewhere} of its entries are of other hosts and were left out"));
            if (_tooMany > 0)
            {
                problems.Add(string.Create(CultureInfo.InvariantCulture,
                    $"{_tooMany} of its entries were left out: a sitemap may have {MaximumEntries}"));
            }
        }
    }
}
