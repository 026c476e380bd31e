using System.Text.Json.Serialization;
using ProvenanceAudit.Rights.Readers;

namespace ProvenanceAudit.Rights;

/// <summary>Files of a site that state rights.</summary>
[JsonConverter(typeof(KebabCase<SiteFileKind>))]
public enum SiteFileKind
{
    /// <summary><c>/robots.txt</c>.</summary>
    RobotsTxt,

    /// <summary><c>/ai.txt</c>.</summary>
    AiTxt,

    /// <summary><c>/.well-known/tdmrep.json</c>.</summary>
    TdmRep,

    /// <summary>A policy that a TDM reservation names.</summary>
    TdmPolicy,

    /// <summary>An RSL document.</summary>
    Rsl,

    /// <summary>An RSS or Atom feed.</summary>
    Feed,
}

/// <summary>Reads the files of a site, whichever they are.</summary>
public static class SiteFile
{
    /// <summary>The addresses at which every site's files of rights are looked for, and what each is.</summary>
    /// <param name="origin">Scheme, host and port.</param>
    public static IReadOnlyList<(string Address, SiteFileKind Kind)> WellKnown(string origin) =>
    [
        (origin + "/robots.txt", SiteFileKind.RobotsTxt), (origin + "/.well-known/tdmrep.json", SiteFileKind.TdmRep),
        (origin + "/ai.txt", SiteFileKind.AiTxt),
    ];

    /// <summary>Reads a file.</summary>
    /// <param name="kind">What it is.</param>
    /// <param name="text">Its text.</param>
    /// <param name="source">Its address; of a policy or RSL document, its subject is what the association that led to it covers.</param>
    /// <param name="agents">The agents whose groups in robots.txt count.</param>
    public static StatedRights Read(SiteFileKind kind, string text, RightsSource source, KnownAgents agents) => kind switch
    {
        SiteFileKind.RobotsTxt => RobotsRightsReader.Read(text, source, agents),
        SiteFileKind.AiTxt => AiTxtReader.Read(text, source),
        SiteFileKind.TdmRep => TdmRepReader.ReadFile(text, source),
        SiteFileKind.TdmPolicy => TdmPolicyReader.Read(text, source),
        SiteFileKind.Rsl => RslReader.Read(text, source),
        SiteFileKind.Feed => RslReader.ReadFeed(text, source),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    /// <summary>
    /// The documents that statements name and that tell more: TDM policies and RSL documents, each once, with what it is about.
    /// </summary>
    public static IReadOnlyList<(string Address, SiteFileKind Kind, RightsScope Subject)> Named(IEnumerable<RightsStatement> statements) =>
    [
        .. statements.Where(statement => statement.Link is { } link && Addresses.Web(link) is not null).Select(statement => statement switch
        {
            { Standard: RightsStandard.Rsl, Effect: RightsEffect.Inform } =>
                (statement.Link!, SiteFileKind.Rsl, statement.Scope),
            { Standard: RightsStandard.TdmRep, Effect: RightsEffect.Reserve } => (statement.Link!, SiteFileKind.TdmPolicy, statement.Scope),
            _ => default,
        }).Where(named => named.Item1 is not null).DistinctBy(named => (named.Item1, named.Item2)),
    ];
}
