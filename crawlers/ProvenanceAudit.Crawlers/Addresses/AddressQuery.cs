using System.Collections.Frozen;
using System.Text;

namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>
/// The parameters of an address that say who came from where and not what is shown: one page would otherwise have as many
/// addresses as campaigns or visitors.
/// </summary>
internal static class AddressQuery
{
    /// <summary>
    /// Parameters of advertising, newsletters and analytics, by whom: Google Ads and Analytics, Meta, Microsoft, X, Yandex,
    /// TikTok,
    /// LinkedIn, Pinterest, Mailchimp, Marketo, HubSpot, Vero, Omeda, Openstat, Wicked Reports.
    /// </summary>
    private static readonly FrozenSet<string> Tracking = new[]
    {
        "gclid", "gclsrc", "dclid", "gbraid", "wbraid", "srsltid", "_ga", "_gl", "fbclid", "igshid", "igsh", "msclkid", "twclid",
        "yclid", "ysclid", "ttclid", "li_fat_id", "epik", "mc_cid", "mc_eid", "mkt_tok", "_hsenc", "_hsmi", "hsctatracking", "__hstc",
        "__hssc", "__hsfp", "vero_id", "vero_conv", "oly_anon_id", "oly_enc_id", "_openstat", "wickedid",
    }.ToFrozenSet(StringComparer.Ordinal);

    // Urchin and Google Analytics; Matomo and what it was called before.
    private static readonly string[] TrackingPrefixes = ["utm_", "mtm_", "pk_", "piwik_", "matomo_"];

    private static readonly FrozenSet<string> Sessions = new[]
    {
        "jsessionid", "phpsessid", "sid", "sessionid", "session_id", "cfid", "cftoken",
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>A query without the parameters named; unchanged, to the letter, where it has none of them.</summary>
    /// <param name="query">The query without its question mark.</param>
    /// <param name="options">Which parameters are left out.</param>
    public static string Clean(string query, AddressOptions options)
    {
        if (query.Length == 0 || !(options.DropTracking || options.DropSessions))
            return query;
        var kept = new StringBuilder(query.Length);
        bool dropped = false;
        foreach (string parameter in query.Split('&'))
        {
            int equals = parameter.IndexOf('=', StringComparison.Ordinal);
            string name = PercentEncoding.Decode(equals < 0 ? parameter : parameter.AsSpan(0, equals)).ToLowerInvariant();
            if ((options.DropTracking && IsTracking(name)) || (options.DropSessions && IsSession(name)))
            {
                dropped = true;
                continue;
            }
            if (kept.Length > 0)
                kept.Append('&');
            kept.Append(parameter);
        }
        return dropped ? kept.ToString() : query;
    }

    /// <summary>A path segment without its session parameters, such as <c>;jsessionid=12</c>.</summary>
    public static string WithoutSession(string segment)
    {
        if (!segment.Contains(';', StringComparison.Ordinal))
            return segment;
        string[] parts = segment.Split(';');
        return string.Join(';', parts.Where((part, i) => i == 0
            || !Sessions.Contains(part.Split('=')[0].ToLowerInvariant()) || !part.Contains('=', StringComparison.Ordinal)));
    }

    private static bool IsTracking(string name) =>
        Tracking.Contains(name) || TrackingPrefixes.Any(prefix => name.StartsWith(prefix, StringComparison.Ordinal));

    // Classic ASP numbers the parameter's name itself.
    private static bool IsSession(string name) =>
        Sessions.Contains(name) || name.StartsWith("aspsessionid", StringComparison.Ordinal);
}
