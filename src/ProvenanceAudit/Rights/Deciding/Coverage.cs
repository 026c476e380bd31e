namespace ProvenanceAudit.Rights.Deciding;

/// <summary>Whether a statement is about what is asked.</summary>
internal static class Coverage
{
    internal static bool Covers(RightsScope scope, RightsSubject subject, Uri? address) => scope.Kind switch
    {
        RightsScopeKind.Work => subject.WorkId is not null && scope.Target == subject.WorkId,
        RightsScopeKind.Site => address is not null && scope.Target.Equals(Addresses.OriginOf(address), StringComparison.OrdinalIgnoreCase)
            && PathPattern.Matches(scope.PathPattern, Addresses.PathOf(address)),
        _ => address is not null && SamePage(scope.Target, address),
    };

    /// <summary>Whether an address is that of a page; fragments lead into it.</summary>
    internal static bool SamePage(string target, Uri address) => Addresses.Web(target) is { } uri
        && uri.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped)
            == address.GetComponents(UriComponents.HttpRequestUrl, UriFormat.UriEscaped);

    /// <summary>How specific a scope is, to compare statements of one standard: a page before a site, a longer path before a shorter.</summary>
    internal static int Specificity(RightsScope scope) =>
        scope.Kind == RightsScopeKind.Site ? PathPattern.Specificity(scope.PathPattern) : 1 << 20;

    internal static bool Names(RightsScope scope, string agent) =>
        scope.Agents.Any(named => KnownAgents.TokenOf(named).Equals(agent, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether a scope speaks to whoever is not named: to anybody, or by an asterisk.</summary>
    internal static bool IsForAll(RightsScope scope) => scope.Agents.Count == 0 || scope.Agents.Contains("*");
}
