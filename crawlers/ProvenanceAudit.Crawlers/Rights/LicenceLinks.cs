using AngleSharp.Dom;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>
/// Links of the relation license, in the head or on the page, with what each hangs on: many cover one picture. Creative Commons'
/// own markup (<c>rel="cc:license"</c>) is the same.
/// </summary>
internal static class LicenceLinks
{
    internal static StatedRights Read(IDocument document, RightsSource source)
    {
        var parts = new List<StatedRights>();
        foreach (IElement link in document.QuerySelectorAll("link[rel][href], a[rel][href], area[rel][href]").Where(IsLicence)
            .Take(PageElements.MaximumElements))
        {
            RightsSource about = source with
            {
                Subject = link.LocalName == "link" ? source.About
                : PageElements.ScopeOf(link, source)
            };
            StatedRights stated = RightsValue.Link(PageElements.Resolve(link, link.GetAttribute("href")!, source),
                link.GetAttribute("type"),
                PageElements.RawOf(link), $"{link.LocalName} rel=license", about);
            parts.Add(MetaRights.Placed(stated, link));
        }
        return StatedRights.All(parts);
    }

    private static bool IsLicence(IElement element) => element.GetAttribute("rel")!
        .Split((char[])[' ', '\t', '\n', '\r', '\f'], StringSplitOptions.RemoveEmptyEntries)
        .Any(relation => relation.ToLowerInvariant() is "license" or "cc:license" or "dcterms:license" or "dct:license"
            or "dcterms.license" or "copyright-license");
}
