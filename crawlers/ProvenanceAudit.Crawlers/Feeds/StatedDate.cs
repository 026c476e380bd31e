using System.Globalization;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.Crawlers.Feeds;

/// <summary>Dates as feeds and sitemaps state them: W3C datetime (ISO 8601) and RFC 822 with what writers make of it.</summary>
public static partial class StatedDate
{
    private static readonly string[] W3C =
    [
        "yyyy", "yyyy-MM", "yyyy-MM-dd", "yyyy-MM-dd'T'HH:mmK", "yyyy-MM-dd'T'HH:mm:ssK", "yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK",
        "yyyy-MM-dd HH:mm:ssK", "yyyy-MM-dd HH:mm:ss.FFFFFFFK", "yyyyMMdd",
    ];

    private static readonly string[] Rfc822 =
        ["d MMM yyyy HH:mm:ss zzz", "d MMM yyyy HH:mm zzz", "d MMM yy HH:mm:ss zzz", "d MMM yy HH:mm zzz", "d MMM yyyy"];

    // RFC 822, 5: the zones with letters that are in use.
    private static readonly Dictionary<string, string> Zones = new(StringComparer.OrdinalIgnoreCase)
    {
        ["UT"] = "+00:00",
        ["UTC"] = "+00:00",
        ["GMT"] = "+00:00",
        ["Z"] = "+00:00",
        ["EST"] = "-05:00",
        ["EDT"] = "-04:00",
        ["CST"] = "-06:00",
        ["CDT"] = "-05:00",
        ["MST"] = "-07:00",
        ["MDT"] = "-06:00",
        ["PST"] = "-08:00",
        ["PDT"] = "-07:00",
        ["BST"] = "+01:00",
        ["CET"] = "+01:00",
        ["CEST"] = "+02:00",
    };

    /// <summary>
    /// Reads a date; one without a zone is taken as universal time, one without a day as the first of what is stated.
    /// </summary>
    /// <returns>Null where it is none.</returns>
    public static DateTimeOffset? Read(string? text)
    {
        text = text?.Trim() ?? "";
        if (text.Length is < 4 or > 64)
            return null;
        const DateTimeStyles styles = DateTimeStyles.AssumeUniversal | DateTimeStyles.AllowWhiteSpaces;
        if (DateTimeOffset.TryParseExact(text, W3C, CultureInfo.InvariantCulture, styles, out DateTimeOffset date))
            return date;
        Match match = Words().Match(text);
        if (!match.Success)
            return null;
        // Months in full are cut to the three letters that the standard has.
        string month = match.Groups["month"].Value;
        string zone = match.Groups["zone"].Value;
        // Zones of letters that nobody knows are taken as universal time.
        if (zone.Length == 0 || char.IsAsciiLetter(zone[0]))
            zone = Zones.GetValueOrDefault(zone, "+00:00");
        else if (zone.Length == 5)
            zone = zone.Insert(3, ":");
        string time = match.Groups["time"].Value;
        string normal = $"{match.Groups["day"].Value} {month[..3]} {match.Groups["year"].Value}" + (time.Length > 0 ? $" {time} {zone}" : "");
        return DateTimeOffset.TryParseExact(normal, Rfc822, CultureInfo.InvariantCulture, styles, out date) ? date : null;
    }

    [GeneratedRegex(
        @"^([A-Za-z]+,?\s+)?(?<day>[0-9]{1,2})[ -](?<month>[A-Za-z]{3,9})\.?[ -](?<year>[0-9]{4}|[0-9]{2})(\s+(?<time>[0-9]{2}:[0-9]{2}(:[0-9]{2})?)\s*(?<zone>[A-Za-z]{1,4}|[+-][0-9]{2}:?[0-9]{2})?)?$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Words();
}
