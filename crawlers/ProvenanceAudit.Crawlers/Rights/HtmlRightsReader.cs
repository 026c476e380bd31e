using AngleSharp.Dom;
using ProvenanceAudit.Crawlers.MainText;
using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Crawlers.Rights;

/// <summary>
/// What a page states of rights: meta elements (robots, those that name bots, TDMRep, Dublin Core), links of the relation
/// license and what each hangs on, RSL, schema.org as JSON-LD, microdata and RDFa, Creative Commons' RDFa, and sentences for
/// people in its footer or, on a page of terms, in all of it.
/// </summary>
public static class HtmlRightsReader
{
    private const int MaximumPage = 16 << 20;

    /// <summary>Reads a page.</summary>
    /// <param name="html">Its text, decoded.</param>
    /// <param name="source">The page; its address is the one it came from at last, redirects followed.</param>
    /// <param name="agents">The agents that a meta element may name.</param>
    public static StatedRights Read(string html, RightsSource source, KnownAgents agents)
    {
        if (html.Length > MaximumPage)
            return new([], [new RightsProblem(source.Address, null,
                $"the page is longer than {MaximumPage >> 20} million characters")]);
        using IDocument document = MainTextReader.Parse(html);
        return Read(document, source, agents);
    }

    /// <summary>Reads a page that was parsed already.</summary>
    /// <param name="document">The page.</param>
    /// <param name="source">As above.</param>
    /// <param name="agents">As above.</param>
    public static StatedRights Read(IDocument document, RightsSource source, KnownAgents agents) =>
        StatedRights.All(
            MetaRights.Read(document, source, agents),
            LicenceLinks.Read(document, source),
            EmbeddedRsl.Read(document, source),
            StructuredData.Read(document, source),
            PageTerms.Read(document, source));
}
