using ProvenanceAudit.Rights;

namespace ProvenanceAudit.Web.Tests;

/// <summary>Rights as crawls see them.</summary>
internal static class Stating
{
    /// <summary>A Content-Signal of a site's robots.txt about training.</summary>
    public static RightsStatement Signal(string origin, string signal, DateTimeOffset at) => new()
    {
        Scope = RightsScope.Site(origin, null, ["*"]),
        Uses = [RightsUse.AiTraining],
        Effect = signal.EndsWith("=no", StringComparison.Ordinal) ? RightsEffect.Reserve : RightsEffect.Permit,
        Standard = RightsStandard.ContentSignal,
        Declarant = new RightsDeclarant(RightsRole.SiteOperator),
        RawText = $"Content-Signal: {signal}",
        SourceAddress = origin + "/robots.txt",
        Line = 2,
        Evidence = new RightsEvidence { ObservedAt = at, HttpStatus = 200, BodySha256 = RightsEvidence.HashOf(System.Text.Encoding.UTF8.GetBytes(signal)) },
    };

    /// <summary>That robots.txt was read.</summary>
    public static RightsSourceObservation Look(string origin, DateTimeOffset at, string body = "") => new(
        origin + "/robots.txt", RightsSourceState.Fetched, at, 200, null, RightsEvidence.HashOf(System.Text.Encoding.UTF8.GetBytes(body)));
}
