using Microsoft.AspNetCore.Authorization;
using ProvenanceAudit.App.Serving;

namespace ProvenanceAudit.App.Api;

/// <summary>What an API key may be made for; each is a policy of the same name.</summary>
internal static class KeyScopes
{
    /// <summary>Claim that holds one scope of the key that was used.</summary>
    public const string Claim = "key_scope";

    /// <summary>Catalogs, submissions and works, to be read.</summary>
    public const string CatalogsRead = "catalogs:read";

    /// <summary>Catalogs and submissions, to be made.</summary>
    public const string CatalogsWrite = "catalogs:write";

    /// <summary>Crawls, their runs and addresses, to be read.</summary>
    public const string CrawlsRead = "crawls:read";

    /// <summary>Crawls, to be made, changed and run.</summary>
    public const string CrawlsWrite = "crawls:write";

    /// <summary>Rights that sites stated, to be asked for.</summary>
    public const string RightsRead = "rights:read";

    /// <summary>Models, plans and scans.</summary>
    public const string ScansRead = "scans:read";

    /// <summary>Scans, to be started; models and plans, to be made and changed.</summary>
    public const string ScansWrite = "scans:write";

    /// <summary>Findings and matches.</summary>
    public const string FindingsRead = "findings:read";

    /// <summary>Decisions on findings.</summary>
    public const string FindingsWrite = "findings:write";

    /// <summary>Reports, to be read and downloaded.</summary>
    public const string ReportsRead = "reports:read";

    /// <summary>Reports, to be ordered.</summary>
    public const string ReportsWrite = "reports:write";

    /// <summary>Jobs and how far they are.</summary>
    public const string JobsRead = "jobs:read";

    /// <summary>The caller's own API keys, without their secrets.</summary>
    public const string KeysRead = "keys:read";

    /// <summary>The caller's own API keys, to be made, of no further reach, and to be revoked.</summary>
    public const string KeysWrite = "keys:write";

    /// <summary>People, invitations and rights holders.</summary>
    public const string PeopleRead = "people:read";

    /// <summary>People, invitations and rights holders, to be changed.</summary>
    public const string PeopleWrite = "people:write";

    /// <summary>The audit log.</summary>
    public const string AuditRead = "audit:read";

    /// <summary>All of them with what they allow, in words.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        (CatalogsRead, "Read catalogs, submissions and works"),
        (CatalogsWrite, "Make and change catalogs, hand in submissions, withdraw works"),
        (CrawlsRead, "Read crawls, their runs and addresses"),
        (CrawlsWrite, "Make, change and run crawls"),
        (RightsRead, "Ask which rights were stated, with the proof"),
        (ScansRead, "Read models, plans and scans (auditors only)"),
        (ScansWrite, "Start scans, make and change models and plans (auditors only)"),
        (FindingsRead, "Read findings and matches"),
        (FindingsWrite, "Decide on findings (auditors only)"),
        (ReportsRead, "Read and download reports"),
        (ReportsWrite, "Order reports"),
        (JobsRead, "Read how far jobs are"),
        (KeysRead, "List your API keys"),
        (KeysWrite, "Make API keys that may do no more, and revoke yours"),
        (PeopleRead, "Read people, invitations and rights holders (administrators only)"),
        (PeopleWrite, "Invite and disable people, change rights holders (administrators only)"),
        (AuditRead, "Read the audit log"),
    ];

    /// <summary>Those that are of use to somebody: for the others, the role gives no way in.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> Of(Caller caller) =>
    [
        .. All.Where(s => (caller.IsAuditor || !(s.Name == FindingsWrite || s.Name.StartsWith("scans:", StringComparison.Ordinal)))
            && (caller.IsAdministrator || !s.Name.StartsWith("people:", StringComparison.Ordinal))),
    ];

    /// <summary>Adds a policy for each: a key was used, and it was made for that.</summary>
    public static AuthorizationBuilder AddKeyScopes(this AuthorizationBuilder authorization)
    {
        foreach ((string name, _) in All)
        {
            authorization.AddPolicy(name, policy => policy
                .AddAuthenticationSchemes(ApiKeySignIn.Scheme).RequireAuthenticatedUser().RequireClaim(Claim, name));
        }
        return authorization.AddPolicy(ApiKeySignIn.Scheme, policy => policy
            .AddAuthenticationSchemes(ApiKeySignIn.Scheme).RequireAuthenticatedUser());
    }
}
