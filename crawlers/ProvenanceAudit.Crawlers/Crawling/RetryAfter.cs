using System.Globalization;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>Reads <c>Retry-After</c> (RFC 9110, 10.2.3): seconds, or a date.</summary>
internal static class RetryAfter
{
    /// <summary>How long to wait from now on; null where the answer does not say.</summary>
    public static TimeSpan? Of(FetchOutcome answer, DateTimeOffset now)
    {
        string? value = answer.Header("Retry-After")?.Trim();
        if (int.TryParse(value, NumberStyles.None, CultureInfo.InvariantCulture, out int seconds))
            return TimeSpan.FromSeconds(seconds);
        return DateTimeOffset.TryParseExact(value, "r", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTimeOffset at)
            ? (at > now ? at - now : TimeSpan.Zero) : null;
    }
}
