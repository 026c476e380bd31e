using System.Xml.Linq;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats.Jats;

/// <summary>The metadata of an article (JATS 1.0 to 1.4, NLM 2.0 to 3.0), a book or a part of one (BITS 1.0 to 2.2).</summary>
internal sealed class JatsMetadata
{
    private static readonly XNamespace XLink = "http://www.w3.org/1999/xlink";

    // Dates of what was done with an article elsewhere or afterwards.
    private static readonly string[] OtherDates = ["pmc-release", "nihms-submitted", "corrected", "retracted", "preprint", "update", "version"];

    private readonly XElement _root;
    private readonly XElement _meta;
    private readonly XElement? _book;
    private readonly XElement? _journal;
    private readonly List<string> _warnings;

    /// <summary>Looks at a record.</summary>
    /// <param name="root">An <c>article</c>, <c>book</c> or <c>book-part-wrapper</c>.</param>
    /// <param name="warnings">Told of what could not be used.</param>
    public JatsMetadata(XElement root, List<string> warnings)
    {
        (_root, _warnings) = (root, warnings);
        _book = Child(root, "book-meta");
        _journal = Child(Child(root, "front"), "journal-meta");
        XElement? part = Child(root, "book-part");
        _meta = (part is null ? null : Child(part, "book-part-meta")) ?? Child(Child(root, "front"), "article-meta") ?? _book ?? new XElement("none");
    }

    /// <summary>The work as described.</summary>
    /// <param name="fallbackId">Its id where it states none.</param>
    public Work ToWork(string fallbackId)
    {
        var identifiers = new IdentifierMap(_warnings);
        string? id = null;
        foreach ((string type, string value) in StatedIds())
        {
            identifiers.Add(type, value);
            if (type == "doi" && id?.StartsWith("10.", StringComparison.Ordinal) != true)
                id = identifiers.Values.GetValueOrDefault("doi");
            id ??= $"{type}:{value}";
        }
        if (id?.Length > Work.LongestId)
            id = null;
        XElement? permissions = Child(_meta, "permissions") ?? Child(_book, "permissions");
        RelatedArticles();
        return new Work
        {
            Id = id ?? fallbackId,
            Title = TitleOf(_meta) ?? TitleOf(_book) ?? id ?? fallbackId,
            Contributors = Contributors(),
            Identifiers = identifiers.Values,
            Language = LanguageOf(_root) ?? LanguageOf(Child(_root, "book-part")),
            Publisher = Line(Child(Child(_journal ?? _book ?? _meta, "publisher"), "publisher-name")),
            RightsHolder = Line(Child(permissions, "copyright-holder")),
            Licence = LicenceOf(permissions),
            Published = Published(),
            Terms = Terms(permissions),
            Relations = Relations(),
        };
    }

    /// <summary>What the record says of rights.</summary>
    public StatedRights RightsOf(RightsSource source)
    {
        if (_root.Name.LocalName == "article")
            return JatsReader.Read(_root, source);
        // Alone, so that it is not taken for that of a part.
        return (Child(_meta, "permissions") ?? Child(_book, "permissions")) is { } permissions
            ? JatsReader.Read(new XElement(permissions), source) : StatedRights.None;
    }

    private IEnumerable<(string Type, string Value)> StatedIds()
    {
        bool isPart = _meta != _book && _book is not null;
        foreach (XElement element in _meta.Elements())
        {
            string value = element.Value.Trim();
            string? type = element.Name.LocalName switch
            {
                "article-id" => element.Attribute("pub-id-type")?.Value,
                "book-id" => (element.Attribute("book-id-type") ?? element.Attribute("pub-id-type"))?.Value,
                "book-part-id" => (element.Attribute("book-part-id-type") ?? element.Attribute("pub-id-type"))?.Value,
                "isbn" when !isPart => "isbn",
                _ => null,
            };
            type = type?.Trim().ToLowerInvariant() switch { "pmcid" => "pmc", "isbn-13" or "isbn-10" => "isbn", var other => other };
            if (string.IsNullOrEmpty(type) || value.Length == 0)
                continue;
            // Numbers of PubMed Central come with their letters and without.
            yield return type == "pmc" && value.All(char.IsAsciiDigit) ? (type, "PMC" + value) : (type, value);
        }
    }

    private static string? TitleOf(XElement? meta)
    {
        XElement? group = Child(meta, "title-group") ?? Child(meta, "book-title-group");
        XElement? title = group?.Elements().FirstOrDefault(e => e.Name.LocalName is "article-title" or "book-title" or "title");
        string? main = Line(title), sub = Line(Child(group, "subtitle"));
        return main is null || sub is null ? main : $"{main.TrimEnd(':')}: {sub}";
    }

    private string[] Contributors()
    {
        XElement[] contributors = [.. _meta.Elements().Where(e => e.Name.LocalName == "contrib-group").Elements()
            .Where(e => e.Name.LocalName == "contrib" && IsMaker(e)).Take(5000)];
        // The editor of an article that has authors is the one of the journal who saw to it.
        if (_root.Name.LocalName == "article" && !Array.TrueForAll(contributors, IsEditor))
            contributors = [.. contributors.Where(e => !IsEditor(e))];
        return [.. contributors.Select(NameOf).OfType<string>().Distinct(StringComparer.Ordinal)];
    }

    private static bool IsEditor(XElement contrib) =>
        contrib.Attribute("contrib-type")?.Value.Contains("editor", StringComparison.OrdinalIgnoreCase) == true;

    private static bool IsMaker(XElement contrib) =>
        contrib.Attribute("contrib-type")?.Value.ToLowerInvariant() is null or "author" or "editor" or "translator" or "collab" or "group" or "corresp"
            or "compiler" or "guest-editor" or "series-editor" or "volume-editor" or "illustrator";

    private static string? NameOf(XElement contrib)
    {
        XElement? name = contrib.Descendants().FirstOrDefault(e => e.Name.LocalName is "name" or "string-name" or "collab" or "anonymous" or "institution");
        switch (name?.Name.LocalName)
        {
            case "anonymous":
                return "Anonymous";
            case "name" or "string-name" when Child(name, "surname") is not null:
                string? surname = Line(Child(name, "surname")), given = Line(Child(name, "given-names"));
                bool isSurnameFirst = name.Attribute("name-style")?.Value == "eastern";
                string?[] parts = isSurnameFirst ? [surname, given] : [given, surname];
                string whole = string.Join(' ', parts.Append(Line(Child(name, "suffix"))).OfType<string>());
                return whole.Length > 0 ? whole : null;
            case "collab":
                // Its members are listed in it.
                var alone = new XElement(name!);
                alone.Elements().Where(e => e.Name.LocalName == "contrib-group").Remove();
                return Line(alone);
            default:
                return Line(name);
        }
    }

    private string? Published()
    {
        IEnumerable<XElement> dates = _meta.Elements().Concat(_meta == _book ? [] : _book?.Elements() ?? []).Where(e => e.Name.LocalName == "pub-date");
        return dates.Where(e => !OtherDates.Contains((e.Attribute("pub-type") ?? e.Attribute("date-type"))?.Value, StringComparer.OrdinalIgnoreCase))
            .Select(e => WorkDate.Of(Line(Child(e, "year")), Line(Child(e, "month")), Line(Child(e, "day")))
                ?? WorkDate.Of(e.Attribute("iso-8601-date")?.Value))
            .OfType<string>()
            // Of dates in one year the one that says more: a volume's year says less than the day of an article in it.
            .OrderBy(d => d[..4], StringComparer.Ordinal).ThenByDescending(d => d.Length).ThenBy(d => d, StringComparer.Ordinal).FirstOrDefault();
    }

    private static string? LicenceOf(XElement? permissions)
    {
        XElement[] licences = [.. permissions?.Descendants().Where(e => e.Name.LocalName is "license_ref" or "license") ?? []];
        return licences.Where(e => e.Name.LocalName == "license_ref").Select(e => e.Value.Trim()).FirstOrDefault(v => v.Length > 0)
            ?? licences.Select(e => e.Attribute(XLink + "href")?.Value.Trim()).FirstOrDefault(v => !string.IsNullOrEmpty(v))
            ?? licences.Descendants().Where(e => e.Name.LocalName is "ext-link" or "uri").Select(e => e.Attribute(XLink + "href")?.Value.Trim())
                .FirstOrDefault(v => v?.Contains("creativecommons.org/", StringComparison.OrdinalIgnoreCase) == true);
    }

    private static List<WorkTerm> Terms(XElement? permissions)
    {
        var terms = new List<WorkTerm>();
        string? statement = Line(Child(permissions, "copyright-statement"));
        string? holder = Line(Child(permissions, "copyright-holder")), year = Line(Child(permissions, "copyright-year"));
        if (statement is null && (holder ?? year) is not null)
            statement = string.Join(' ', new[] { "©", year, holder }.OfType<string>());
        if (statement is not null)
            terms.Add(new WorkTerm(WorkTermKinds.Copyright, statement));
        foreach (XElement licence in permissions?.Elements().Where(e => e.Name.LocalName == "license").Take(20) ?? [])
        {
            string text = string.Join(' ',
                licence.Elements().Where(e => e.Name.LocalName is "license-p" or "p").Select(JatsText.Line).Where(t => t.Length > 0));
            if (text.Length > 0)
                terms.Add(new WorkTerm(WorkTermKinds.UsageTerms, text));
        }
        return terms;
    }

    private WorkRelation[] Relations()
    {
        IEnumerable<(string, string)> containers = (_journal?.Elements() ?? [])
            .Where(e => e.Name.LocalName is "issn" or "issn-l").Select(e => ("issn", e.Value));
        containers = containers.Concat(_root.Elements().Where(e => e.Name.LocalName == "collection-meta").Elements()
            .Where(e => e.Name.LocalName == "issn").Select(e => ("issn", e.Value)));
        if (_book is not null && _meta != _book)
            containers = containers.Concat(_book.Elements().Where(e => e.Name.LocalName == "isbn").Select(e => ("isbn", e.Value)));
        return
        [
            .. containers.Select(c => WorkIdentifiers.Normalise(c.Item1, c.Item2)).Where(i => i.Problem is null && i.Value.Length > 0)
                .Select(i => new WorkRelation(WorkRelationKinds.PartOf, i.Scheme, i.Value)).Distinct(),
        ];
    }

    private void RelatedArticles()
    {
        foreach (XElement related in _meta.Elements().Where(e => e.Name.LocalName is "related-article" or "related-object").Take(20))
        {
            string type = related.Attribute("related-article-type")?.Value.Trim() ?? "";
            string other = string.Join(' ',
                (related.Attribute(XLink + "href")?.Value ?? related.Value).Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
            string? said = type switch
            {
                "retraction-forward" or "retraction" => "it was retracted",
                "correction-forward" or "correction" => "it was corrected",
                "retracted-article" or "partial-retraction" => "it retracts another article",
                "corrected-article" => "it corrects another article",
                _ => null,
            };
            if (said is not null)
                _warnings.Add(other.Length is > 0 and <= 200 ? $"{said}: {other.TrimEnd('.')}" : said);
        }
    }

    private static string? LanguageOf(XElement? element) =>
        LanguageTags.Of(element?.Attribute(XNamespace.Xml + "lang")?.Value);

    private static XElement? Child(XElement? element, string name) => element?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static string? Line(XElement? element) => element is not null && JatsText.Line(element) is { Length: > 0 } text ? text : null;
}
