using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>A table with a row for each model, and a bar for how much of what it said is copied.</summary>
internal static class ModelsSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="models" aria-labelledby="models-title">
            <h2 id="models-title">Models</h2>
            <table class="stack">
            <caption>Copied words by model. Bars compare the share of copied words; the highest share fills the bar.</caption>
            <thead><tr><th scope="col">Model</th><th scope="col" class="number">Outputs</th><th scope="col" class="number">With
            copies</th>
            <th scope="col" class="number">Words</th><th scope="col" class="number">Copied words</th>
            <th scope="col" class="number">Longest run</th><th scope="col">Share of words copied</th></tr></thead>
            <tbody>
            """);
        double highest = report.Models.Select(ShareOf).DefaultIfEmpty().Max();
        foreach (ModelSummary model in report.Models)
        {
            double length = highest > 0 ? Numbers.Drawable(ShareOf(model) / highest) : 0;
            html.Line($"""
                <tr><th scope="row"><bdi>{model.Model}</bdi>
                <span class="under">{(Times.Asked(model) is string asked ? $"Asked {asked}" : "")}</span></th>
                <td class="number" data-label="Outputs">{model.Outputs}</td>
                <td class="number" data-label="With copies">{model.OutputsWithMatches}</td>
                <td class="number" data-label="Words">{model.Words}</td>
                <td class="number" data-label="Copied words">{model.CopiedWords}</td>
                <td class="number" data-label="Longest run">{Numbers.Count(model.LongestRun, "word", "words")}</td>
                <td class="measured" data-label="Share of words copied"><span class="measure"><span
                class="bar" aria-hidden="true"><span style="width:{Numbers.Plain(100 * length)}%"></span></span><span
                class="value">{Numbers.Percent(model.CopiedWords, model.Words)}</span></span></td></tr>
                """);
        }
        html.Line($"""
            </tbody>
            </table>
            </section>
            """);
    }

    private static double ShareOf(ModelSummary model) => Numbers.Share(model.CopiedWords, model.Words);
}
