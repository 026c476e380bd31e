using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Plans;

/// <summary>A run of a plan that has ended, beside the others.</summary>
/// <param name="Number"><see cref="Scan.Number"/>.</param>
/// <param name="At">When it was queued.</param>
/// <param name="Totals">What it came to.</param>
/// <param name="IsLikeTheLast">
/// Whether it was made with the settings of the run before and asked as many questions; otherwise the two cannot be compared.
/// </param>
internal sealed record TrendPoint(long Number, DateTimeOffset At, ScanTotals Totals, bool IsLikeTheLast)
{
    // 95 % of a normal distribution.
    private const double Deviations = 1.96;

    /// <summary>
    /// The share of outputs with a match as its chance may truly be, 95 % interval (Wilson 1927), taking outputs as independent.
    /// </summary>
    public (double Low, double High) ShareInterval
    {
        get
        {
            double n = Totals.Outputs, share = Totals.ShareWithMatches ?? 0, squared = Deviations * Deviations;
            if (n == 0)
                return (0, 1);
            double middle = (share + (squared / (2 * n))) / (1 + (squared / n));
            double half = Deviations / (1 + (squared / n)) * Math.Sqrt((share * (1 - share) / n) + (squared / (4 * n * n)));
            return (Math.Max(0, middle - half), Math.Min(1, middle + half));
        }
    }
}

/// <summary>How what a model copies changes from run to run of a plan.</summary>
internal static class PlanTrend
{
    /// <summary>Lines the runs up that have ended and have an output.</summary>
    /// <param name="scans">Scans of one plan, in order of time.</param>
    public static IReadOnlyList<TrendPoint> Of(IEnumerable<Scan> scans)
    {
        var points = new List<TrendPoint>();
        Scan? last = null;
        foreach (Scan scan in scans)
        {
            if (ScanTotals.Of(scan) is not { Outputs: > 0 } totals)
                continue;
            bool isLike = last is not null && last.Probes == scan.Probes && Questions(last) == Questions(scan);
            points.Add(new TrendPoint(scan.Number, scan.Created, totals, isLike));
            last = scan;
        }
        return points;
    }

    // New places each run are other questions of the same kind, as the plan wants it. Budgets and pace change no answer.
    private static string Questions(Scan scan)
    {
        ScanSettings settings = ScanSettings.Read(scan.SettingsJson);
        ProbeSettings? probes = settings.Probes is null ? null : settings.Probes with { Seed = 0 };
        InterviewSettings? asking = settings.Asking is null ? null
            : new InterviewSettings { Parameters = settings.Asking.Parameters, Samples = settings.Asking.Samples };
        return (settings with { Probes = probes, Asking = asking }).Write();
    }
}
