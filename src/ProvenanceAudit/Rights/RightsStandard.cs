using System.Text.Json.Serialization;

namespace ProvenanceAudit.Rights;

/// <summary>The standards and conventions in which rights are stated.</summary>
[JsonConverter(typeof(KebabCase<RightsStandard>))]
public enum RightsStandard
{
    /// <summary>Rules of robots.txt, RFC 9309.</summary>
    RobotsTxt,

    /// <summary>The header X-Robots-Tag, with the tokens noai and noimageai.</summary>
    XRobotsTag,

    /// <summary>The meta element robots and those that name a bot.</summary>
    MetaRobots,

    /// <summary>TDM Reservation Protocol of the W3C's community group.</summary>
    TdmRep,

    /// <summary>Really Simple Licensing.</summary>
    Rsl,

    /// <summary>Content-Usage of the IETF's working group AIPREF.</summary>
    Aipref,

    /// <summary>Content-Signal.</summary>
    ContentSignal,

    /// <summary>ai.txt as Spawning defines it.</summary>
    AiTxt,

    /// <summary>A Creative Commons licence or public domain mark, by the address of its deed.</summary>
    CreativeCommons,

    /// <summary>A licence by its SPDX identifier.</summary>
    Spdx,

    /// <summary>The link relation license whose target is not a known licence.</summary>
    RelLicense,

    /// <summary>Properties of schema.org.</summary>
    SchemaOrg,

    /// <summary>Dublin Core's rights, license and rightsHolder.</summary>
    DublinCore,

    /// <summary>The PLUS data mining property, adopted by IPTC photo metadata.</summary>
    Plus,

    /// <summary>Rights in XMP: rights, web statement, Creative Commons licence.</summary>
    XmpRights,

    /// <summary>Licences in Crossref's metadata.</summary>
    Crossref,

    /// <summary>Permissions in JATS articles, with NISO's Access and License Indicators.</summary>
    Jats,

    /// <summary>Usage constraints and licences of ONIX for Books.</summary>
    Onix,

    /// <summary>rightsInfo of NewsML-G2.</summary>
    NewsMlG2,

    /// <summary>Sentences for people in terms of use and notices.</summary>
    HumanTerms,

    /// <summary>Paid access: HTTP status 402 with a price for crawlers.</summary>
    PaidCrawl,
}

/// <summary>What is known of a standard.</summary>
/// <param name="Standard">Which.</param>
/// <param name="Name">As people call it.</param>
/// <param name="Version">The version that its reader follows; null for conventions without any.</param>
/// <param name="Address">Where it is documented.</param>
public sealed record RightsStandardInfo(RightsStandard Standard, string Name, string? Version, string Address)
{
    private static readonly Dictionary<RightsStandard, RightsStandardInfo> Known = new RightsStandardInfo[]
    {
        new(RightsStandard.RobotsTxt, "robots.txt", "RFC 9309", "https://www.rfc-editor.org/rfc/rfc9309"),
        new(RightsStandard.XRobotsTag, "X-Robots-Tag", null,
            "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"),
        new(RightsStandard.MetaRobots, "meta robots", null,
            "https://developers.google.com/search/docs/crawling-indexing/robots-meta-tag"),
        new(RightsStandard.TdmRep, "TDM Reservation Protocol", "1", "https://www.w3.org/community/reports/tdmrep/CG-FINAL-tdmrep-20240510/"),
        new(RightsStandard.Rsl, "Really Simple Licensing", "1.0", "https://rslstandard.org/rsl"),
        new(RightsStandard.Aipref, "AIPREF Content-Usage", "draft-ietf-aipref-vocab",
            "https://datatracker.ietf.org/doc/draft-ietf-aipref-vocab/"),
        new(RightsStandard.ContentSignal, "Content-Signal", null, "https://contentsignals.org/"),
        new(RightsStandard.AiTxt, "ai.txt (Spawning)", null, "https://site.spawning.ai/spawning-ai-txt"),
        new(RightsStandard.CreativeCommons, "Creative Commons", null, "https://creativecommons.org/licenses/"),
        new(RightsStandard.Spdx, "SPDX licence identifier", null, "https://spdx.org/licenses/"),
        new(RightsStandard.RelLicense, "link relation license", "RFC 4946", "https://www.rfc-editor.org/rfc/rfc4946"),
        new(RightsStandard.SchemaOrg, "schema.org", null, "https://schema.org/CreativeWork"),
        new(RightsStandard.DublinCore, "Dublin Core", null, "https://www.dublincore.org/specifications/dublin-core/dcmi-terms/"),
        new(RightsStandard.Plus, "PLUS data mining property", "PLUS LDF 2.0.1 / IPTC 2023.1",
            "https://iptc.org/standards/photo-metadata/iptc-standard/"),
        new(RightsStandard.XmpRights, "XMP rights", null, "https://developer.adobe.com/xmp/docs/xmp-namespaces/xmp-rights/"),
        new(RightsStandard.Crossref, "Crossref licence metadata", null,
            "https://www.crossref.org/documentation/schema-library/markup-guide-metadata-segments/license-information/"),
        new(RightsStandard.Jats, "JATS permissions", "NISO RP-22-2021", "https://www.niso.org/publications/rp-22-2021-ali"),
        new(RightsStandard.Onix, "ONIX for Books", "3", "https://www.editeur.org/93/Release-3.0-Downloads/"),
        new(RightsStandard.NewsMlG2, "NewsML-G2", null, "https://iptc.org/standards/newsml-g2/"),
        new(RightsStandard.HumanTerms, "terms for people", null, "https://eur-lex.europa.eu/eli/dir/2019/790/oj"),
        new(RightsStandard.PaidCrawl, "HTTP 402 with crawler-price", null,
            "https://developers.cloudflare.com/ai-crawl-control/features/pay-per-crawl/"),
    }.ToDictionary(info => info.Standard);

    /// <summary>What is known of one of them.</summary>
    public static RightsStandardInfo Of(RightsStandard standard) => Known[standard];
}
