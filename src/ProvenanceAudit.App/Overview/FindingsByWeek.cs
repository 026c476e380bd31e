using Microsoft.EntityFrameworkCore;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Overview;

/// <summary>Findings of one week.</summary>
/// <param name="Monday">Its first day, UTC.</param>
/// <param name="Confirmed">Those that stand.</param>
/// <param name="Open">Those that nobody decided on.</param>
/// <param name="Dismissed">Those that do not stand.</param>
public sealed record WeekOfFindings(DateOnly Monday, int Confirmed, int Open, int Dismissed)
{
    /// <summary>All of them.</summary>
    public int All => Confirmed + Open + Dismissed;
}

/// <summary>How many findings there were, week by week.</summary>
internal static class FindingsByWeek
{
    /// <summary>Weeks shown: a quarter of a year.</summary>
    public const int Weeks = 13;

    /// <summary>Counts them; the last week is the present one.</summary>
    public static async Task<IReadOnlyList<WeekOfFindings>> ReadAsync(RegistryContext registry, DateTimeOffset now, CancellationToken cancellation)
    {
        DateOnly first = MondayOf(now).AddDays(-7 * (Weeks - 1));
        DateTimeOffset since = new(first.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero);
        // A scan writes its findings within moments, so that rows are as few as scans; weeks are made of them here, for any engine.
        var counts = await registry.Findings.Where(f => f.Created >= since)
            .GroupBy(f => new { f.ScanId, f.Decision })
            .Select(g => new { g.Key.Decision, Created = g.Min(f => f.Created), Count = g.Count() })
            .ToListAsync(cancellation);
        var byWeek = counts.ToLookup(c => MondayOf(c.Created));
        return [.. Enumerable.Range(0, Weeks).Select(i => first.AddDays(7 * i)).Select(monday => new WeekOfFindings(
            monday, Of(monday, FindingDecision.Confirmed), Of(monday, FindingDecision.Open), Of(monday, FindingDecision.Dismissed)))];

        int Of(DateOnly monday, FindingDecision decision) => byWeek[monday].Where(c => c.Decision == decision).Sum(c => c.Count);
    }

    private static DateOnly MondayOf(DateTimeOffset time)
    {
        var day = DateOnly.FromDateTime(time.UtcDateTime);
        return day.AddDays(-(((int)day.DayOfWeek + 6) % 7));
    }
}
