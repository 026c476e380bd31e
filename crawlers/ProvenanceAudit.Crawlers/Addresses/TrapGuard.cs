using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.IO.Hashing;
using System.Runtime.InteropServices;
using System.Text;

namespace ProvenanceAudit.Crawlers.Addresses;

/// <summary>
/// Tells addresses that a site makes without end: ever deeper paths, repeated segments, calendars of all time, queries in all
/// combinations. What an address says by itself is looked at first; then how many others of its pattern were admitted, where
/// a pattern is a path without its numbers and a query without its values. Memory is bounded; not safe for several threads.
/// </summary>
public sealed class TrapGuard
{
    // Patterns that are counted: 32 MB or so. Past it new patterns are admitted uncounted, which costs patience, never a page.
    private const int MaximumPatterns = 1 << 20;

    // Longest run of segments whose repeating is looked for.
    private const int LongestRun = 6;

    private readonly TrapLimits _limits;
    private readonly int _year;
    private readonly Dictionary<ulong, int> _admitted = [];

    /// <summary>Makes a guard that has admitted nothing yet.</summary>
    /// <param name="now">The time from which dates in addresses lie ahead or back.</param>
    /// <param name="limits">The limits; the defaults where null.</param>
    public TrapGuard(DateTimeOffset now, TrapLimits? limits = null) => (_year, _limits) = (now.Year, limits ?? new TrapLimits());

    /// <summary>
    /// Admits an address that was not admitted before, and counts it. A crawl that goes on after a stop admits again what its
    /// frontier holds.
    /// </summary>
    /// <param name="address">The address.</param>
    /// <param name="reason">Why it is taken for a trap, as a phrase.</param>
    public bool TryAdmit(CrawlAddress address, [NotNullWhen(false)] out string? reason)
    {
        reason = Look(address);
        if (reason is not null)
            return false;
        if (PatternOf(address) is not { } path)
            return true;
        int limit = address.Query.Length > 0 ? _limits.MaximumQueries : _limits.MaximumNumberedPaths;
        ulong key = XxHash3.HashToUInt64(Encoding.UTF8.GetBytes(address.Authority + path));
        if (_admitted.Count >= MaximumPatterns && !_admitted.ContainsKey(key))
            return true;
        ref int count = ref CollectionsMarshal.GetValueRefOrAddDefault(_admitted, key, out _);
        if (count >= limit)
        {
            reason = string.Create(CultureInfo.InvariantCulture, $"{limit} addresses of its kind, {path}, were found before it");
            return false;
        }
        count++;
        return true;
    }

    /// <summary>Why an address is taken for a trap by itself, whatever was admitted; null where it is not.</summary>
    public string? Look(CrawlAddress address)
    {
        if (address.PathAndQuery.Length > _limits.LongestPath)
            return string.Create(CultureInfo.InvariantCulture, $"its path is longer than {_limits.LongestPath} characters");
        string[] segments = address.Path.Split('/', StringSplitOptions.RemoveEmptyEntries);
        if (segments.Length > _limits.MaximumSegments)
            return string.Create(CultureInfo.InvariantCulture, $"its path has more than {_limits.MaximumSegments} segments");
        if (address.Query.AsSpan().Count('&') >= _limits.MaximumParameters)
            return string.Create(CultureInfo.InvariantCulture, $"its query has more than {_limits.MaximumParameters} parameters");
        if (Repeated(segments) is { } run)
            return $"its path repeats '{run}'";
        return AddressDate.YearOf(address) is { } year && (year > _year + _limits.YearsAhead || year < _year - _limits.YearsBack)
            ? string.Create(CultureInfo.InvariantCulture, $"it is a calendar's page of the year {year}") : null;
    }

    private string? Repeated(string[] segments)
    {
        for (int length = 1; length <= LongestRun; length++)
        {
            // Each segment that is that of one run before adds to a repetition, which is whole every 'length' segments.
            int same = 0;
            int allowed = length == 1 ? _limits.MaximumRepeats + 1 : _limits.MaximumRepeats;
            for (int i = length; i < segments.Length; i++)
            {
                same = segments[i] == segments[i - length] ? same + 1 : 0;
                if (same >= length * allowed)
                    return string.Join('/', segments[(i - length + 1)..(i + 1)]);
            }
        }
        return null;
    }

    /// <summary>
    /// The pattern of an address: its path without its numbers, its query without its values; null where it has neither.
    /// </summary>
    internal static string? PatternOf(CrawlAddress address)
    {
        string path = Pattern(address.Path);
        if (address.Query.Length > 0)
            return path + '?' + string.Join('&', address.Query[1..].Split('&').Select(p => p.Split('=')[0]).Order(StringComparer.Ordinal));
        return path.Contains('0', StringComparison.Ordinal) ? path : null;
    }

    /// <summary>A path with each run of digits as one zero.</summary>
    private static string Pattern(string path)
    {
        if (!path.AsSpan().ContainsAnyInRange('0', '9'))
            return path;
        var pattern = new StringBuilder(path.Length);
        for (int i = 0; i < path.Length; i++)
        {
            if (!char.IsAsciiDigit(path[i]))
                pattern.Append(path[i]);
            else if (i == 0 || !char.IsAsciiDigit(path[i - 1]))
                pattern.Append('0');
        }
        return pattern.ToString();
    }
}
