using ProvenanceAudit.Reports;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>The works that were searched for in vain.</summary>
internal static class NotFoundSection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html, WorksNotFound missing)
    {
        html.Line($"""
            <section id="not-found" aria-labelledby="not-found-title">
            <h2 id="not-found-title">Works not found</h2>
            """);
        if (missing.Count == 0)
            html.Line($"<p>Text of every work was found.</p>");
        else
            WriteTable(html, missing);
        html.Line($"</section>");
    }

    private static void WriteTable(HtmlWriter html, WorksNotFound missing)
    {
        html.Line($"""
            <p>No listed match has its source in {Numbers.Count(missing.Count, "work", "works")}. A model that did not repeat a
            work here may still have been trained on it.</p>
            <table class="stack">
            <caption>Works that were searched for and not found, by title.</caption>
            <thead><tr><th scope="col">Work</th><th scope="col">Published</th><th scope="col">Work id</th></tr></thead>
            <tbody>
            """);
        foreach (Work work in missing.Listed)
        {
            html.Line($"""
                <tr><th scope="row"><bdi{new LanguageAttribute(work.Language)}>{work.Title}</bdi>
                <span class="under"><bdi>{string.Join(", ", work.Contributors)}</bdi></span></th>
                <td data-label="Published"><bdi>{work.Published ?? "Not stated"}</bdi></td>
                <td data-label="Work id"><bdi>{work.Id}</bdi></td></tr>
                """);
        }
        html.Line($"""
            </tbody>
            </table>
            """);
        if (missing.Listed.Count < missing.Count)
        {
            html.Line($"""
                <p class="note">{Numbers.Count(missing.Count - missing.Listed.Count, "more work is", "more works are")} not
                listed.</p>
                """);
        }
    }
}
