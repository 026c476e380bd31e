using System.Xml.Linq;

namespace ProvenanceAudit.Catalogs.Formats.Epub;

/// <summary>The documents of an EPUB that hold text, in reading order.</summary>
internal static class EpubSpine
{
    private const int MostFallbacks = 8;

    private static readonly string[] TextTypes =
        ["application/xhtml+xml", "text/html", "application/xml", "text/xml", "text/x-oeb1-document", "application/x-dtbook+xml", "image/svg+xml"];

    /// <summary>
    /// The spine; what is not linear at its end; of what is no text, the fallback that is. Without a spine, the manifest. Tables of contents
    /// that readers build their menus from are left out.
    /// </summary>
    /// <param name="package">The package element.</param>
    /// <param name="report">Told of items that name nothing.</param>
    /// <returns>Where they are, as the manifest writes it.</returns>
    public static IEnumerable<string> InOrder(XElement package, Action<string> report)
    {
        var items = new Dictionary<string, XElement>(StringComparer.Ordinal);
        foreach (XElement item in Children(package, "manifest", "item"))
            items.TryAdd(item.Attribute("id")?.Value ?? "", item);
        XElement[] spine = [.. Children(package, "spine", "itemref")];
        if (spine.Length == 0 && items.Count > 0)
            report("the book has no reading order; its documents were read in the order of the manifest");
        var ordered = spine.Length == 0 ? items.Values.ToList() : [];
        foreach (XElement reference in spine.OrderBy(e => e.Attribute("linear")?.Value.Trim() == "no"))
        {
            string id = reference.Attribute("idref")?.Value.Trim() ?? "";
            if (items.TryGetValue(id, out XElement? item))
                ordered.Add(item);
            else
                report($"the reading order names '{(id.Length <= 100 ? id : id[..100])}', which is not in the manifest");
        }
        foreach (XElement? item in ordered.Where(item => !IsNavigation(item)).Select(item => TextOf(item, items)).Distinct())
        {
            if (item?.Attribute("href")?.Value is { } href)
                yield return href;
        }
    }

    private static XElement? TextOf(XElement item, Dictionary<string, XElement> items)
    {
        XElement? at = item;
        for (int i = 0; i < MostFallbacks && at is not null; i++)
        {
            string type = at.Attribute("media-type")?.Value.Split(';')[0].Trim().ToLowerInvariant() ?? "";
            if (TextTypes.Contains(type, StringComparer.Ordinal))
                return at;
            at = at.Attribute("fallback")?.Value is { } fallback ? items.GetValueOrDefault(fallback.Trim()) : null;
        }
        return null;
    }

    private static bool IsNavigation(XElement item) =>
        item.Attribute("properties")?.Value.Split(' ', StringSplitOptions.RemoveEmptyEntries).Contains("nav", StringComparer.Ordinal) == true;

    private static IEnumerable<XElement> Children(XElement package, string parent, string name) =>
        package.Elements().Where(e => e.Name.LocalName == parent).Elements().Where(e => e.Name.LocalName == name).Take(100_000);
}
