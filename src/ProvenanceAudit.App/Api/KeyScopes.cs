using Microsoft.AspNetCore.Authorization;

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

    /// <summary>The audit log.</summary>
    public const string AuditRead = "audit:read";

    /// <summary>All of them with what they allow, in words.</summary>
    public static IReadOnlyList<(string Name, string Meaning)> All { get; } =
    [
        (CatalogsRead, "Read catalogs, submissions and works"),
        (CatalogsWrite, "Make catalogs and hand in submissions"),
        (ScansRead, "Read models, plans and scans (auditors only)"),
        (ScansWrite, "Start scans, make and change models and plans (auditors only)"),
        (FindingsRead, "Read findings and matches"),
        (FindingsWrite, "Decide on findings"),
        (ReportsRead, "Read and download reports"),
        (ReportsWrite, "Order reports"),
        (AuditRead, "Read the audit log"),
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
