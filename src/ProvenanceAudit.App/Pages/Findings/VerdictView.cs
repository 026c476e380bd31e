using ProvenanceAudit.Reporting;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.App.Pages.Findings;

/// <summary>A verdict as a reader sees it: the probability in plain words, and what each piece of evidence contributes, as bars to either side.</summary>
/// <param name="Verdict">The verdict.</param>
public sealed record VerdictView(CalibratedVerdict Verdict)
{
    /// <summary>Width of a bar's picture: evidence for reproduction goes from the middle to the right, evidence against it to the left.</summary>
    public const int Width = 200;

    /// <summary>Where bars begin.</summary>
    public const int Middle = Width / 2;

    /// <summary>The evidence that weighs, the weightiest first.</summary>
    public IReadOnlyList<Row> Rows
    {
        get
        {
            VerdictContribution[] shown = [.. VerdictWords.Shown(Verdict)];
            double most = shown.Select(c => Math.Abs(c.LogOdds)).Where(double.IsFinite).DefaultIfEmpty(1).Max();
            return [.. shown.Select(c => RowOf(c, Numbers.Drawable(Math.Abs(c.LogOdds) / most) * Middle))];
        }
    }

    /// <summary>Names of evidence that hardly moves it.</summary>
    public IReadOnlyList<string> Weightless => [.. Verdict.Contributions.Except(VerdictWords.Shown(Verdict)).Select(VerdictWords.NameOf)];

    private static Row RowOf(VerdictContribution contribution, double length)
    {
        bool isFor = contribution.LogOdds > 0;
        return new Row(
            VerdictWords.NameOf(contribution), VerdictWords.ValueOf(contribution), isFor, VerdictWords.WeightOf(contribution),
            Numbers.Plain(isFor ? Middle : Middle - length), Numbers.Plain(length));
    }

    /// <summary>One piece of evidence.</summary>
    /// <param name="Name">What it is.</param>
    /// <param name="Value">What was found.</param>
    /// <param name="IsFor">Whether it speaks for reproduction.</param>
    /// <param name="Weight">By how much it moves the odds.</param>
    /// <param name="Start">Where its bar begins in the picture.</param>
    /// <param name="Length">Length of its bar.</param>
    public sealed record Row(string Name, string Value, bool IsFor, string Weight, string Start, string Length);
}
