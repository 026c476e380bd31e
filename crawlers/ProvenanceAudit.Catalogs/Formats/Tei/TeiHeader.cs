using System.Xml.Linq;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Catalogs.Formats.Tei;

/// <summary>The header of a TEI document: title statement, publication statement, source, languages.</summary>
internal sealed class TeiHeader
{
    private readonly XElement _document;
    private readonly XElement? _file;
    private readonly XElement? _publication;
    private readonly List<string> _warnings;

    /// <summary>Looks at a document.</summary>
    /// <param name="document">A <c>TEI</c> or <c>TEI.2</c>.</param>
    /// <param name="warnings">Told of what could not be used.</param>
    public TeiHeader(XElement document, List<string> warnings)
    {
        (_document, _warnings) = (document, warnings);
        _file = Child(Child(document, "teiHeader"), "fileDesc");
        _publication = Child(_file, "publicationStmt");
    }

    /// <summary>The work as described.</summary>
    /// <param name="fallbackId">Its id where it states none.</param>
    public Work ToWork(string fallbackId)
    {
        var identifiers = new IdentifierMap(_warnings);
        string? first = null;
        foreach (XElement element in Within(_publication, "idno").Take(100))
        {
            string value = Text(element), type = element.Attribute("type")?.Value.Trim() ?? "";
            if (value.Length is 0 or > Work.LongestId)
                continue;
            identifiers.Guess(value, type.Length is > 0 and <= 40 ? type : null);
            first ??= type.Length is > 0 and <= 40 && value.Length < 400 ? $"{type.ToLowerInvariant()}:{value}" : value;
        }
        string? named = (_document.Attribute(XNamespace.Xml + "id") ?? _document.Attribute("id"))?.Value.Trim();
        string id = new[] { identifiers.Values.GetValueOrDefault("doi"), named, first }
            .FirstOrDefault(i => i is { Length: > 0 and <= Work.LongestId }) ?? fallbackId;
        return new Work
        {
            Id = id,
            Title = Title() ?? id,
            Contributors = Contributors(),
            Identifiers = identifiers.Values,
            Language = Language(),
            Publisher = new[] { "publisher", "distributor", "authority" }.SelectMany(name => Within(_publication, name)).Select(Text)
                .FirstOrDefault(t => t.Length > 0),
            Licence = Licences().Select(l => l.Attribute("target")?.Value.Trim()).FirstOrDefault(t => !string.IsNullOrEmpty(t)),
            Published = Published(),
            Terms = [.. Availabilities().Select(Text).Where(t => t.Length > 0).Distinct(StringComparer.Ordinal).Take(20).Select(ToTerm)],
        };
    }

    /// <summary>What the header says of rights: licences by their addresses, and reservations in words.</summary>
    public StatedRights RightsOf(RightsSource source)
    {
        var parts = new List<StatedRights>();
        foreach (XElement licence in Licences().Take(20))
        {
            if (licence.Attribute("target")?.Value.Trim() is { Length: > 0 } target)
                parts.Add(RightsValue.Link(target, null, Raw(licence), "licence", source));
        }
        foreach (XElement availability in Availabilities().Take(20))
            parts.Add(HumanTermsReader.Read(Text(availability), source, "availability"));
        return StatedRights.All(parts);
    }

    private string? Title()
    {
        XElement[] titles = [.. (Child(_file, "titleStmt")?.Elements() ?? []).Where(e => e.Name.LocalName == "title" && Text(e).Length > 0)];
        XElement? main = Array.Find(titles, t => t.Attribute("type")?.Value == "main")
            ?? Array.Find(titles, t => t.Attribute("type")?.Value != "sub") ?? titles.FirstOrDefault();
        XElement? sub = Array.Find(titles, t => t != main && t.Attribute("type")?.Value is "sub" or "subordinate");
        return main is null ? null : sub is null ? Text(main) : $"{Text(main)}: {Text(sub)}";
    }

    private string[] Contributors()
    {
        IEnumerable<XElement> statement = Child(_file, "titleStmt")?.Elements() ?? [];
        return [.. statement.Where(e => e.Name.LocalName == "author").Concat(statement.Where(e => e.Name.LocalName == "editor"))
            .Take(1000).SelectMany(NamesOf).Where(n => n.Length > 0).Distinct(StringComparer.Ordinal)];
    }

    private static IEnumerable<string> NamesOf(XElement element)
    {
        XElement[] names = [.. element.Descendants().Where(e => e.Name.LocalName is "persName" or "orgName" or "name")];
        if (names.Length == 0)
            return [Text(element)];
        return names.Where(n => !n.Ancestors().TakeWhile(a => a != element).Any(names.Contains)).Select(name =>
        {
            string given = string.Join(' ', Within(name, "forename").Select(Text)), family = string.Join(' ', Within(name, "surname").Select(Text));
            return given.Length > 0 && family.Length > 0 ? $"{given} {family}" : Text(name);
        });
    }

    private string? Language()
    {
        IEnumerable<XElement> stated = Within(Child(Child(_document, "teiHeader"), "profileDesc"), "language");
        XElement? used = stated.OrderByDescending(l => int.TryParse(l.Attribute("usage")?.Value.TrimEnd('%'), out int share) ? share : 0).FirstOrDefault();
        return LanguageTags.Of((used?.Attribute("ident") ?? used?.Attribute("id") ?? _document.Attribute(XNamespace.Xml + "lang")
            ?? Child(_document, "text")?.Attribute(XNamespace.Xml + "lang") ?? _document.Attribute("lang"))?.Value);
    }

    // The first edition, as corpora of novels tell it; else the earliest source; else this file.
    private string? Published()
    {
        XElement[] sources = [.. Within(Child(_file, "sourceDesc"), "date")];
        return Earliest(sources.Where(d => d.Ancestors().Any(a => a.Attribute("type")?.Value == "firstEdition"))) ?? Earliest(sources)
            ?? Within(_publication, "date").Select(DateOf).OfType<string>().FirstOrDefault();
    }

    private static string? Earliest(IEnumerable<XElement> dates) =>
        dates.Select(DateOf).OfType<string>().Order(StringComparer.Ordinal).FirstOrDefault();

    private static string? DateOf(XElement date) => WorkDate.Of((date.Attribute("when") ?? date.Attribute("value"))?.Value) ?? WorkDate.Of(Text(date));

    private IEnumerable<XElement> Availabilities() => Within(_publication, "availability");

    private IEnumerable<XElement> Licences() => Availabilities().SelectMany(a => Within(a, "licence").Concat(Within(a, "license")));

    private static WorkTerm ToTerm(string text)
    {
        bool isNotice = text.Contains('©', StringComparison.Ordinal) || text.Contains("copyright", StringComparison.OrdinalIgnoreCase);
        return new WorkTerm(isNotice ? WorkTermKinds.Copyright : WorkTermKinds.UsageTerms, text);
    }

    private static string Raw(XElement element) => element.ToString(SaveOptions.DisableFormatting);

    private static string Text(XElement element) => TeiText.Line(element);

    private static XElement? Child(XElement? element, string name) => element?.Elements().FirstOrDefault(e => e.Name.LocalName == name);

    private static IEnumerable<XElement> Within(XElement? element, string name) => element?.Descendants().Where(e => e.Name.LocalName == name) ?? [];
}
