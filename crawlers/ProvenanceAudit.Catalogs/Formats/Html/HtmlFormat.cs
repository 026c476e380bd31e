using AngleSharp.Dom;
using AngleSharp.Html.Dom;
using ProvenanceAudit.Catalogs.Files;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Text.Pages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.Html;

/// <summary>
/// A page of HTML or XHTML as one work: its main text where settings name a reader of pages, else all of its text, with what its meta elements say.
/// </summary>
internal sealed class HtmlFormat : ICatalogFormat
{
    // Text may begin with a tag; a page has several of these.
    private const int LeastTags = 3;

    private static readonly string[] Tags =
    [
        "<head", "<body", "<title", "<meta ", "<link ", "<p>", "<p ", "<div", "<h1", "<h2", "<br", "<table", "<ul", "<span", "<a href", "<img ",
        "<section", "<article",
    ];

    /// <inheritdoc/>
    public string Name => "HTML";

    /// <inheritdoc/>
    public bool Recognises(FileHead head)
    {
        if (head.Xml is { } xml)
        {
            if (xml.Name.Equals("html", StringComparison.OrdinalIgnoreCase))
                return true;
            if (xml.Namespace.Length > 0)
                return false;
        }
        if (head.BeginsWith("<!doctype html") || head.BeginsWith("<html"))
            return true;
        return head.BeginsWith("<") && !head.BeginsWith("<?xml") && Tags.Count(t => head.Text.Contains(t, StringComparison.OrdinalIgnoreCase)) >= LeastTags;
    }

    /// <inheritdoc/>
    public IEnumerable<CatalogRecord> Read(CatalogFile file, IntakeSettings settings)
    {
        byte[] bytes = file.ReadAll();
        string id = file.PathId;
        if (id.Length > Work.LongestId)
            yield return CatalogRecord.Refused(file.Name, 0, null, $"the file's path gives an id of {id.Length} characters; {Work.LongestId} are allowed");
        else if (bytes.Length > settings.Limits.RecordCharacters)
            yield return CatalogRecord.Refused(file.Name, 0, id, $"the page is larger than {settings.Limits.RecordCharacters >> 20} MiB; split it");
        else
            yield return settings.ReadPage is { } read ? ReadPage(read(bytes, file.Name), bytes, file, settings) : ReadWhole(bytes, file, settings);
    }

    private static CatalogRecord ReadPage(PageContent page, byte[] bytes, CatalogFile file, IntakeSettings settings)
    {
        string id = file.PathId;
        if (string.IsNullOrWhiteSpace(page.Text))
            return ReadWhole(bytes, file, settings);
        List<string> warnings = [];
        return new CatalogRecord
        {
            File = file.Name,
            Line = 0,
            RecordId = id,
            Work = new Work
            {
                Id = id,
                Title = Named(page.Title, id),
                Contributors = page.Contributors,
                Language = page.Language,
                Published = WorkDate.Of(page.Published),
            },
            Text = page.Text,
            Rights = FileRights.Take(page.Rights(SourceOf(file, settings, bytes)), warnings),
            Warnings = warnings,
        };
    }

    private static CatalogRecord ReadWhole(byte[] bytes, CatalogFile file, IntakeSettings settings)
    {
        string id = file.PathId;
        string html = PageDecoder.Decode(bytes).Text;
        bool isXhtml = file.Head.Xml?.Namespace == "http://www.w3.org/1999/xhtml" && file.Head.BeginsWith("<?xml");
        using IHtmlDocument page = isXhtml ? HtmlText.ParseXhtml(html) : HtmlText.Parse(html);
        string text = HtmlText.Of(page);
        if (string.IsNullOrWhiteSpace(text))
            return CatalogRecord.Refused(file.Name, 0, id, "the page holds no text; if a program fills it, send what the program shows");
        List<string> warnings = [];
        string[] Meta(params string[] names) => [.. names.SelectMany(name => page.QuerySelectorAll("meta")
            .Where(m => string.Equals(m.GetAttribute("name") ?? m.GetAttribute("property"), name, StringComparison.OrdinalIgnoreCase)))
            .Select(m => Line(m.GetAttribute("content"))).Where(v => v.Length > 0).Take(500)];
        var identifiers = new IdentifierMap(warnings);
        foreach (string doi in Meta("citation_doi", "prism.doi"))
            identifiers.Add("doi", doi);
        foreach (string value in Meta("dc.identifier", "dcterms.identifier"))
            identifiers.Guess(value, null);
        string[] authors = Meta("citation_author");
        return new CatalogRecord
        {
            File = file.Name,
            Line = 0,
            RecordId = id,
            Work = new Work
            {
                Id = id,
                Title = Named(Meta("citation_title").FirstOrDefault() ?? page.Title, id),
                Contributors = [.. (authors.Length > 0 ? authors : Meta("dc.creator", "dcterms.creator", "author")).Distinct(StringComparer.Ordinal)],
                Identifiers = identifiers.Values,
                Language = LanguageTags.Of(page.DocumentElement.GetAttribute("lang") ?? page.DocumentElement.GetAttribute("xml:lang")),
                Publisher = Meta("citation_publisher", "dc.publisher", "dcterms.publisher").FirstOrDefault(),
                Published = Meta("citation_publication_date", "citation_date", "article:published_time", "dcterms.issued", "dc.date", "dcterms.date", "date")
                    .Select(d => WorkDate.Of(d.Replace('/', '-'))).FirstOrDefault(d => d is not null),
                Licence = Licences(page).Select(l => l.GetAttribute("href")!.Trim()).FirstOrDefault(),
            },
            Text = text,
            Rights = FileRights.Take(RightsOf(page, SourceOf(file, settings, bytes)), warnings),
            Warnings = warnings,
        };
    }

    private static StatedRights RightsOf(IHtmlDocument page, RightsSource source)
    {
        var parts = new List<StatedRights>();
        IElement? Meta(string name) => page.QuerySelectorAll("meta")
            .FirstOrDefault(m => string.Equals(m.GetAttribute("name"), name, StringComparison.OrdinalIgnoreCase));
        IElement? reservation = Meta("tdm-reservation"), policy = Meta("tdm-policy");
        if (reservation is not null)
        {
            parts.Add(TdmRepReader.ReadPair(reservation.GetAttribute("content") ?? "", policy?.GetAttribute("content"),
                reservation.OuterHtml + policy?.OuterHtml, "meta tdm-reservation", source));
        }
        foreach (IElement link in Licences(page).Take(20))
            parts.Add(RightsValue.Link(link.GetAttribute("href")!.Trim(), link.GetAttribute("type"), link.OuterHtml, "link license", source));
        return StatedRights.All(parts);
    }

    // Only those of the page's head: links in its text may speak of a picture.
    private static IEnumerable<IElement> Licences(IHtmlDocument page) => (page.Head?.QuerySelectorAll("link") ?? Enumerable.Empty<IElement>())
        .Where(l => l.GetAttribute("rel")?.Split(' ').Contains("license", StringComparer.OrdinalIgnoreCase) == true
            && !string.IsNullOrWhiteSpace(l.GetAttribute("href")));

    private static RightsSource SourceOf(CatalogFile file, IntakeSettings settings, byte[] bytes) =>
        FileRights.Of(file, settings, file.PathId, new RightsDeclarant(RightsRole.FileMetadata), bytes);

    private static string Named(string? title, string id) => Line(title) is { Length: > 0 } line ? line : id[(id.LastIndexOf('/') + 1)..];

    private static string Line(string? text) => string.Join(' ', (text ?? "").Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
