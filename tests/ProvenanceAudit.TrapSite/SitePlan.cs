using System.Globalization;

namespace ProvenanceAudit.TrapSite;

/// <summary>
/// Which pages there are and what leads to them. All follows from the number of a page, so that a site of one size is always
/// the same.
/// </summary>
public sealed class SitePlan
{
    /// <summary>Paths that no page of text stands at, and that a crawler may ask for once or not at all.</summary>
    public static readonly string[] Traps =
    [
        "/loop/a", "/cookie", "/to-private", "/to-metadata", "/to-file", "/error", "/short", "/header", "/files/doc.pdf", "/files/picture.png",
        "/deep/x/", "/calendar/2026/11", "/list?page=1&sort=a", "/gone",
    ];

    /// <summary>Paths of answers that take long or never end.</summary>
    public static readonly string[] EndlessTraps = ["/slow", "/endless", "/bomb"];

    private readonly int _pages;
    private readonly List<int> _linked;
    private readonly Dictionary<int, int> _positions;

    /// <summary>Plans a site.</summary>
    public SitePlan(int pages)
    {
        _pages = pages;
        _linked = [.. Enumerable.Range(0, pages).Where(i => !InSitemapAlone(i) && !InFeedAlone(i))];
        _positions = _linked.Index().ToDictionary(pair => pair.Item, pair => pair.Index);
        Expected = Enumerable.Range(0, pages).Select(PathOf).Append("/").Concat(Enumerable.Range(0, pages).Where(HasCopy).Select(CopyOf))
            .Concat(Enumerable.Range(0, pages).Where(HasRefresh).Select(RefreshOf))
            .ToHashSet(StringComparer.Ordinal);
        Disallowed = Enumerable.Range(0, pages).Where(LinksToPrivate).Select(PrivateOf)
            .Concat(Enumerable.Range(0, pages).Where(LinksToPrint).Select(PrintOf)).ToHashSet(StringComparer.Ordinal);
    }

    /// <summary>Number of pages of text.</summary>
    public int Pages => _pages;

    /// <summary>
    /// Paths of all pages that a crawl from <c>/</c>, robots.txt, its sitemaps and its feed reaches and may fetch.
    /// </summary>
    public IReadOnlySet<string> Expected { get; }

    /// <summary>Paths that pages link to and robots.txt disallows.</summary>
    public IReadOnlySet<string> Disallowed { get; }

    /// <summary>Path of a page.</summary>
    public static string PathOf(int page) => Invariant($"/s{page % 20}/page-{page}.html");

    /// <summary>Path of a copy, whose canonical link names the page.</summary>
    public static string CopyOf(int page) => Invariant($"/copy/{page}");

    /// <summary>Path of a page whose meta refresh leads to the page.</summary>
    public static string RefreshOf(int page) => Invariant($"/refresh/{page}");

    /// <summary>Path of a redirect, the first of three, to the page.</summary>
    public static string RedirectOf(int page) => Invariant($"/r/{page}/1");

    /// <summary>Disallowed path.</summary>
    public static string PrivateOf(int page) => Invariant($"/private/{page}");

    /// <summary>Disallowed path, by a pattern.</summary>
    public static string PrintOf(int page) => PathOf(page) + "?print=1";

    /// <summary>Whether no page links to it, but a sitemap does.</summary>
    public static bool InSitemapAlone(int page) => page % 10 == 7;

    /// <summary>Whether no page links to it, but the feed does.</summary>
    public static bool InFeedAlone(int page) => page % 100 == 18;

    /// <summary>Whether a sitemap names it.</summary>
    public static bool InSitemap(int page) => InSitemapAlone(page) || (page % 3 == 0 && !InFeedAlone(page));

    /// <summary>Whether the page has a copy.</summary>
    public static bool HasCopy(int page) => page % 40 == 1;

    /// <summary>Whether a page of meta refresh leads to it.</summary>
    public static bool HasRefresh(int page) => page % 60 == 2;

    /// <summary>Whether redirects lead to it.</summary>
    public static bool HasRedirect(int page) => page % 50 == 3;

    /// <summary>Whether it links to a disallowed page of its own.</summary>
    public static bool LinksToPrivate(int page) => page % 25 == 4;

    /// <summary>Whether it links to its disallowed print view.</summary>
    public static bool LinksToPrint(int page) => page % 25 == 5;

    /// <summary>Whether it is busy (429) when it is first asked for.</summary>
    public static bool IsBusyAtFirst(int page) => page % 487 == 12;

    /// <summary>Whether it is unavailable (503) when it is first asked for.</summary>
    public static bool IsUnavailableAtFirst(int page) => page % 491 == 11;

    /// <summary>Pages that a page links to: its children in a tree of all that are linked, and some others.</summary>
    public IEnumerable<int> LinksOf(int page)
    {
        if (_positions.TryGetValue(page, out int position))
        {
            for (int child = 3 * position + 1; child <= 3 * position + 3 && child < _linked.Count; child++)
                yield return _linked[child];
        }
        var random = new Random(page);
        for (int i = 0; i < 5; i++)
            yield return _linked[random.Next(_linked.Count)];
    }

    internal static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
