using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>A table with a row for each work found, each leading to its passages.</summary>
internal static class WorksSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, AuditReport report)
    {
        html.Line($"""
            <section id="works" aria-labelledby="works-title">
            <h2 id="works-title">Works</h2>
            <table class="stack">
            <caption>Works whose text was found in outputs, the most copied words first. The strip is the work from its beginning
            to its end, coloured where it was copied.</caption>
            <thead><tr><th scope="col">Work</th><th scope="col">Rights</th><th scope="col">Published</th>
            <th scope="col" class="number">Matches</th><th scope="col" class="number">Copied words</th>
            <th scope="col" class="number">Longest run</th><th scope="col">Share of work</th></tr></thead>
            <tbody>
            """);
        for (int i = 0; i < report.Findings.Count; i++)
            WriteRow(html, report.Findings[i], i);
        html.Line($"""
            </tbody>
            </table>
            </section>
            """);
    }

    private static void WriteRow(HtmlWriter html, Finding finding, int place)
    {
        Work work = finding.Work;
        html.Line($"""
            <tr><th scope="row"><a
            href="#{Anchors.OfWork(place)}"><bdi{new LanguageAttribute(work.Language)}>{work.Title}</bdi></a>
            <span class="under"><bdi>{string.Join(", ", work.Contributors)}</bdi></span></th>
            <td class="rights" data-label="Rights"><bdi>{work.Licence ?? "Licence not stated"}</bdi>
            <span class="under"><bdi>{work.RightsHolder ?? "Holder not stated"}</bdi></span></td>
            <td class="published" data-label="Published"><bdi>{work.Published ?? "Not stated"}</bdi></td>
            <td class="number" data-label="Matches">{finding.MatchCount}</td>
            <td class="number" data-label="Copied words">{finding.CopiedWords}</td>
            <td class="number" data-label="Longest run">{Numbers.Count(finding.LongestRun, "word", "words")}</td>
            <td class="measured" data-label="Share of work"><span class="measure">
            """);
        CoverageStrip.Write(html, finding.Coverage);
        html.Line($"""<span class="value">{Numbers.Percent(finding.ShareOfWork)}</span></span></td></tr>""");
    }
}
