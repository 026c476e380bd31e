using System.Xml.Linq;

namespace ProvenanceAudit.Rights.Readers;

/// <summary>
/// Rights in the package document of an EPUB: TDMRep as EPUB 2 (<c>name</c> and <c>content</c>) and EPUB 3 (<c>property</c>) write it,
/// RSL, Dublin Core rights, licence links. They cover the whole book.
/// </summary>
public static class OpfReader
{
    private const string TdmNamespace = "http://www.w3.org/ns/tdmrep#";

    /// <summary>Reads a package document.</summary>
    public static StatedRights Read(string text, RightsSource source) =>
        MarkupText.Read(text, out string? problem, skipDoctype: true) is { } markup ? Read(markup, source)
            : new([], [new RightsProblem(source.Address, null, problem!)]);

    /// <summary>Reads a package element that somebody else read.</summary>
    public static StatedRights Read(XElement package, RightsSource source) => Read(MarkupText.Of(package), source);

    private static StatedRights Read(MarkupText markup, RightsSource source)
    {
        RightsSource book = source with { Declarant = new(RightsRole.Publisher, Publisher(markup.Root)) };
        string prefixes = markup.Root.Attribute("prefix")?.Value ?? "";
        XElement[] metas = [.. markup.Root.Descendants().Where(element => element.Name.LocalName is "meta" or "link").Take(10_000)];
        (XElement Element, string Value, bool Standard)? Of(string name) => metas
            .Select(meta => Value(meta, name, prefixes)).FirstOrDefault(found => found is not null);
        var parts = new List<StatedRights>();
        if (Of("reservation") is { } reservation)
        {
            (XElement Element, string Value, bool Standard)? policy = Of("policy");
            StatedRights stated = TdmRepReader.ReadPair(reservation.Value, policy?.Value,
                markup.RawOf(reservation.Element) + (policy is null ? "" : markup.RawOf(policy.Value.Element)), "meta tdm:reservation", book);
            parts.Add(reservation.Standard ? stated : stated with
            {
                Statements = [.. stated.Statements.Select(statement => statement with
                {
                    Strength = RightsStrength.NonStandard,
                    Remarks = [.. statement.Remarks, "the prefix tdm is not declared, or the property is written with a hyphen"],
                })],
            });
        }
        foreach (XElement rights in markup.Root.Descendants().Where(element => element.Name.LocalName is "rights" or "license"
            && element.Name.NamespaceName.StartsWith("http://purl.org/dc/", StringComparison.Ordinal)).Take(50))
            parts.Add(RightsValue.Read(rights.Value, markup.RawOf(rights), $"dc:{rights.Name.LocalName}", book, RightsStandard.DublinCore));
        foreach (XElement link in metas)
        {
            string? target = link.Name.LocalName == "link" && link.Attribute("rel")?.Value is "license" or "cc:license" or "dcterms:license"
                ? link.Attribute("href")?.Value
                : link.Attribute("property")?.Value is "dcterms:license" or "dcterms:rights" or "cc:license" ? link.Value : null;
            if (target is not null)
                parts.Add(LicenceLink.Read(target, link.Attribute("media-type")?.Value, markup.RawOf(link), "licence of the package", book));
        }
        parts.AddRange(markup.Root.Descendants().Where(element => element.Name.LocalName == "rsl" && RslReader.IsRsl(element.Name.Namespace))
            .Take(10).Select(element => RslReader.Read(element, markup, book)));
        return StatedRights.All(parts);
    }

    private static string? Publisher(XElement package) => package.Descendants("{http://purl.org/dc/elements/1.1/}publisher")
        .Select(element => element.Value.Trim()).FirstOrDefault(name => name.Length > 0);

    private static (XElement, string, bool)? Value(XElement meta, string name, string prefixes)
    {
        string? second = meta.Attribute("name")?.Value.Trim();
        if (second == "tdm:" + name || second == "tdm-" + name)
            return (meta, meta.Attribute("content")?.Value ?? "", second == "tdm:" + name);
        string? third = meta.Attribute("property")?.Value.Trim();
        if (third == "tdm:" + name || third == "tdm-" + name || third == TdmNamespace + name)
            return (meta, meta.Value, third == "tdm:" + name && prefixes.Contains(TdmNamespace, StringComparison.Ordinal));
        return null;
    }
}
