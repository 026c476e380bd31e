using ProvenanceAudit.Reporting.Pdf.Layout;
using ProvenanceAudit.Reporting.Wording;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Pdf.Chapters;

/// <summary>What the report bears and what not, how it shows characters, and its terms.</summary>
internal static class LimitsChapter
{
    /// <summary>Writes the chapter.</summary>
    public static void Write(Manuscript pages, AuditReport report)
    {
        pages.Chapter("What this report shows, and what not", "limits", keep: 160);
        pages.Subheading("It shows");
        pages.Points(Limits.Shown(report));
        pages.Subheading("It does not show");
        pages.Points(Limits.NotShown(report));
        pages.Subheading("Characters");
        pages.Points(
        [
            "This document carries fonts for Latin, Greek and Cyrillic. Characters of other scripts, among them all that are " +
                "written from right to left, and emoji stand in the passages as a note in square brackets that counts them; " +
                "report.html shows them.",
            "Letters with combining marks are drawn as one letter where Unicode has one, else the mark is drawn over its letter.",
            "Control characters, halves of surrogate pairs and characters that would change the order in which a text is read " +
                "are shown as \uFFFD. Characters that are invisible by definition, such as soft hyphens, are left out.",
            "Line ends inside wrapped paragraphs of a passage are shown as spaces; line breaks make no difference to what is " +
                "found.",
            "The places stated refer to the texts as they were given, in UTF-16 code units.",
        ]);
        pages.Chapter("Terms", "terms", keep: 120);
        foreach ((string term, string meaning) in Glossary.Terms)
            pages.RunIn(term, meaning);
    }
}
