using AngleSharp.Dom;
using ProvenanceAudit.Rights;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>RSL in a script element: in the head it covers the document, elsewhere its parent element (RSL 1.0, section 4.6).</summary>
internal static class EmbeddedRsl
{
    internal static StatedRights Read(IDocument document, RightsSource source)
    {
        var parts = new List<StatedRights>();
        foreach (IElement script in document.QuerySelectorAll("script[type]").Where(IsRsl).Take(20))
        {
            IElement? parent = script.ParentElement;
            bool whole = parent is null || parent.LocalName is "head" or "body" or "html";
            RightsScope scope = whole ? source.About
                : RightsScope.PartOf(source.Address, $"{parent!.LocalName}{(parent.Id is { Length: > 0 } id ? " #" + id : "")}");
            StatedRights stated = RslReader.Read(script.TextContent.Trim(), source with { Subject = scope });
            int offset = (PageElements.LineOf(script) ?? 1) - 1;
            parts.Add(stated with
            {
                Statements = [.. stated.Statements.Select(statement => statement with { Line = statement.Line + offset })],
            });
        }
        return StatedRights.All(parts);
    }

    private static bool IsRsl(IElement script) =>
        script.GetAttribute("type")!.Split(';')[0].Trim().Equals("application/rsl+xml", StringComparison.OrdinalIgnoreCase);
}
