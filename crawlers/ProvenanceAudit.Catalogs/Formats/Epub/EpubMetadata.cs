using System.Globalization;
using System.Xml.Linq;
using ProvenanceAudit.Works;
using ProvenanceAudit.Works.Identifiers;

namespace ProvenanceAudit.Catalogs.Formats.Epub;

/// <summary>
/// The metadata of a package document: Dublin Core with the attributes of EPUB 2 (<c>opf:role</c>, <c>opf:scheme</c>, <c>opf:event</c>) and
/// the refinements of EPUB 3 (<c>role</c>, <c>display-seq</c>, <c>title-type</c>, <c>identifier-type</c>).
/// </summary>
internal sealed class EpubMetadata
{
    // MARC relators of those who made the text. A contributor without a role may be anybody, and is named.
    private static readonly string[] Makers =
        ["aut", "edt", "trl", "com", "cre", "ctb", "ill", "art", "aui", "aft", "ann", "cwt", "cmp", "lyr", "lbt", "abr", "adp", "nrt", "oth", "pht", "win"];

    private readonly XElement[] _elements;
    private readonly ILookup<string, XElement> _refinements;
    private readonly List<string> _warnings;

    /// <summary>Reads the metadata of a package.</summary>
    /// <param name="package">The package element.</param>
    /// <param name="warnings">Told of what could not be used.</param>
    public EpubMetadata(XElement package, List<string> warnings)
    {
        _warnings = warnings;
        // Books of before 2007 wrap the elements of Dublin Core once more.
        _elements = [.. package.Elements().Where(e => e.Name.LocalName == "metadata").Descendants().Take(20_000)];
        _refinements = _elements.Where(e => e.Name.LocalName == "meta" && e.Attribute("refines") is not null)
            .ToLookup(e => e.Attribute("refines")!.Value.Trim().TrimStart('#'), StringComparer.Ordinal);
    }

    /// <summary>The work as described.</summary>
    /// <param name="package">The package element.</param>
    /// <param name="pathId">The id of a work that states none.</param>
    public Work ToWork(XElement package, string pathId)
    {
        string? uniqueId = package.Attribute("unique-identifier")?.Value.Trim();
        string? stated = Dublin("identifier").Where(e => uniqueId is not null && e.Attribute("id")?.Value == uniqueId).Select(Value)
            .FirstOrDefault(v => v.Length > 0);
        if (stated?.Length > Work.LongestId)
        {
            _warnings.Add($"its unique identifier has {stated.Length} characters, of which an id may have {Work.LongestId}; its path is its id");
            stated = null;
        }
        string id = stated ?? pathId;
        string? licence = LicenceOf();
        var terms = new List<WorkTerm>();
        foreach (string text in Dublin("rights").Select(Value).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal))
        {
            if (IsAddress(text))
                licence ??= text;
            else
                terms.Add(new WorkTerm(SpeaksOfCopyright(text) ? WorkTermKinds.Copyright : WorkTermKinds.UsageTerms, text));
        }
        return new Work
        {
            Id = id,
            Title = Title() ?? pathId[(pathId.LastIndexOf('/') + 1)..],
            Contributors = Contributors(),
            Identifiers = Identifiers(),
            Language = LanguageTags.Of(First("language")),
            Publisher = First("publisher"),
            RightsHolder = Properties("dcterms:rightsHolder").FirstOrDefault(),
            Licence = licence,
            Published = Published(),
            Terms = terms,
            Relations = Relations(),
        };
    }

    private string? Title()
    {
        XElement[] titles = [.. InOrder(Dublin("title").Where(e => Value(e).Length > 0))];
        XElement? main = titles.FirstOrDefault(e => Refinement(e, "title-type") == "main")
            ?? titles.FirstOrDefault(e => Refinement(e, "title-type") is null) ?? titles.FirstOrDefault();
        if (main is null)
            return null;
        XElement? subtitle = titles.FirstOrDefault(e => e != main && Refinement(e, "title-type") == "subtitle");
        return subtitle is null ? Value(main) : $"{Value(main)}: {Value(subtitle)}";
    }

    private string[] Contributors() =>
    [
        .. InOrder(Dublin("creator")).Concat(InOrder(Dublin("contributor")).Where(e => RolesOf(e) is var roles
                && (roles.Length == 0 || roles.Any(Makers.Contains))))
            .Select(Value).Where(v => v.Length > 0).Distinct(StringComparer.Ordinal),
    ];

    private string[] RolesOf(XElement element) =>
        Attribute(element, "role") is { Length: > 0 } role ? [role] : [.. Refinements(element, "role").Select(Value)];

    private IReadOnlyDictionary<string, string> Identifiers()
    {
        var identifiers = new IdentifierMap(_warnings);
        foreach (XElement element in Dublin("identifier"))
        {
            string? scheme = Attribute(element, "scheme");
            foreach (XElement type in Refinements(element, "identifier-type"))
            {
                scheme ??= type.Attribute("scheme")?.Value != "onix:codelist5" ? Value(type)
                    : Value(type) switch { "02" or "15" => "isbn", "03" => "gtin-13", "06" => "doi", _ => null };
            }
            identifiers.Guess(Value(element), scheme);
        }
        return identifiers.Values;
    }

    private WorkRelation[] Relations()
    {
        // The source of an electronic book is the printed one, as EPUB Accessibility asks for the sake of page numbers.
        IEnumerable<WorkRelation> sources = Dublin("source").Select(e => WorkIdentifiers.Guess(Value(e)))
            .Where(i => i is { Problem: null, Scheme: "isbn" or "doi" })
            .Select(i => new WorkRelation(WorkRelationKinds.OtherFormat, i!.Value.Scheme, i.Value.Value));
        IEnumerable<WorkRelation> series = _elements.Where(e => e.Attribute("property")?.Value == "belongs-to-collection")
            .SelectMany(e => Refinements(e, "dcterms:identifier")).Select(e => WorkIdentifiers.Guess(Value(e)))
            .Where(i => i is { Problem: null, Scheme: "issn" or "isbn" })
            .Select(i => new WorkRelation(WorkRelationKinds.PartOf, i!.Value.Scheme, i.Value.Value));
        return [.. sources.Concat(series).Distinct()];
    }

    private string? Published()
    {
        string[] events = ["original-publication", "publication", ""];
        foreach (string wanted in events)
        {
            foreach (XElement date in Dublin("date").Where(e => (Attribute(e, "event") ?? "") == wanted))
            {
                if (WorkDate.Of(Value(date)) is { } published)
                    return published;
            }
        }
        return Properties("dcterms:issued").Select(WorkDate.Of).FirstOrDefault(date => date is not null);
    }

    private string? LicenceOf() =>
        _elements.Where(e => e.Name.LocalName == "link" && e.Attribute("rel")?.Value is "license" or "cc:license" or "dcterms:license")
            .Select(e => e.Attribute("href")?.Value.Trim()).FirstOrDefault(v => !string.IsNullOrEmpty(v))
        ?? Properties("dcterms:license").Concat(Properties("cc:license")).FirstOrDefault();

    private static bool IsAddress(string text) =>
        text.StartsWith("http", StringComparison.OrdinalIgnoreCase) && Uri.TryCreate(text, UriKind.Absolute, out _);

    private static bool SpeaksOfCopyright(string text) => text.Contains('©', StringComparison.Ordinal)
        || text.Contains("copyright", StringComparison.OrdinalIgnoreCase) || text.Contains("(c)", StringComparison.OrdinalIgnoreCase);

    private IEnumerable<string> Properties(string name) => _elements
        .Where(e => e.Attribute("property")?.Value == name && e.Attribute("refines") is null).Select(Value).Where(v => v.Length > 0);

    private IEnumerable<XElement> Dublin(string name) => _elements.Where(e => e.Name.LocalName.Equals(name, StringComparison.OrdinalIgnoreCase)
        && e.Name.NamespaceName.StartsWith("http://purl.org/dc/elements/", StringComparison.OrdinalIgnoreCase));

    private string? First(string name) => Dublin(name).Select(Value).FirstOrDefault(v => v.Length > 0);

    private IEnumerable<XElement> InOrder(IEnumerable<XElement> elements) => elements.OrderBy(
        e => int.TryParse(Refinement(e, "display-seq"), NumberStyles.None, CultureInfo.InvariantCulture, out int place) ? place : int.MaxValue);

    private string? Refinement(XElement element, string property) => Refinements(element, property).Select(Value).FirstOrDefault();

    private IEnumerable<XElement> Refinements(XElement element, string property) =>
        element.Attribute("id")?.Value is { } id ? _refinements[id].Where(e => e.Attribute("property")?.Value == property) : [];

    private static string? Attribute(XElement element, string name) =>
        element.Attributes().FirstOrDefault(a => a.Name.LocalName == name)?.Value.Trim();

    private static string Value(XElement element) =>
        string.Join(' ', element.Value.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries));
}
