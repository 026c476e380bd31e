using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Verdicts;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>The verdict on a work, with what each piece of evidence contributed to it.</summary>
internal static class VerdictSection
{
    private const int HalfWidth = 100;

    /// <summary>Writes the verdict on one work.</summary>
    public static void Write(HtmlWriter html, CalibratedVerdict verdict)
    {
        html.Line($"""
            <div class="verdict">
            <p><strong>{VerdictWords.Statement(verdict)}</strong> {VerdictWords.Supposition(verdict)}
            <a href="#verdicts">What a verdict says</a></p>
            <details>
            <summary>How it was reckoned</summary>
            <table class="evidence">
            <caption>What each piece of evidence contributes: to the right, towards reproduction; to the left, away from it. It begins with
            {VerdictWords.WeightOf(new VerdictContribution("", null, verdict.BaseLogOdds))}, those of the average finding. Model: <bdi>{verdict.Model}</bdi>.</caption>
            <thead><tr><th scope="col">Evidence</th><th scope="col">Found</th><th scope="col">Away or towards</th><th scope="col" class="number">Weight</th></tr></thead>
            <tbody>
            """);
        VerdictContribution[] shown = [.. VerdictWords.Shown(verdict)];
        double most = shown.Select(c => Math.Abs(c.LogOdds)).Where(double.IsFinite).DefaultIfEmpty(1).Max();
        foreach (VerdictContribution contribution in shown)
            WriteRow(html, contribution, most);
        html.Line($"""
            </tbody>
            </table>
            </details>
            </div>
            """);
    }

    /// <summary>Writes the section that says what verdicts are.</summary>
    public static void WriteMeaning(HtmlWriter html)
    {
        html.Line($"""
            <section id="verdicts" aria-labelledby="verdicts-title">
            <h2 id="verdicts-title">What a verdict says</h2>
            <div class="columns">
            <ul>
            """);
        foreach (string point in VerdictWords.Meaning)
            html.Line($"<li>{point}</li>");
        html.Line($"""
            </ul>
            </div>
            </section>
            """);
    }

    private static void WriteRow(HtmlWriter html, VerdictContribution contribution, double most)
    {
        double length = double.IsFinite(contribution.LogOdds) ? HalfWidth * Math.Abs(contribution.LogOdds) / most : 0;
        bool away = contribution.LogOdds < 0;
        html.Line($"""
            <tr><th scope="row"><bdi>{VerdictWords.NameOf(contribution)}</bdi></th>
            <td>{VerdictWords.ValueOf(contribution)}</td>
            <td class="measured"><svg class="signed" viewBox="0 0 {Numbers.Plain(2 * HalfWidth)} 10" preserveAspectRatio="none" role="img"><title>{(away ? "away from" : "towards")}
            reproduction</title><rect class="track" x="{Numbers.Plain(HalfWidth - 0.5)}" width="1" height="10"/><rect class="{(away ? "away" : "towards")}"
            x="{Numbers.Plain(away ? HalfWidth - length : HalfWidth)}" y="1" width="{Numbers.Plain(length)}" height="8"/></svg></td>
            <td class="number">{VerdictWords.WeightOf(contribution)}</td></tr>
            """);
    }
}
