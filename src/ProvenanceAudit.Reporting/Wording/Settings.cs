using ProvenanceAudit.Matching;
using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Reporting.Wording;

/// <summary>Everything that has to be set alike to make the same report again.</summary>
internal static class Settings
{
    /// <summary>Names and values.</summary>
    public static (string Name, string Value)[] Of(AuditReport report)
    {
        MatchSettings settings = report.Settings;
        return
        [
            ("Shortest run reported", Numbers.Count(settings.MinimumWords, "word", "words")),
            ("Largest false discovery rate", Numbers.Percent(settings.MaximumFalseDiscoveryRate)),
            ("Largest E-value of a significant match",
                double.IsFinite(settings.MaximumEValue) ? Numbers.EValue(settings.MaximumEValue)
                : "as the false discovery rate allows"),
            ("Lowest identity of a near-verbatim match", Numbers.Percent(settings.MinimumIdentity)),
            ("Matches that are not significant", settings.ShowInsignificant ? "listed, marked" : "not listed"),
            ("Fingerprints", report.FingerprintScheme),
            ("Comparison of meaning", report.Similarity is SimilaritySummary similarity
                ? $"by {similarity.Model} ({similarity.ModelHash[..Math.Min(16, similarity.ModelHash.Length)]}), " +
                    $"{Numbers.Count(similarity.Dimensions, "dimension", "dimensions")}, on {similarity.Device}, with " +
                    Numbers.Count(similarity.Passages, "passage", "passages")
                : "none"),
            ("Compared with", $"{Numbers.Count(report.Catalog.Works, "work", "works")}, " +
                Numbers.Count(report.Catalog.Words, "word", "words") +
                // A report on several scans does not know of one index that all of them were held against.
                (report.Catalog.Fingerprints == 0 ? ""
                    : $", {Numbers.Count(report.Catalog.Fingerprints, "fingerprint", "fingerprints")}")),
            ("Scanned", $"{Numbers.Count(report.Outputs.Outputs, "output", "outputs")}, " +
                $"{Numbers.Count(report.Outputs.Words, "word", "words")}"),
            ("Threads", $"{Numbers.Whole(settings.Threads)}; results do not depend on it"),
            ("Version of the report format", AuditReport.FormatVersion),
        ];
    }
}
