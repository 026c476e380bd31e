using System.Globalization;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Duplicates;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>
/// Counts what addresses of one pattern brought. Lists in every order, calendars and filters in all combinations are told from articles
/// by that: of a hundred of them hardly one has a text that no other page has.
/// </summary>
internal sealed class PatternYield
{
    private const int FewestVisits = 100;
    private const double LeastYield = 0.05;
    private const int MaximumPatterns = 1 << 18;

    private readonly Dictionary<string, (int Visits, int Texts)> _patterns = new(StringComparer.Ordinal);

    /// <summary>Takes note of what a page brought.</summary>
    public void Count(PageVisit visit)
    {
        if (visit.Entry.Kind != AddressKind.Page || visit.Outcome != VisitOutcome.Fetched || Pattern(visit.Entry.Address) is not { } pattern)
            return;
        (int visits, int texts) = _patterns.GetValueOrDefault(pattern);
        if (visits == 0 && _patterns.Count >= MaximumPatterns)
            return;
        bool isNew = visit.Page is { DuplicateOf: null } page && page.Sketch.Words >= DuplicateIndex.FewestWords;
        _patterns[pattern] = (visits + 1, texts + (isNew ? 1 : 0));
    }

    /// <summary>Why an address is not worth asking for; null where it is, and for all that a seed or a list of the site's names.</summary>
    public string? ReasonAgainst(FrontierEntry entry)
    {
        if (entry.Kind != AddressKind.Page || entry.Depth == 0 || Pattern(entry.Address) is not { } pattern)
            return null;
        (int visits, int texts) = _patterns.GetValueOrDefault(pattern);
        return visits >= FewestVisits && texts < visits * LeastYield
            ? string.Create(CultureInfo.InvariantCulture, $"of {visits} addresses of its kind, {pattern}, {texts} had a text of their own")
            : null;
    }

    private static string? Pattern(CrawlAddress address) => TrapGuard.PatternOf(address) is { } pattern ? address.Authority + pattern : null;
}
