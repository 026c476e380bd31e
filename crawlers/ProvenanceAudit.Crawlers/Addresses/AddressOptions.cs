namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>What is left out of an address beyond what the standards call the same address.</summary>
public sealed record AddressOptions
{
    /// <summary>
    /// Leaves out parameters that tell who came from where (<c>utm_*</c>, <c>gclid</c>, <c>fbclid</c>, <c>msclkid</c>,
    /// <c>mc_cid</c> and others of advertising, newsletters and analytics). On by default.
    /// </summary>
    public bool DropTracking { get; init; } = true;

    /// <summary>
    /// Leaves out session ids (<c>;jsessionid=</c> in paths; <c>PHPSESSID</c>, <c>sid</c>, <c>sessionid</c>, <c>CFID</c>,
    /// <c>CFTOKEN</c>, <c>ASPSESSIONID*</c> in queries). Off by default: some sites number what they show by <c>sid</c>.
    /// </summary>
    public bool DropSessions { get; init; }

    /// <summary>Tracking parameters left out, session ids kept.</summary>
    public static AddressOptions Default { get; } = new();

    /// <summary>Nothing left out: for addresses that are a record of what was fetched.</summary>
    public static AddressOptions Exact { get; } = new() { DropTracking = false };
}
