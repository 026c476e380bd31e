using System.Globalization;
using System.Text.RegularExpressions;

namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>The date that an address names.</summary>
internal static partial class AddressDate
{
    /// <summary>
    /// The year of a date in a path or a query: year and month, of two digits, with one separator between them
    /// (<c>/2031/05</c>, <c>2031-05-01</c>), or parameters <c>year</c> and <c>month</c>; null where there is none. Four digits
    /// alone are no year, nor are those before 1500 and after 2299: they may be a number of anything.
    /// </summary>
    public static int? YearOf(CrawlAddress address)
    {
        string text = address.PathAndQuery;
        Match match = YearAndMonth().Match(text);
        if (!match.Success && MonthParameter().IsMatch(address.Query))
            match = YearParameter().Match(address.Query);
        return match.Success ? int.Parse(match.Groups["year"].ValueSpan, NumberStyles.None, CultureInfo.InvariantCulture) : null;
    }

    [GeneratedRegex(@"(?:^|[^0-9.])(?<year>(1[5-9]|2[0-2])[0-9]{2})[-/](?:0[1-9]|1[0-2])(?:$|[^0-9])",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex YearAndMonth();

    [GeneratedRegex("[?&](year|yr|y)=(?<year>(1[5-9]|2[0-2])[0-9]{2})(&|$)",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex YearParameter();

    [GeneratedRegex("[?&](month|mon|m)=", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.IgnoreCase)]
    private static partial Regex MonthParameter();
}
