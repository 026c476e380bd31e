using System.Globalization;
using ProvenanceAudit.App.Plans;

namespace ProvenanceAudit.App.Pages.Plans;

/// <summary>One measure of a plan's runs over time, as lines and points of a picture; units of the picture are pixels before scaling.</summary>
public sealed class TrendChart
{
    /// <summary>Width of the picture.</summary>
    public const int Width = 440;

    /// <summary>Height of the picture.</summary>
    public const int Height = 210;

    /// <summary>Where the plot begins on the left.</summary>
    public const int Left = 52;

    /// <summary>Where it ends on the right.</summary>
    public const int Right = Width - 16;

    /// <summary>Where it begins at the top.</summary>
    public const int Top = 14;

    /// <summary>Where it ends at the bottom.</summary>
    public const int Bottom = Height - 32;

    // Stretches of runs that are told of in words.
    private const int MostTold = 3;
    private const string ShareId = "share";

    private readonly IReadOnlyList<TrendPoint> _points;
    private readonly Func<TrendPoint, double> _value;
    private readonly Func<double, string> _show;
    private readonly double _most;

    private TrendChart(
        string id, string title, IReadOnlyList<TrendPoint> points, Func<TrendPoint, double> value, Func<double, string> show, double most)
    {
        (Id, Title, _points, _value, _show) = (id, title, points, value, show);
        _most = RoundUp(most);
    }

    /// <summary>Name of the picture in the page.</summary>
    public string Id { get; }

    /// <summary>What is measured.</summary>
    public string Title { get; }

    /// <summary>The picture in words; runs that cannot be compared are told of apart.</summary>
    public string Description
    {
        get
        {
            List<List<TrendPoint>> alike = Stretches();
            IEnumerable<string> told = alike.TakeLast(MostTold).Select(runs => runs.Count == 1
                ? $"{_show(_value(runs[0]))} on {Day(runs[0].At)}"
                : $"from {_show(_value(runs[0]))} on {Day(runs[0].At)} to {_show(_value(runs[^1]))} on {Day(runs[^1].At)}");
            string runs = _points.Count == 1 ? "One run" : $"{_points.Count} runs";
            string last = alike.Count > MostTold ? $", of the last {MostTold} settings" : "";
            return $"{runs}{last}: {string.Join("; then, with other questions or settings, ", told)}.";
        }
    }

    /// <summary>The lines across: height in the picture, and what it stands for.</summary>
    internal IEnumerable<(string Y, string Text)> Levels => new[] { 0, _most / 2, _most }.Select(v => (Number(Y(v)), _show(v)));

    /// <summary>The dates below: place, how the text stands to it, and the text.</summary>
    internal IEnumerable<(string X, string Anchor, string Text)> Dates
    {
        get
        {
            TrendPoint first = _points[0], last = _points[^1];
            if (Day(first.At) == Day(last.At))
                return [(Number((Left + Right) / 2.0), "middle", Day(first.At))];
            return [(Number(X(first)), "start", Day(first.At)), (Number(X(last)), "end", Day(last.At))];
        }
    }

    /// <summary>The runs: place, span of the interval where there is one, and the run in words.</summary>
    internal IEnumerable<(string X, string Y, string? Low, string? High, string Text)> Runs => _points.Select(p =>
    {
        (double Low, double High)? interval = Id == ShareId ? p.ShareInterval : null;
        string span = interval is var (low, high) ? $" ({_show(100 * low)} to {_show(100 * high)})" : "";
        return (Number(X(p)), Number(Y(_value(p))), interval is null ? null : Number(Y(100 * interval.Value.Low)),
            interval is null ? null : Number(Y(100 * interval.Value.High)), $"Scan {p.Number}, {Day(p.At)}: {_show(_value(p))}{span}");
    });

    /// <summary>Lines through runs that can be compared, as lists of points.</summary>
    internal IEnumerable<string> Lines => Stretches().Where(runs => runs.Count > 1)
        .Select(runs => string.Join(' ', runs.Select(p => $"{Number(X(p))},{Number(Y(_value(p)))}")));

    /// <summary>Where runs begin that were asked something else than those before: places in the picture.</summary>
    internal IEnumerable<string> Changes => _points.Zip(_points.Skip(1))
        .Where(pair => !pair.Second.IsLikeTheLast).Select(pair => Number((X(pair.First) + X(pair.Second)) / 2));

    /// <summary>The share of outputs with a match, in percent, with its interval.</summary>
    internal static TrendChart OfShare(IReadOnlyList<TrendPoint> points) => new(
        ShareId, "Outputs with a significant match, in percent", points, p => 100 * (p.Totals.ShareWithMatches ?? 0),
        v => v.ToString("0.#", CultureInfo.InvariantCulture) + " %", points.Max(p => 100 * p.ShareInterval.High));

    /// <summary>Copied words to each 1,000 words.</summary>
    internal static TrendChart OfWords(IReadOnlyList<TrendPoint> points) => new(
        "words", "Copied words per 1,000 words of outputs", points, p => p.Totals.CopiedPerThousand ?? 0,
        v => v.ToString("0.#", CultureInfo.InvariantCulture), points.Max(p => p.Totals.CopiedPerThousand ?? 0));

    private double X(TrendPoint point)
    {
        const int Margin = 14;
        long first = _points[0].At.UtcTicks, last = _points[^1].At.UtcTicks;
        return first == last ? (Left + Right) / 2.0
            : Left + Margin + ((double)(point.At.UtcTicks - first) / (last - first) * (Right - Left - (2 * Margin)));
    }

    private double Y(double value) => Bottom - (value / _most * (Bottom - Top));

    private List<List<TrendPoint>> Stretches()
    {
        var stretches = new List<List<TrendPoint>>();
        foreach (TrendPoint point in _points)
        {
            if (stretches.Count == 0 || !point.IsLikeTheLast)
                stretches.Add([]);
            stretches[^1].Add(point);
        }
        return stretches;
    }

    /// <summary>The next of 1, 2, 4, 6, 10, 20 ...: its half is round too.</summary>
    private static double RoundUp(double value)
    {
        if (value <= 0)
            return 1;
        double power = Math.Pow(10, Math.Floor(Math.Log10(value)));
        foreach (double step in (double[])[1, 2, 4, 6])
        {
            if (value <= step * power)
                return step * power;
        }
        return 10 * power;
    }

    private static string Day(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    private static string Number(double value) => value.ToString("0.#", CultureInfo.InvariantCulture);
}
