using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Wording;

/// <summary>What a report shows and what it does not, so that nobody claims more with it than it bears.</summary>
internal static class Limits
{
    /// <summary>What it does not show, a point each.</summary>
    public static string[] NotShown(AuditReport report) =>
    [
        "How a model came to a passage. It may have been trained on the work, on a quotation of it, or have had it in its " +
            "prompt.",
        "Infringement. Whether a use is allowed depends on law, licence, length and purpose, which a program does not judge.",
        "Authorship. The source named is the earliest in the catalog, by the dates that the catalog states; older works " +
            "outside it are not known here, and works may quote each other.",
        "Rights. Licence and rights holder are repeated from the catalog and were not verified.",
        $"Absence. Outputs not given, works not in the catalog, {NotCovered(report)} are not covered. A " +
            "model that did not repeat a work here may still have been trained on it.",
    ];

    private static string NotCovered(AuditReport report) => report.Similarity switch
    {
        null => "paraphrases, translations and shorter runs",
        { IsMultilingual: true } => "single sentences that were reworded, and shorter runs",
        _ => "single sentences that were reworded, translations and shorter runs",
    };

    /// <summary>What it shows, a point each.</summary>
    public static string[] Shown(AuditReport report) =>
    [
        "The outputs given and the works given hold the words shown, at the places stated. Anyone who has both texts can check " +
            "every passage by hand.",
        $"Runs of at least {Numbers.Count(report.Settings.MinimumWords, "word", "words")} were looked for in the same way in " +
            "every output, whatever the model.",
        "The E-value of a match says how far chance can explain it: far below 1, not at all; near the limit of the settings, " +
            "easily.",
        .. report.Similarity is null ? [] : new[]
        {
            "A paraphrase shows that sentences say the same in the same order. Two writers on one subject may do so without " +
                "knowing each other; the sentence pairs are there to be read.",
        },
    ];
}
