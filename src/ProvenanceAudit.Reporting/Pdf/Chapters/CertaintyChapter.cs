using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>What an E-value is, and how it was come by, for a reader who knows no statistics.</summary>
internal static class CertaintyChapter
{
    /// <summary>Writes the chapter.</summary>
    public static void Write(Manuscript pages, AuditReport report)
    {
        pages.Chapter("How sure the findings are", "certainty", keep: 200);
        pages.Paragraph("Two writers who never read each other share phrases: idioms, forms of address, quotations that " +
            "everybody knows. A claim of copying has to say how likely it is to be one of these. This report says it for each " +
            "match by its E-value.");
        pages.Paragraph("The E-value of a match is the number of matches at least as telling that chance alone would be " +
            "expected to give in the whole scan. An E-value of 1 means that one such match is expected by chance, and so " +
            "proves nothing. An E-value of 0.001 means that a thousand scans of this size would have to be made to expect " +
            "one. Long passages of unusual words have E-values so small that chance is no explanation.");
        pages.Subheading("E-values in words");
        pages.Points([.. new[] { 1.0, 0.01, 1e-6, 1e-12 }.Select(
            value => $"{Numbers.EValue(value)}: {ChanceInWords.Of(value)}")]);
        pages.Subheading("How it was measured in this scan");
        if (!string.IsNullOrWhiteSpace(report.Significance.Method))
            pages.Paragraph(report.Significance.Method);
        if (Method.DecoyControl(report) is string control)
            pages.Paragraph(control);
        pages.Paragraph($"{Numbers.Count(report.Significance.SignificantMatches, "match is", "matches are")} significant in " +
            $"this report, and {Numbers.Whole(report.Significance.InsignificantMatches)} " +
            (report.Settings.ShowInsignificant ? "that are not are listed too, marked as such."
                : "that were not are not listed."));
        if (report.Findings.All(f => f.Verdict is null))
            return;
        pages.Subheading("What a verdict says");
        pages.Points(VerdictWords.Meaning);
    }
}
