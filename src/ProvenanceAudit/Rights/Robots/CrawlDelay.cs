using System.Globalization;

namespace ProvenanceAudit.Rights.Robots;

/// <summary>
/// <c>Crawl-delay: SECONDS</c>, which RFC 9309 does not know and many sites state all the same: how long an agent waits between
/// two requests.
/// </summary>
public static class CrawlDelay
{
    /// <summary>Longest delay that is read; longer ones are cut to it: a day.</summary>
    public static TimeSpan Longest { get; } = TimeSpan.FromDays(1);

    /// <summary>The longest delay that the groups for an agent state; null where they state none.</summary>
    public static TimeSpan? Of(RobotsFile file, string agent)
    {
        IReadOnlyList<RobotsGroup> groups = file.For(agent).Groups;
        double? seconds = file.Directives
            .Where(line => line.Name.Equals("crawl-delay", StringComparison.OrdinalIgnoreCase)
                && line.Group is int index && groups.Contains(file.Groups[index]))
            .Max(line => SecondsOf(line.Value));
        return seconds is null ? null : TimeSpan.FromSeconds(seconds.Value);
    }

    private static double? SecondsOf(string value) =>
        double.TryParse(value, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out double seconds) && seconds >= 0
            ? Math.Min(seconds, Longest.TotalSeconds)
            : null;
}
