using System.Text.RegularExpressions;
using System.Xml;
using System.Xml.Linq;
using ProvenanceAudit.Catalogs.Formats.Tables;
using ProvenanceAudit.Catalogs.Markup;
using ProvenanceAudit.Works;
using UglyToad.PdfPig.Content;

namespace ProvenanceAudit.Catalogs.Formats.Pdf;

/// <summary>What a PDF says of itself: by XMP (ISO 16684-1: Dublin Core, PRISM, rights management), else by its information dictionary.</summary>
internal sealed partial class PdfMetadata
{
    private static readonly XNamespace Rdf = "http://www.w3.org/1999/02/22-rdf-syntax-ns#";
    private static readonly XNamespace DublinCore = "http://purl.org/dc/elements/1.1/";
    private static readonly XNamespace XmpRights = "http://ns.adobe.com/xap/1.0/rights/";

    private readonly XElement[] _descriptions;
    private readonly DocumentInformation _information;
    private readonly List<string> _warnings;

    /// <summary>Reads metadata.</summary>
    /// <param name="xmp">The document's XMP packet; null where it has none.</param>
    /// <param name="information">Its information dictionary.</param>
    /// <param name="settings">Limits.</param>
    /// <param name="warnings">Told of what could not be used.</param>
    public PdfMetadata(string? xmp, DocumentInformation information, IntakeSettings settings, List<string> warnings)
    {
        (_information, _warnings) = (information, warnings);
        _descriptions = xmp is null ? [] : [.. Parse(xmp, settings).DescendantsAndSelf(Rdf + "Description").Take(1000)];
    }

    /// <summary>The work as described.</summary>
    /// <param name="pathId">Its id: a PDF's own identifiers are often those of a template or of the printed edition.</param>
    public Work ToWork(string pathId)
    {
        var identifiers = new IdentifierMap(_warnings);
        foreach ((string property, string scheme) in new[] { ("doi", "doi"), ("isbn", "isbn"), ("eIsbn", "isbn") })
        {
            foreach (string value in Prism(property))
                identifiers.Add(scheme, value);
        }
        foreach (string value in All(DublinCore + "identifier"))
            identifiers.Guess(value, null);
        var terms = new List<WorkTerm>();
        foreach (string rights in All(DublinCore + "rights").Concat(All(XmpRights + "UsageTerms")).Distinct(StringComparer.Ordinal))
        {
            bool isNotice = rights.Contains('©', StringComparison.Ordinal) || rights.Contains("copyright", StringComparison.OrdinalIgnoreCase);
            terms.Add(new WorkTerm(isNotice ? WorkTermKinds.Copyright : WorkTermKinds.UsageTerms, rights));
        }
        string name = pathId[(pathId.LastIndexOf('/') + 1)..];
        return new Work
        {
            Id = pathId,
            Title = All(DublinCore + "title").Append(Clean(_information.Title)).FirstOrDefault(IsTitle) ?? name,
            Contributors = Contributors(),
            Identifiers = identifiers.Values,
            Language = All(DublinCore + "language").Select(LanguageTags.Of).FirstOrDefault(l => l is not null),
            Publisher = All(DublinCore + "publisher").FirstOrDefault(),
            RightsHolder = All(XmpRights + "Owner").FirstOrDefault(),
            Licence = All(XmpRights + "WebStatement").Concat(Other("license", "creativecommons.org/ns#")).FirstOrDefault(),
            Published = Prism("publicationDate").Concat(Prism("coverDate")).Concat(All(DublinCore + "date")).Select(WorkDate.Of)
                .FirstOrDefault(d => d is not null),
            Terms = terms,
            Relations = [.. Prism("issn").Concat(Prism("eIssn")).Select(v => Works.Identifiers.WorkIdentifiers.Normalise("issn", v))
                .Where(i => i.Problem is null).Select(i => new WorkRelation(WorkRelationKinds.PartOf, i.Scheme, i.Value)).Distinct()],
        };
    }

    private string[] Contributors()
    {
        string[] creators = [.. All(DublinCore + "creator").Distinct(StringComparer.Ordinal)];
        // Programs copy the one string of the information dictionary.
        if (creators.Length == 1)
            creators = [.. ContributorNames.Split(creators[0]).Distinct(StringComparer.Ordinal)];
        if (creators.Length > 0)
            return creators;
        // One string holds all of them; commas stand in names as well.
        return
        [
            .. ContributorNames.Split(Clean(_information.Author)).Where(a => a.Length > 0 && !IsOfMachine().IsMatch(a))
                .Distinct(StringComparer.Ordinal),
        ];
    }

    private IEnumerable<string> Prism(string name) => Other(name, "prismstandard.org/namespaces/");

    private IEnumerable<string> Other(string name, string space) =>
        Values(x => x.LocalName == name && x.NamespaceName.Contains(space, StringComparison.OrdinalIgnoreCase));

    private IEnumerable<string> All(XName name) => Values(x => x == name);

    // A property is an attribute, or an element that holds a value, a list, or the same in several languages.
    private IEnumerable<string> Values(Func<XName, bool> matches)
    {
        foreach (XElement description in _descriptions)
        {
            foreach (XAttribute attribute in description.Attributes().Where(a => matches(a.Name)))
            {
                if (Clean(attribute.Value) is { Length: > 0 } value)
                    yield return value;
            }
            foreach (XElement element in description.Elements().Where(e => matches(e.Name)))
            {
                XElement[] items = [.. element.Descendants(Rdf + "li")];
                if (element.Element(Rdf + "Alt") is not null)
                    items = [.. items.Where(i => i.Attribute(XNamespace.Xml + "lang")?.Value == "x-default").Concat(items).Take(1)];
                string alone = element.Attribute(Rdf + "resource")?.Value ?? element.Value;
                foreach (string text in items.Length > 0 ? items.Select(i => i.Value) : [alone])
                {
                    if (Clean(text) is { Length: > 0 } value)
                        yield return value;
                }
            }
        }
    }

    // Names of files and of templates, which programs put there, are no titles.
    private static bool IsTitle(string title) => title.Length > 0 && !NoTitle().IsMatch(title);

    private static string Clean(string? text)
    {
        string shown = new([.. (text ?? "").Where(c => !char.IsControl(c) || char.IsWhiteSpace(c))]);
        return ProvenanceAudit.Text.WellFormedText.Of(string.Join(' ', shown.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private XElement Parse(string xmp, IntakeSettings settings)
    {
        string root = xmp.Contains("<x:xmpmeta", StringComparison.Ordinal) ? "xmpmeta" : "RDF";
        try
        {
            var scanner = new XmlRecordScanner(new MemoryStream(System.Text.Encoding.UTF8.GetBytes(xmp)), settings, false, root);
            if (scanner.Read().FirstOrDefault() is { Element: { } element })
                return element;
        }
        catch (Exception e) when (e is InvalidDataException or XmlException)
        {
            // Told below.
        }
        _warnings.Add("its XMP metadata cannot be read; what its information dictionary says is used");
        return new XElement("none");
    }

    [GeneratedRegex(
        @"^(microsoft (word|powerpoint) - .*|untitled.*|unbenannt.*|sans titre.*|document\d*|title"
            + @"|.*\.(docx?|indd|tex|pdf|rtf|odt|qxd|qxp|pptx?|dvi|ps|fm|p65|txt|cdr|ai))$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex NoTitle();

    [GeneratedRegex(@"^(administrator|admin|user|owner|unknown|author|microsoft office user|home|pc|windows user)$",
        RegexOptions.IgnoreCase | RegexOptions.CultureInvariant | RegexOptions.NonBacktracking)]
    private static partial Regex IsOfMachine();
}
