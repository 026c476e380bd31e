using ProvenanceAudit.Reporting.Wording;

namespace ProvenanceAudit.Reporting.Html;

/// <summary>The terms of the report.</summary>
internal static class GlossarySection
{
    /// <summary>Writes the section.</summary>
    public static void Write(HtmlWriter html)
    {
        html.Line($"""
            <section id="glossary" aria-labelledby="glossary-title">
            <h2 id="glossary-title">Glossary</h2>
            <dl class="glossary">
            """);
        foreach ((string term, string meaning) in Glossary.Terms)
            html.Line($"<div><dt>{term}</dt><dd>{meaning}</dd></div>");
        html.Line($"""
            </dl>
            </section>
            """);
    }
}
