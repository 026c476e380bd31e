using System.Text.Json;
using ProvenanceAudit.App.Pages.Plans;
using ProvenanceAudit.App.Plans;
using ProvenanceAudit.App.Scans;
using ProvenanceAudit.Models.Asking;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Registry;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Web.Tests;

public sealed class PlanTrendTests
{
    private static readonly DateTimeOffset Begin = new(2026, 1, 5, 6, 0, 0, TimeSpan.Zero);

    [Theory]
    // Wilson 1927, for z = 1.96.
    [InlineData(0, 10, 0.0, 0.2775)]
    [InlineData(5, 10, 0.2366, 0.7634)]
    [InlineData(10, 10, 0.7225, 1.0)]
    [InlineData(81, 263, 0.2553, 0.3662)]
    public void A_share_is_shown_with_what_it_may_truly_be(long with, long outputs, double low, double high)
    {
        (double Low, double High) interval = PlanTrend.Of([ScanOf(0, outputs, with)])[0].ShareInterval;
        Assert.Equal((low, high), (Math.Round(interval.Low, 4), Math.Round(interval.High, 4)));
    }

    [Fact]
    public void Numbers_are_taken_over_all_names_of_the_model()
    {
        Scan scan = ScanOf(0, 10, 2);
        scan.ModelsJson = JsonSerializer.Serialize<ModelSummary[]>([new("m-1", 6, 2, 600, 50, 20), new("m-2", 4, 1, 400, 30, 25)], ScanSettings.Json);
        ScanTotals totals = ScanTotals.Of(scan)!;
        Assert.Equal(new ScanTotals(10, 3, 1000, 80, 25), totals);
        Assert.Equal((0.3, 80.0), (totals.ShareWithMatches, totals.CopiedPerThousand));
        scan.Finished = null;
        Assert.Null(ScanTotals.Of(scan));
    }

    [Fact]
    public void Runs_are_joined_by_a_line_only_where_they_asked_alike()
    {
        IReadOnlyList<TrendPoint> points = PlanTrend.Of(
        [
            ScanOf(0, 10, 1), ScanOf(1, 10, 2, seed: 7), ScanOf(2, 10, 3, perMinute: 5), ScanOf(3, 10, 3, positions: 4), ScanOf(4, 10, 4, positions: 4),
            ScanOf(5, 12, 4, positions: 4),
        ]);
        // Neither new places nor another pace make other questions; more places do, and so do more works.
        Assert.Equal([false, true, true, false, true, false], points.Select(p => p.IsLikeTheLast));
        TrendChart chart = TrendChart.OfShare(points);
        Assert.Equal([3, 2], chart.Lines.Select(l => l.Split(' ').Length));
        Assert.Equal(2, chart.Changes.Count());
        Assert.Equal(
            "6 runs: from 10 % on 2026-01-05 to 30 % on 2026-01-19; then, with other questions or settings, from 30 % on 2026-01-26 to 40 % on 2026-02-02; "
            + "then, with other questions or settings, 33.3 % on 2026-02-09.",
            chart.Description);
    }

    [Fact]
    public void One_run_is_a_point_without_a_line_and_runs_without_outputs_are_none()
    {
        IReadOnlyList<TrendPoint> points = PlanTrend.Of([ScanOf(0, 0, 0), ScanOf(1, 10, 0)]);
        Assert.Single(points);
        TrendChart chart = TrendChart.OfWords(points);
        Assert.Empty(chart.Lines);
        Assert.Equal("One run: 0 on 2026-01-12.", chart.Description);
        Assert.Equal(["0", "0.5", "1"], chart.Levels.Select(l => l.Text));
    }

    private static Scan ScanOf(int week, long outputs, long with, int seed = 1, int? perMinute = null, int positions = 3) => new()
    {
        Name = "plan",
        ModelId = Guid.Empty,
        Created = Begin.AddDays(7 * week),
        Finished = Begin.AddDays(7 * week).AddHours(1),
        Probes = outputs,
        Outputs = outputs,
        OutputWords = 100 * outputs,
        SettingsJson = new ScanSettings
        {
            Probes = new ProbeSettings { Seed = seed, PositionsPerWork = positions },
            Asking = new InterviewSettings { RequestsPerMinute = perMinute },
        }.Write(),
        ModelsJson = JsonSerializer.Serialize<ModelSummary[]>([new("m", outputs, with, 100 * outputs, 10 * with, 12)], ScanSettings.Json),
    };
}
