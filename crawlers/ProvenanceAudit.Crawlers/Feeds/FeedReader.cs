using System.Globalization;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Xml;

namespace ProvenanceAudit.Crawlers.Feeds;

/// <summary>
/// Reads RSS 0.9x, 1.0 and 2.0 and Atom, with the modules that matter here: content:encoded, Dublin Core, Creative Commons.
/// Feeds that
/// are not well-formed are read as far as they can be understood, entry by entry.
/// </summary>
public static class FeedReader
{
    /// <summary>Longest feed that is read, in bytes after unpacking.</summary>
    public const int MaximumBytes = 50 << 20;

    /// <summary>Most entries that are read of one feed.</summary>
    public const int MaximumEntries = 50_000;

    private const string Content = "http://purl.org/rss/1.0/modules/content/";
    private const string DublinCore = "http://purl.org/dc/elements/1.1/";
    private const string DublinCoreTerms = "http://purl.org/dc/terms/";

    /// <summary>Reads a feed.</summary>
    /// <param name="bytes">The feed as it came, gzip or not.</param>
    /// <param name="address">Its address, which relative ones in it stand beside.</param>
    /// <returns>The feed; of format <see cref="FeedFormat.None"/>, with a problem, where it is none.</returns>
    public static Feed Read(byte[] bytes, CrawlAddress address)
    {
        var problems = new List<string>();
        return Read(XmlBytes.Read(bytes, MaximumBytes, problems), address, problems);
    }

    internal static Feed Read(string text, CrawlAddress address, List<string> problems)
    {
        var xml = new LenientXml(text);
        FeedFormat format = FeedFormat.None;
        string? title = null, language = null, rights = null;
        var entries = new List<FeedEntry>();
        int others = 0;
        while (xml.Read() is var piece and not XmlPiece.End)
        {
            if (piece != XmlPiece.Start)
                continue;
            if (format == FeedFormat.None)
            {
                format = FormatOf(xml);
                language = xml.Attributes.GetValueOrDefault("xml:lang");
                if (format == FeedFormat.None)
                    break;
            }
            else if (xml.Name is "item" or "entry")
            {
                if (entries.Count == MaximumEntries)
                {
                    others++;
                    continue;
                }
                entries.Add(ReadEntry(xml, address));
            }
            else if (xml.Name is "image" or "textInput" or "textinput" or "author")
                xml.ReadInnerText();
            else if (xml.Name == "title")
                title ??= NullIfEmpty(xml.ReadInnerText());
            else if (xml.Name == "language")
                language ??= NullIfEmpty(xml.ReadInnerText());
            else if (IsRights(xml))
                rights ??= ReadRights(xml);
        }
        if (format == FeedFormat.None)
            problems.Add("it is no feed");
        if (others > 0)
        {
            problems.Add(string.Create(
                CultureInfo.InvariantCulture, $"it has {MaximumEntries + others} entries; the first {MaximumEntries} were read"));
        }
        if (xml.IsIllFormed && format != FeedFormat.None)
            problems.Add("it is not well-formed XML; it was read as far as it can be understood");
        return new Feed(format, title, language, rights, entries, problems);
    }

    internal static FeedFormat FormatOf(LenientXml xml) => xml.Name.ToLowerInvariant() switch
    {
        "rss" => FeedFormat.Rss,
        "rdf" => FeedFormat.Rdf,
        "feed" => FeedFormat.Atom,
        _ => FeedFormat.None,
    };

    private static FeedEntry ReadEntry(LenientXml xml, CrawlAddress feed)
    {
        int depth = xml.Depth;
        var entry = new EntryFields { About = xml.Attributes.GetValueOrDefault("rdf:about") };
        while (xml.Read() is var piece && piece != XmlPiece.End && xml.Depth >= depth)
        {
            if (piece == XmlPiece.Start)
                ReadField(xml, entry);
        }
        string? address = entry.Link ?? (entry.GuidIsAddress ? entry.Id : null) ?? entry.About;
        CrawlAddress.TryParse(address, feed, out CrawlAddress? page);
        return new FeedEntry
        {
            Address = string.IsNullOrWhiteSpace(address) ? null : page,
            Id = entry.Id,
            Title = entry.Title,
            Authors = entry.Authors,
            Published = entry.Published,
            Updated = entry.Updated,
            Content = entry.Content,
            Summary = entry.Summary,
            Rights = entry.Rights,
        };
    }

    private static void ReadField(LenientXml xml, EntryFields entry)
    {
        bool isDublinCore = xml.Namespace is DublinCore or DublinCoreTerms or "dc" or "dcterms";
        switch (xml.Name)
        {
            case "link" when xml.Attributes.TryGetValue("href", out string? href):
                string relation = xml.Attributes.GetValueOrDefault("rel", "alternate");
                if (relation == "alternate" || relation.Length == 0)
                    entry.Link ??= NullIfEmpty(href);
                else if (relation == "license")
                    entry.Rights ??= NullIfEmpty(href);
                break;
            case "link":
                entry.Link ??= NullIfEmpty(xml.ReadInnerText());
                break;
            case "guid":
                entry.GuidIsAddress = xml.Attributes.GetValueOrDefault("isPermaLink", "true") != "false";
                entry.Id ??= NullIfEmpty(xml.ReadInnerText());
                break;
            case "id":
                entry.Id ??= NullIfEmpty(xml.ReadInnerText());
                break;
            case "title" when xml.Namespace is not ("http://search.yahoo.com/mrss/" or "media"):
                entry.Title ??= NullIfEmpty(xml.ReadInnerText());
                break;
            case "author":
                entry.AddAuthor(ReadAuthor(xml));
                break;
            case "creator" when isDublinCore:
                entry.AddAuthor(xml.ReadInnerText());
                break;
            case "pubDate" or "published" or "issued" or "created":
                entry.Published ??= StatedDate.Read(xml.ReadInnerText());
                break;
            case "date" when isDublinCore:
                entry.Published ??= StatedDate.Read(xml.ReadInnerText());
                break;
            case "updated" or "modified":
                entry.Updated ??= StatedDate.Read(xml.ReadInnerText());
                break;
            case "encoded" when xml.Namespace is Content or "content":
                entry.Content ??= NullIfEmpty(xml.ReadInnerText());
                break;
            case "content" when xml.Namespace is not ("http://search.yahoo.com/mrss/" or "media"):
                entry.Content ??= NullIfEmpty(xml.ReadInnerText());
                break;
            case "summary" or "description" when xml.Namespace is not ("http://search.yahoo.com/mrss/" or "media"):
                entry.Summary ??= NullIfEmpty(xml.ReadInnerText());
                break;
            // Where an entry was taken from: a feed with a title, authors and dates of its own.
            case "source":
                xml.ReadInnerText();
                break;
            default:
                if (IsRights(xml))
                    entry.Rights ??= ReadRights(xml);
                break;
        }
    }

    private static string? ReadAuthor(LenientXml xml)
    {
        // Atom has the name in an element, RSS an address of mail with the name in brackets.
        int depth = xml.Depth;
        string text = "";
        string? name = null;
        while (xml.Read() is var piece && piece != XmlPiece.End && xml.Depth >= depth)
        {
            if (piece == XmlPiece.Text)
                text += xml.Text;
            else if (piece == XmlPiece.Start && xml.Name == "name")
                name ??= xml.ReadInnerText();
            else if (piece == XmlPiece.Start)
                xml.ReadInnerText();
        }
        text = text.Trim();
        int open = text.IndexOf('(', StringComparison.Ordinal);
        bool inBrackets = open > 0 && text.EndsWith(')') && text.AsSpan(0, open).Contains('@');
        return name ?? (inBrackets ? text[(open + 1)..^1].Trim() : text);
    }

    private static bool IsRights(LenientXml xml) => xml.Name is "copyright" or "rights" or "license" or "licence";

    private static string? ReadRights(LenientXml xml)
    {
        string? resource = xml.Attributes.GetValueOrDefault("rdf:resource");
        return NullIfEmpty(xml.ReadInnerText()) ?? resource;
    }

    private static string? NullIfEmpty(string text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();

    /// <summary>What was read of an entry so far.</summary>
    private sealed class EntryFields
    {
        public string? About { get; init; }

        public string? Link { get; set; }

        public string? Id { get; set; }

        public bool GuidIsAddress { get; set; }

        public string? Title { get; set; }

        public List<string> Authors { get; } = [];

        public DateTimeOffset? Published { get; set; }

        public DateTimeOffset? Updated { get; set; }

        public string? Content { get; set; }

        public string? Summary { get; set; }

        public string? Rights { get; set; }

        public void AddAuthor(string? name)
        {
            if (!string.IsNullOrWhiteSpace(name) && !Authors.Contains(name.Trim()))
                Authors.Add(name.Trim());
        }
    }
}
