using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Wording;

/// <summary>How matches are found, for a reader who is no engineer.</summary>
internal static class Method
{
    /// <summary>The steps, each with a word that names it.</summary>
    public static (string Name, string Text)[] Steps(AuditReport report) =>
    [
        ("Words", "Outputs and works are cut into words in the same way. Case, punctuation, line breaks, hyphens at line ends " +
            "and typographic variants of a letter make no difference. In scripts that put no spaces between words, each " +
            "character counts as a word."),
        ("Fingerprints", "Of each short sequence of words in the works a number is computed, and a selection of these numbers " +
            "is kept so that every sufficiently long run of words that two texts share is certain to share one (winnowing: " +
            $"Schleimer, Wilkerson and Aiken, 2003). This scan used {report.FingerprintScheme}."),
        ("Passages", "Where an output and a work share a fingerprint, their words are compared one by one, forwards and " +
            "backwards, as far as they are identical; then over single words changed, added or left out, as long as more is " +
            "gained than lost. What is reported was compared word by word: a shared fingerprint alone is never reported."),
        ("Sources", "A passage that stands in several works is one match. Of the works that hold nearly all of it, the " +
            "earliest published is named as the source; the others are listed with it."),
        ("Chance", "Common phrases are shared by chance. The E-value says how many matches at least as telling chance alone " +
            "would be expected to give in the whole scan. Matches are significant up to the E-value at which no more than " +
            $"{Numbers.Percent(report.Settings.MaximumFalseDiscoveryRate)} of them may be chance."),
        .. report.Similarity is SimilaritySummary similarity ? new[] { ("Meaning", similarity.Method) } : [],
    ];

    /// <summary>What decoys gave beside the significant matches; null when it was not measured.</summary>
    public static string? DecoyControl(AuditReport report) => report.Significance.FalseDiscoveryRate is not double rate ? null
        : $"At this threshold decoys, scaled to the size of this scan, give " +
            $"{Numbers.EValue(report.Significance.DecoyMatches ?? double.NaN)} matches beside " +
            $"{Numbers.Count(report.Significance.SignificantMatches, "significant match", "significant matches")}: a false " +
            $"discovery rate of {Numbers.Percent(rate)}.";
}
