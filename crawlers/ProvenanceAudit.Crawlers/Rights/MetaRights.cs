using AngleSharp.Dom;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>Meta elements: robots and those that name a bot, TDMRep, Dublin Core, copyright.</summary>
internal static class MetaRights
{
    // Bots that robots meta elements name and that are no AI agents.
    private static readonly string[] SearchBots =
        ["googlebot", "googlebot-news", "googlebot-image", "bingbot", "msnbot", "slurp", "yandex", "baiduspider", "duckduckbot", "qwantbot"];

    internal static StatedRights Read(IDocument document, RightsSource source, KnownAgents agents)
    {
        var parts = new List<StatedRights>();
        (IElement? reservation, IElement? policy) = (null, null);
        foreach (IElement meta in document.QuerySelectorAll("meta[name], meta[property]").Take(PageElements.MaximumElements))
        {
            string name = (meta.GetAttribute("name") ?? meta.GetAttribute("property")!).Trim();
            string content = meta.GetAttribute("content") ?? "";
            switch (name.ToLowerInvariant())
            {
                case "robots":
                    parts.Add(Placed(RobotsMeta.Read(content, null, PageElements.RawOf(meta), source), meta));
                    break;
                case "tdm-reservation":
                    reservation ??= meta;
                    break;
                case "tdm-policy":
                    policy ??= meta;
                    break;
                case "dc.rights" or "dc:rights" or "dcterms.rights" or "dcterms:rights" or "dcterms.license" or "dcterms:license" or "dc.license"
                    or "dc.rights.license" or "dct:license" or "dct:rights" or "rights":
                    parts.Add(Placed(DublinCore(content, name, meta, source), meta));
                    break;
                case "dcterms.rightsholder" or "dcterms:rightsholder" or "dc.rightsholder" or "dct:rightsholder" or "copyright" or "dc.rights.holder":
                    parts.Add(Placed(Holder(content, name, meta, source), meta));
                    break;
                case string bot when agents.Find(bot) is not null || SearchBots.Contains(bot):
                    parts.Add(Placed(RobotsMeta.Read(content, name, PageElements.RawOf(meta), source), meta));
                    break;
            }
        }
        if (reservation is not null || policy is not null)
            parts.Add(Placed(TdmRepReader.ReadPair(reservation?.GetAttribute("content"), policy?.GetAttribute("content"),
                string.Join('\n', new[] { reservation, policy }.OfType<IElement>().Select(PageElements.RawOf)), "meta tdm-reservation", source),
                reservation ?? policy!));
        return StatedRights.All(parts);
    }

    private static StatedRights DublinCore(string content, string name, IElement meta, RightsSource source) =>
        RightsValue.Read(content, PageElements.RawOf(meta), $"meta {name}", source, RightsStandard.DublinCore);

    private static StatedRights Holder(string content, string name, IElement meta, RightsSource source)
    {
        if (content.Trim().Length == 0)
            return StatedRights.None;
        var found = new StatementList(source, RightsStandard.DublinCore);
        found.Add(found.New(source.About, [], RightsEffect.Inform, PageElements.RawOf(meta)) with
        {
            Position = $"meta {name}",
            Declarant = new(RightsRole.RightsHolder, content.Trim()[..Math.Min(content.Trim().Length, 300)]),
            Remarks = ["it names a holder"],
        });
        return found.Done();
    }

    internal static StatedRights Placed(StatedRights stated, IElement element) => stated with
    {
        Statements = [.. stated.Statements.Select(statement => statement with { Line = PageElements.LineOf(element) })],
    };
}
