namespace ProvenanceAudit.Crawlers.MainText;

/// <summary>
/// Decides between all that a page says of title, authors, date, language, address and site. Structured data first, since it is of the article; then the
/// meta elements of social networks and libraries, which are of the page; then what stands on the page itself.
/// </summary>
internal sealed class PageMetadata(PageFacts facts, StructuredData data, Uri? address)
{
    private const int LongestTitle = 500;
    private const string TitleBreaks = "|–—-:»·•";

    /// <summary>Name of the site.</summary>
    public string? SiteName { get; } = First(facts.Meta("og:site_name"), data.Publisher, facts.Meta("application-name", "dc.publisher", "citation_journal_title"));

    /// <summary>Description, for comparison with the text.</summary>
    public string Description => First(facts.Meta("og:description", "description", "twitter:description", "dc.description")) ?? "";

    /// <summary>The title.</summary>
    public string? Title()
    {
        string? title = First(data.Headline, facts.Meta("og:title", "citation_title", "parsely-title", "dc.title", "dcterms.title", "twitter:title"),
            facts.Property("headline"));
        title ??= facts.Headings.Count == 1 ? facts.Headings[0] : null;
        title ??= facts.TitleElement is { } element ? FromTitleElement(element) : First([.. facts.Headings]);
        return title is null ? null : Shorten(WithoutSite(Spaces.Fold(title)));
    }

    /// <summary>The authors.</summary>
    public IReadOnlyList<string> Authors()
    {
        foreach (IEnumerable<string> texts in (ReadOnlySpan<IEnumerable<string>>)[data.Authors, facts.Metas("citation_author").Select(FirstNameFirst), facts.Metas("author"),
            facts.Metas("article:author"), facts.Metas("dc.creator"), facts.Metas("dcterms.creator"), facts.Metas("parsely-author"),
            facts.Metas("sailthru.author"), facts.Metas("byl"), facts.AuthorTexts])
        {
            if (AuthorNames.In(texts, SiteName) is { Count: > 0 } names)
                return names;
        }
        return AuthorNames.InByline(facts.Bylines, SiteName);
    }

    /// <summary>When the article was published; when it was changed, where only that is known.</summary>
    public string? Date(string? language)
    {
        // American English writes the month first, and so do most pages that say no more than "en".
        bool monthFirst = language is null or "en" or "en-US";
        string?[] stated = [data.Published, facts.Meta("article:published_time", "article:published", "og:published_time", "og:article:published_time", "citation_publication_date",
            "citation_date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date", "dc.date.created", "parsely-pub-date", "sailthru.date", "pubdate", "publishdate", "publish-date",
            "publish_date", "publication_date", "published_date", "date", "datepublished", "cxenseparse:recs:publishtime", "article.published", "created", "rnews:datepublished"),
            facts.Property("datePublished"), facts.Property("dateCreated")];
        return FirstDate(stated, monthFirst) ?? FirstDate(facts.Times, monthFirst) ?? FromAddress() ?? FirstDate(facts.Bylines.Concat(facts.DateTexts), monthFirst)
            ?? FirstDate([data.Modified, facts.Meta("article:modified_time", "og:updated_time", "last-modified", "dcterms.modified", "revised")], monthFirst);
    }

    /// <summary>The language that the page states; null where it states none.</summary>
    public string? Language() => Tag(facts.Language) ?? Tag(facts.Meta("content-language", "language", "dc.language", "dcterms.language")) ?? Tag(facts.Meta("og:locale"))
        ?? Tag(data.Language) ?? Tag(facts.Property("inLanguage"));

    /// <summary>The address that the page says it is to be known by.</summary>
    public Uri? CanonicalAddress() => Absolute(facts.Canonical) ?? Absolute(facts.Meta("og:url"));

    /// <summary>A tag as BCP 47 writes it: "pt-BR" of "pt_br"; null of what is none.</summary>
    internal static string? Tag(string? text)
    {
        string[] parts = (text ?? "").Split(',', ';')[0].Trim().Split('-', '_', '.');
        if (parts[0].Length is not (2 or 3) || !parts[0].All(char.IsAsciiLetter))
            return null;
        string tag = parts[0].ToLowerInvariant();
        foreach (string part in parts.Skip(1).TakeWhile(p => p.Length is 2 or 4 && p.All(char.IsAsciiLetter) || p.Length == 3 && p.All(char.IsAsciiDigit)))
        {
            tag += "-" + (part.Length == 4 ? char.ToUpperInvariant(part[0]) + part[1..].ToLowerInvariant() : part.ToUpperInvariant());
        }
        return tag;
    }

    private string? FromAddress() => (CanonicalAddress() ?? address) is { } known ? DateReader.ReadPath(known.AbsolutePath) : null;

    private Uri? Absolute(string? link) =>
        link is { Length: < 2048 } && (address is null ? Uri.TryCreate(link, UriKind.Absolute, out Uri? uri) : Uri.TryCreate(address, link, out uri))
        && uri.Scheme is "http" or "https" ? uri : null;

    /// <summary>The title element without the name of the site: the heading that it begins with, or its longest part.</summary>
    private string FromTitleElement(string element)
    {
        foreach (string heading in facts.Headings)
        {
            if (heading.Length > 10 && element.Contains(heading, StringComparison.OrdinalIgnoreCase))
                return heading;
        }
        return element;
    }

    private string WithoutSite(string title)
    {
        if (SiteName is not { Length: > 1 } site)
            return title;
        if (title.EndsWith(site, StringComparison.OrdinalIgnoreCase))
        {
            string rest = title[..^site.Length].TrimEnd();
            if (rest.Length > 1 && TitleBreaks.Contains(rest[^1], StringComparison.Ordinal))
                return rest.TrimEnd([.. TitleBreaks, ' ']);
        }
        if (title.StartsWith(site, StringComparison.OrdinalIgnoreCase))
        {
            string rest = title[site.Length..].TrimStart();
            if (rest.Length > 1 && TitleBreaks.Contains(rest[0], StringComparison.Ordinal))
                return rest.TrimStart([.. TitleBreaks, ' ']);
        }
        return title;
    }

    /// <summary>Libraries write "Bee, Ann".</summary>
    private static string FirstNameFirst(string name) =>
        name.Split(',', StringSplitOptions.TrimEntries) is [var last, { Length: > 0 } first] ? $"{first} {last}" : name;

    private static string Shorten(string title) => title.Length <= LongestTitle ? title : title[..(LongestTitle - 1)].TrimEnd() + "…";

    private static string? FirstDate(IEnumerable<string?> texts, bool monthFirst) =>
        texts.Select(t => DateReader.Read(t, monthFirst)).FirstOrDefault(d => d is not null);

    private static string? First(params ReadOnlySpan<string?> texts)
    {
        foreach (string? text in texts)
        {
            if (!string.IsNullOrWhiteSpace(text))
                return text.Trim();
        }
        return null;
    }
}
