using AngleSharp.Dom;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.Crawlers.Links;

/// <summary>Where a page points to, and whether it wants to be followed and kept.</summary>
public sealed record PageLinks
{
    /// <summary>Most links that are read of one page.</summary>
    public const int MaximumLinks = 20_000;

    /// <summary>Addresses that the page links to, each once, in their order: a, area, frames, and a meta refresh.</summary>
    public required IReadOnlyList<CrawlAddress> Pages { get; init; }

    /// <summary>Feeds that it names: <c>link rel=alternate</c> of RSS and Atom.</summary>
    public required IReadOnlyList<CrawlAddress> Feeds { get; init; }

    /// <summary>The address that it names as its own, <c>link rel=canonical</c>; null where it names none.</summary>
    public CrawlAddress? Canonical { get; init; }

    /// <summary>Whether robots are asked to follow none of its links: <c>nofollow</c> or <c>none</c> in a robots meta element.</summary>
    public bool NoFollow { get; init; }

    /// <summary>Whether robots are asked not to keep it in an index: <c>noindex</c> or <c>none</c>.</summary>
    public bool NoIndex { get; init; }

    /// <summary>Reads the links of a page.</summary>
    /// <param name="document">The page.</param>
    /// <param name="address">Where it was fetched.</param>
    /// <param name="agent">Product token of the reader, to which a meta element of that name speaks.</param>
    public static PageLinks Of(IDocument document, CrawlAddress address, string agent)
    {
        CrawlAddress origin = document.QuerySelector("base[href]") is { } element
            && CrawlAddress.TryParse(element.GetAttribute("href"), address, out CrawlAddress? stated) ? stated : address;
        var pages = new List<CrawlAddress>();
        var feeds = new List<CrawlAddress>();
        var seen = new HashSet<string>(StringComparer.Ordinal);
        CrawlAddress? canonical = null;
        var directives = new HashSet<string>(StringComparer.OrdinalIgnoreCase);
        foreach (IElement part in document.All)
        {
            if (pages.Count >= MaximumLinks)
                break;
            switch (part.LocalName)
            {
                case "a" or "area" when !HasToken(part, "rel", "nofollow"):
                    Add(pages, part.GetAttribute("href"));
                    break;
                case "frame" or "iframe":
                    Add(pages, part.GetAttribute("src"));
                    break;
                case "link" when HasToken(part, "rel", "canonical"):
                    if (canonical is null && CrawlAddress.TryParse(part.GetAttribute("href"), origin, out CrawlAddress? own))
                        canonical = own;
                    break;
                case "link" when HasToken(part, "rel", "alternate") && IsFeed(part.GetAttribute("type")):
                    Add(feeds, part.GetAttribute("href"));
                    break;
                case "meta" when part.GetAttribute("http-equiv")?.Trim().Equals("refresh", StringComparison.OrdinalIgnoreCase) == true:
                    Add(pages, AddressOfRefresh(part.GetAttribute("content")));
                    break;
                case "meta" when part.GetAttribute("name")?.Trim() is { } name && (name.Equals("robots", StringComparison.OrdinalIgnoreCase)
                    || name.Equals(agent, StringComparison.OrdinalIgnoreCase)):
                    directives.UnionWith((part.GetAttribute("content") ?? "")
                        .Split(',', StringSplitOptions.TrimEntries | StringSplitOptions.RemoveEmptyEntries));
                    break;
            }
        }
        return new PageLinks
        {
            Pages = pages,
            Feeds = feeds,
            Canonical = canonical,
            NoFollow = directives.Contains("nofollow") || directives.Contains("none"),
            NoIndex = directives.Contains("noindex") || directives.Contains("none"),
        };

        void Add(List<CrawlAddress> list, string? text)
        {
            // Fragments of the page itself are most of what some pages link to.
            if (text is not null && !text.StartsWith('#') && CrawlAddress.TryParse(text, origin, out CrawlAddress? found) && seen.Add(found.Text))
                list.Add(found);
        }
    }

    private static bool HasToken(IElement element, string attribute, string token) =>
        element.GetAttribute(attribute) is { } value && value.Split([' ', '\t', '\n', '\f', '\r'], StringSplitOptions.RemoveEmptyEntries)
            .Contains(token, StringComparer.OrdinalIgnoreCase);

    private static bool IsFeed(string? type) => MediaType.Of(type)
        is "application/rss+xml" or "application/atom+xml" or "application/rdf+xml";

    /// <summary>The address in <c>5; url='https://example.org/'</c>.</summary>
    private static string? AddressOfRefresh(string? content)
    {
        int at = content?.IndexOf("url=", StringComparison.OrdinalIgnoreCase) ?? -1;
        return at < 0 ? null : content![(at + 4)..].Trim(' ', '\t', '\'', '"');
    }
}
