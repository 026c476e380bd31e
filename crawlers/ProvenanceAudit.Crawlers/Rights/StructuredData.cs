using System.Text.Json;
using AngleSharp.Dom;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>schema.org's properties of rights, as JSON-LD, microdata and RDFa.</summary>
internal static class StructuredData
{
    internal static StatedRights Read(IDocument document, RightsSource source) =>
        StatedRights.All([.. JsonLd(document, source), .. Attributes(document, source)]);

    private static IEnumerable<StatedRights> JsonLd(IDocument document, RightsSource source)
    {
        foreach (IElement script in document.QuerySelectorAll("script[type='application/ld+json' i]").Take(50))
        {
            string text = script.TextContent.Trim();
            // Scripts of old templates hide their content from old browsers.
            foreach ((string open, string close) in ((string, string)[])[("<!--", "-->"), ("//<![CDATA[", "//]]>"), ("<![CDATA[", "]]>")])
                if (text.StartsWith(open, StringComparison.Ordinal) && text.EndsWith(close, StringComparison.Ordinal)
                    && text.Length >= open.Length + close.Length)
                    text = text[open.Length..^close.Length].Trim();
            yield return MetaRights.Placed(JsonLdRights.Read(text, source), script);
        }
    }

    private static IEnumerable<StatedRights> Attributes(IDocument document, RightsSource source)
    {
        foreach (IElement element in document.QuerySelectorAll("[itemprop], [property]").Take(PageElements.MaximumElements * 5))
        {
            string[] names = [.. (element.GetAttribute("itemprop") ?? element.GetAttribute("property")!)
                .Split((char[])[' ', '\n', '\t'], StringSplitOptions.RemoveEmptyEntries)
                .Select(name => name[(name.LastIndexOfAny([':', '/', '#']) + 1)..])];
            // Meta elements of Dublin Core are read elsewhere.
            string? property = element.LocalName == "meta" && element.GetAttribute("itemprop") is null ? null
                : names.FirstOrDefault(SchemaProperties.IsKnown);
            if (property is null || IsLicenceLink(element))
                continue;
            string value = element.GetAttribute("content") ?? element.GetAttribute("href") ?? element.GetAttribute("resource")
                ?? element.GetAttribute("src") ?? element.TextContent;
            if (element.GetAttribute("href") is not null || property is "license" && value.StartsWith('/'))
                value = PageElements.Resolve(element, value, source);
            yield return MetaRights.Placed(SchemaProperties.State(property, value.Trim(), PageElements.RawOf(element), "microdata or RDFa",
                source with { Subject = PageElements.ScopeOf(element, source) }), element);
        }
    }

    private static bool IsLicenceLink(IElement element) =>
        element.GetAttribute("rel")?.Contains("license", StringComparison.OrdinalIgnoreCase) == true;
}
