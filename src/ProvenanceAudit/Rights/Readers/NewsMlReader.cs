using System.Xml.Linq;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>rightsInfo of NewsML-G2: the data mining property (from 2.35), the holder, usage terms in words, links.</summary>
public static class NewsMlReader
{
    /// <summary>Reads an item.</summary>
    public static StatedRights Read(string text, RightsSource source) =>
        MarkupText.Read(text, out string? problem, skipDoctype: true) is { } markup ? Read(markup, source)
            : new([], [new RightsProblem(source.Address, null, problem!)]);

    /// <summary>Reads an item, or its rightsInfo element, that somebody else read.</summary>
    public static StatedRights Read(XElement element, RightsSource source) => Read(MarkupText.Of(element), source);

    private static StatedRights Read(MarkupText markup, RightsSource source) => StatedRights.All(markup.Root
        .DescendantsAndSelf().Where(element => element.Name.LocalName == "rightsInfo").Take(100).Select(rights =>
        {
            string? holder = Children(rights, "copyrightHolder")
                .Select(element => Children(element, "name").FirstOrDefault()?.Value.Trim() ?? element.Attribute("literal")?.Value)
                .FirstOrDefault(name => !string.IsNullOrEmpty(name));
            RightsSource item = source with
            {
                Declarant = holder is null ? new(RightsRole.Publisher) : new(RightsRole.RightsHolder, holder),
            };
            string? constraints = Children(rights, "otherConstraints").Select(element => element.Value.Trim()).FirstOrDefault();
            return StatedRights.All(
            [
                .. Children(rights, "dataMining").Take(10).Select(mining => PlusDataMining.Read(
                    mining.Attribute("uri")?.Value ?? mining.Attribute("qcode")?.Value ?? "", constraints, markup.RawOf(mining), "dataMining",
                    item, RightsStandard.NewsMlG2)),
                .. Children(rights, "usageTerms").Take(20).Select(terms => HumanTermsReader.Read(terms.Value, item, "usageTerms")),
                .. Children(rights, "link").Where(link => link.Attribute("rel")?.Value is "license" or "irel:license").Take(10)
                    .Select(link => LicenceLink.Value(link.Attribute("href")?.Value ?? "", markup.RawOf(link), "link", item,
                        RightsStandard.NewsMlG2)),
            ]);
        }));

    private static IEnumerable<XElement> Children(XElement element, string name) =>
        element.Elements().Where(child => child.Name.LocalName == name);
}
