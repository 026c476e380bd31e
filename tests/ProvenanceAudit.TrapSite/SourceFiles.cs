using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.TrapSite;

/// <summary>robots.txt, sitemaps and the feed.</summary>
internal sealed class SourceFiles(SitePlan plan, TrapSiteSettings settings, Func<string> site)
{
    /// <summary>Pages that one sitemap names.</summary>
    public const int SitemapPages = 2000;

    public string Robots()
    {
        string delay = settings.CrawlDelaySeconds is { } seconds ? SitePlan.Invariant($"Crawl-delay: {seconds}\n") : "";
        return $"User-agent: *\nDisallow: /private/\nDisallow: /*?print=\n{delay}\nSitemap: {site()}/sitemap_index.xml\n";
    }

    public string SitemapIndex()
    {
        int count = (Named().Count() + SitemapPages - 1) / SitemapPages;
        return "<?xml version=\"1.0\"?><sitemapindex xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">"
            + string.Concat(Enumerable.Range(0, count).Select(i => SitePlan.Invariant($"<sitemap><loc>{site()}/sitemap-{i}.xml.gz</loc></sitemap>")))
            + "</sitemapindex>";
    }

    public byte[] Sitemap(int number)
    {
        using var packed = new MemoryStream();
        using (var gzip = new GZipStream(packed, CompressionLevel.Fastest, leaveOpen: true))
        using (var text = new StreamWriter(gzip, new UTF8Encoding(false)))
        {
            text.Write("<?xml version=\"1.0\"?><urlset xmlns=\"http://www.sitemaps.org/schemas/sitemap/0.9\">");
            foreach (int page in Named().Skip(number * SitemapPages).Take(SitemapPages))
                text.Write($"<url><loc>{site()}{SitePlan.PathOf(page)}</loc><lastmod>2026-01-01</lastmod></url>");
            text.Write("</urlset>");
        }
        return packed.ToArray();
    }

    public string Feed() => "<?xml version=\"1.0\"?><rss version=\"2.0\"><channel><title>Traps & more</title>"
        + string.Concat(Enumerable.Range(0, plan.Pages).Where(page => SitePlan.InFeedAlone(page) || page < 10)
            .Select(page => SitePlan.Invariant($"<item><title>Page {page}</title><link>{site()}{SitePlan.PathOf(page)}</link></item>")))
        + "</channel></rss>";

    private IEnumerable<int> Named() => Enumerable.Range(0, plan.Pages).Where(SitePlan.InSitemap);
}
