using System.Globalization;
using System.Text;

namespace ProvenanceAudit.TrapSite;

/// <summary>Writes the pages of text, in the encodings and with the oddities that their numbers choose.</summary>
internal sealed class PageWriter(SitePlan plan, TrapSiteSettings settings, Func<string> otherSite)
{
    private static readonly string[] Nouns =
        ["river", "letter", "harbour", "winter", "engine", "garden", "witness", "market", "signal", "bridge", "orchard", "ledger", "lantern", "valley"];

    private static readonly string[] Verbs = ["crosses", "keeps", "follows", "answers", "leaves", "measures", "remembers", "opens", "carries", "loses"];

    static PageWriter() => Encoding.RegisterProvider(CodePagesEncodingProvider.Instance);

    /// <summary>A page and the media type that it is sent as.</summary>
    public (byte[] Body, string ContentType) Write(int page, bool asCopy)
    {
        string html = Html(page, asCopy);
        return (page % 20) switch
        {
            3 => (Encoding.GetEncoding(1252).GetBytes(html), "text/html; charset=windows-1252"),
            // Bytes that are no UTF-8, said to be.
            4 => ([.. Encoding.UTF8.GetBytes(html), 0xC3, 0x28, 0xFF], "text/html; charset=utf-8"),
            5 => ([.. Encoding.Unicode.Preamble, .. Encoding.Unicode.GetBytes(html)], "text/html"),
            6 => (Encoding.Latin1.GetBytes(html.Replace("<head>", "<head><meta charset=iso-8859-1>", StringComparison.Ordinal)), "text/html"),
            7 => (Encoding.UTF8.GetBytes(html), "text/html; charset=no-such-encoding"),
            _ => (Encoding.UTF8.GetBytes(html), "text/html; charset=utf-8"),
        };
    }

    /// <summary>The first page.</summary>
    public byte[] WriteHome()
    {
        var html = new StringBuilder("<!DOCTYPE html><html lang=en><head><title>A site of traps</title>");
        html.Append("<link rel=alternate type=application/rss+xml href=/feed.xml></head><body><nav>");
        foreach (string trap in settings.EndlessAnswers ? [.. SitePlan.Traps, .. SitePlan.EndlessTraps] : SitePlan.Traps)
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{trap}\">{trap}</a> ");
        html.Append(CultureInfo.InvariantCulture, $"<a href=\"{otherSite()}/elsewhere\">elsewhere</a><a href=/to-other>to another site</a>");
        html.Append("<a href=mailto:a@example.org>mail</a><a href=\"javascript:void(0)\">script</a><a href=\"http://[broken\">broken</a>");
        html.Append(CultureInfo.InvariantCulture, $"</nav><p><a href={SitePlan.PathOf(0)}>The first page</a></body></html>");
        return Encoding.UTF8.GetBytes(html.ToString());
    }

    /// <summary>The text of a page alone, without its title and links.</summary>
    public static string TextOf(int page)
    {
        var random = new Random(page * 7919 + 1);
        var text = new StringBuilder();
        for (int sentence = 0; sentence < 25; sentence++)
        {
            text.Append(CultureInfo.InvariantCulture,
                $"The {Nouns[random.Next(Nouns.Length)]} {random.Next(10_000)} {Verbs[random.Next(Verbs.Length)]} the {Nouns[random.Next(Nouns.Length)]} of ");
            text.Append(CultureInfo.InvariantCulture, $"{random.Next(10_000)} café days. ");
        }
        return text.ToString().TrimEnd();
    }

    private string Html(int page, bool asCopy)
    {
        bool withBase = page % 30 == 9;
        var html = new StringBuilder("<!DOCTYPE html><html lang=en><head>");
        html.Append(CultureInfo.InvariantCulture, $"<title>Page {page}</title>");
        if (withBase)
            html.Append(CultureInfo.InvariantCulture, $"<base href=\"/s{page % 20}/\">");
        if (asCopy || SitePlan.HasCopy(page))
            html.Append(CultureInfo.InvariantCulture, $"<link rel=canonical href=\"{SitePlan.PathOf(page)}\">");
        html.Append("</head><body><nav><a href=\"/\">Home</a> ");
        foreach (int link in plan.LinksOf(page))
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{Link(page, link, withBase)}\">{link}</a> ");
        html.Append(CultureInfo.InvariantCulture, $"</nav><article><h1>Page {page}</h1><p>{TextOf(page)}</p></article><footer>");
        html.Append("<img src=/files/picture.png srcset=\"/files/a.png 1x, /files/b.png 2x, /files/c,d.png 3x\">");
        foreach (string link in OddLinks(page))
            html.Append(CultureInfo.InvariantCulture, $"<a href=\"{link}\">more</a> ");
        return html.Append("</footer></body></html>").ToString();
    }

    // One address in many spellings: with a fragment, a tracking parameter, dot segments, escapes.
    private static string Link(int from, int to, bool withBase)
    {
        string path = SitePlan.PathOf(to);
        if (withBase && to % 20 == from % 20)
            return path[(path.LastIndexOf('/') + 1)..];
        return (to % 6) switch
        {
            0 => path + "#part",
            1 => path + "?utm_source=site&amp;utm_medium=link",
            2 => "/x/.." + path,
            3 => path.Replace("page", "%70age", StringComparison.Ordinal),
            _ => path,
        };
    }

    private static IEnumerable<string> OddLinks(int page)
    {
        if (SitePlan.HasCopy(page))
            yield return SitePlan.CopyOf(page);
        if (SitePlan.HasRefresh(page))
            yield return SitePlan.RefreshOf(page);
        if (SitePlan.HasRedirect(page))
            yield return SitePlan.RedirectOf(page);
        if (SitePlan.LinksToPrivate(page))
            yield return SitePlan.PrivateOf(page);
        if (SitePlan.LinksToPrint(page))
            yield return SitePlan.PrintOf(page);
    }
}
