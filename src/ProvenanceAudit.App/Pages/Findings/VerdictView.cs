using ProvenanceAudit.Reporting;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.App.Pages.Findings;

/// <summary>A verdict as a reader sees it: the probability in plain words, and what each piece of evidence contributes, as bars to either side.</summary>
public sealed class VerdictView
{
    /// <summary>Width of a bar's picture: evidence for reproduction goes from the middle to the right, evidence against it to the left.</summary>
    public const int Width = 200;

    /// <summary>Where bars begin.</summary>
    public const int Middle = Width / 2;

    // Bars of a verdict that hardly anything moved are short.
    private const double LeastScale = 2;

    // Below this, a piece of evidence changes no probability by more than one in a hundred.
    private const double Negligible = 0.04;

    private readonly CalibratedVerdict _verdict;
    private readonly double _scale;

    /// <summary>Prepares it.</summary>
    public VerdictView(CalibratedVerdict verdict)
    {
        _verdict = verdict;
        _scale = verdict.Contributions.Select(c => Math.Abs(c.LogOdds)).Where(double.IsFinite).Append(LeastScale).Max();
        Rows = [.. verdict.Contributions.Where(c => Math.Abs(c.LogOdds) >= Negligible).Select(RowOf)];
        Weightless = [.. verdict.Contributions.Where(c => !(Math.Abs(c.LogOdds) >= Negligible)).Select(c => EvidenceInWords.NameOf(c.Feature))];
    }

    /// <summary>The probability, in percent.</summary>
    public string Probability => Percent(_verdict.Probability);

    /// <summary>Which model judged.</summary>
    public string Model => _verdict.Model;

    /// <summary>What the probability means, in one sentence.</summary>
    public string Meaning => $"Of findings with such evidence, {Often} reproduce the work beyond chance.";

    /// <summary>The evidence that weighs, the weightiest first.</summary>
    public IReadOnlyList<Row> Rows { get; }

    /// <summary>Names of evidence that weighs nothing here.</summary>
    public IReadOnlyList<string> Weightless { get; }

    private string Often => (int)Math.Round(100 * _verdict.Probability) switch
    {
        0 => "fewer than 1 in 100",
        100 => "more than 99 in 100",
        int hundredths => $"about {hundredths} in 100",
    };

    /// <summary>A probability in percent; whole but at the ends, where it matters.</summary>
    public static string Percent(double probability) =>
        Numbers.Percent(probability is > 0.01 and < 0.99 ? Math.Round(probability, 2) : Math.Round(probability, 3));

    private Row RowOf(VerdictContribution contribution)
    {
        double length = Math.Min(1, Math.Abs(contribution.LogOdds) / _scale) * Middle;
        bool isFor = contribution.LogOdds > 0;
        // Odds are what people bet by; logarithms are not.
        double times = Math.Exp(Math.Abs(contribution.LogOdds));
        string factor = times < 10 ? times.ToString("0.#", System.Globalization.CultureInfo.InvariantCulture) : Numbers.Whole((long)Math.Min(times, 1e9));
        return new Row(
            EvidenceInWords.NameOf(contribution.Feature), EvidenceInWords.ValueOf(contribution.Feature, contribution.Value), isFor,
            $"odds {(isFor ? '×' : '÷')} {factor}", Numbers.Plain(isFor ? Middle : Middle - length), Numbers.Plain(length));
    }

    /// <summary>One piece of evidence.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Value">What was found.</param>
    /// <param name="IsFor">Whether it speaks for reproduction.</param>
    /// <param name="Effect">By how much it moves the odds.</param>
    /// <param name="Start">Where its bar begins in the picture.</param>
    /// <param name="Length">Length of its bar.</param>
    public sealed record Row(string Name, string Value, bool IsFor, string Effect, string Start, string Length);
}
