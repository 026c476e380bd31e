using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>For whom, about what, from when, and by what names the report can be told from any other.</summary>
internal static class TitlePage
{
    private const int ModelsNamed = 8;

    /// <summary>Writes the page.</summary>
    public static void Write(PageFlow flow, AuditReport report, string id, string hash)
    {
        var pages = new Manuscript(flow);
        flow.NewPage();
        flow.Fill(Styles.Accent, PageArea.Left, 96, 46, 3);
        flow.Y = 112;
        flow.Paragraph(LineBreaker.Break([new StyledText("ProvenanceAudit report", Styles.Section)], PageArea.Width), 18);
        flow.Y += 60;
        flow.Paragraph(LineBreaker.Break([new StyledText("Copied text in outputs of language models", Styles.Cover)], 400), 36);
        flow.Y += 14;
        if (report.Subject?.RightsHolder is string holder)
        {
            flow.Paragraph(LineBreaker.Break(
                [new StyledText("Compiled for ", Styles.Lede), .. PrintableText.OneLine(holder, Styles.LedeStrong)],
                PageArea.Measure), 20);
        }
        flow.Y = Math.Max(flow.Y + 40, 400);
        flow.Rule(Styles.Hairline, flow.Y);
        flow.Y += 14;
        pages.Facts(Facts(report).Select(
            f => (f.Name, (IReadOnlyList<StyledText>)PrintableText.OneLine(f.Value, Styles.Small))), 120, 14);
        flow.Y += 8;
        flow.Rule(Styles.Hairline, flow.Y);
        flow.Y += 14;
        pages.Facts(
        [
            ("Report id", PrintableText.OneLine(id, Styles.SmallBold)),
            ("Made by", PrintableText.OneLine($"ProvenanceAudit {report.ToolVersion}", Styles.Small)),
            ("SHA-256 of the data",
                [.. PrintableText.OneLine(hash, Styles.Small, 80), new StyledText("\n", Styles.Small), new StyledText(
                "of report.json, which holds everything that this document shows, for programs", Styles.SmallMuted)]),
        ], 120, 14);
    }

    /// <summary>One line for the document's properties.</summary>
    public static string SubjectOf(AuditReport report) =>
        $"Outputs {report.Outputs.Name}, compared with {report.Subject?.Catalog ?? report.Catalog.Name}";

    private static IEnumerable<(string Name, string Value)> Facts(AuditReport report)
    {
        if (report.Subject?.Catalog is string catalog)
            yield return ("Catalog", catalog);
        if (Times.PeriodOf(report.Subject) is string period)
            yield return ("Period", period);
        string models = string.Join(", ", report.Models.Take(ModelsNamed).Select(m => m.Model));
        if (report.Models.Count > ModelsNamed)
            models += $" and {Numbers.Whole(report.Models.Count - ModelsNamed)} more";
        if (models.Length > 0)
            yield return (report.Models.Count == 1 ? "Model" : "Models", models);
        yield return ("Outputs", report.Outputs.Name);
        yield return ("Compared with", $"{report.Catalog.Name} ({Numbers.Count(report.Catalog.Works, "work", "works")})");
        yield return ("Scan ended", Numbers.Time(report.Created));
    }
}
