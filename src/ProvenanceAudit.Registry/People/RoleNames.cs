namespace ProvenanceAudit.Registry;

/// <summary>The roles, rows of the registry from its first migration on.</summary>
public static class RoleNames
{
    /// <summary>Acts for one rights holder, and sees what is that rights holder's.</summary>
    public const string Publisher = "Publisher";

    /// <summary>Runs scans and decides on findings, of all rights holders.</summary>
    public const string Auditor = "Auditor";

    /// <summary>All that an auditor may, and people, keys and models.</summary>
    public const string Administrator = "Administrator";

    /// <summary>All roles, the one that may least first.</summary>
    public static IReadOnlyList<string> All { get; } = [Publisher, Auditor, Administrator];
}
