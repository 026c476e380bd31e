using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Pdf.Type;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>How matches are found, and with what settings.</summary>
internal static class MethodChapter
{
    /// <summary>Writes the chapter.</summary>
    public static void Write(Manuscript pages, AuditReport report)
    {
        pages.Chapter("Method and settings", "method", keep: 120);
        foreach ((string name, string text) in Method.Steps(report))
            pages.RunIn(name, text);
        pages.Subheading("Settings");
        pages.Facts(Settings.Of(report).Select(
            s => (s.Name, (IReadOnlyList<StyledText>)PrintableText.OneLine(s.Value, Styles.Small))), 190, 14);
    }
}
