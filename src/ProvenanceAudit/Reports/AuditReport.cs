using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reports;

/// <summary>Everything one scan found, as data; HTML, PDF, JSON and CSV are made from it alone.</summary>
public sealed record AuditReport
{
    /// <summary>Version of this shape, as in <c>schemas/report.schema.json</c>.</summary>
    public const string FormatVersion = "1";

    /// <summary>Name under which the report is filed, unique to its issuer; null when it was not given one.</summary>
    public string? ReportId { get; init; }

    /// <summary>For whom, and about what, the report was compiled; null for a report on a scan as a whole.</summary>
    public ReportSubject? Subject { get; init; }

    /// <summary>Version of the program that made the report.</summary>
    public required string ToolVersion { get; init; }

    /// <summary>When the scan ended.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>What was compared against.</summary>
    public required CatalogSummary Catalog { get; init; }

    /// <summary>What was scanned.</summary>
    public required OutputsSummary Outputs { get; init; }

    /// <summary>The settings of the scan.</summary>
    public required MatchSettings Settings { get; init; }

    /// <summary>Name, version and parameters of the fingerprint scheme, as one line.</summary>
    public required string FingerprintScheme { get; init; }

    /// <summary>How chance was accounted for.</summary>
    public required SignificanceSummary Significance { get; init; }

    /// <summary>How meaning was compared; null where words alone were.</summary>
    public SimilaritySummary? Similarity { get; init; }

    /// <summary>What was found, a work each, the most copied words first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Works that were searched for and not found; null in reports of versions before they were counted.</summary>
    public WorksNotFound? NotFound { get; init; }

    /// <summary>Copied words and matches by model.</summary>
    public required IReadOnlyList<ModelSummary> Models { get; init; }

    /// <summary>Records that could not be used, catalog first.</summary>
    public required IReadOnlyList<InputProblem> Problems { get; init; }
}

/// <summary>For whom, and about what, a report was compiled.</summary>
/// <param name="RightsHolder">Name of the rights holder; null when the report is not for one.</param>
/// <param name="Catalog">Name of the catalog, as its owner calls it; null when there is more than one, or none with a
/// name.</param>
/// <param name="From">Start of the period that the report covers, included; null when it is open.</param>
/// <param name="To">End of the period, not included; null when it is open.</param>
public sealed record ReportSubject(string? RightsHolder, string? Catalog, DateTimeOffset? From, DateTimeOffset? To);

/// <summary>Works that were searched for and of which no match is listed.</summary>
/// <param name="Count">Number of these works.</param>
/// <param name="Listed">The first of them by title, at most as many as the compiler lists.</param>
public sealed record WorksNotFound(long Count, IReadOnlyList<Work> Listed);

/// <summary>What the index held.</summary>
/// <param name="Name">Path of the catalog or index as the user named it.</param>
/// <param name="Works">Number of works.</param>
/// <param name="Words">Number of words in all works.</param>
/// <param name="Fingerprints">Number of fingerprints; 0 in a report on several scans, which no one index stands behind.</param>
public sealed record CatalogSummary(string Name, int Works, long Words, long Fingerprints);

/// <summary>What was scanned.</summary>
/// <param name="Name">Path of the outputs as the user named it.</param>
/// <param name="Outputs">Number of outputs scanned.</param>
/// <param name="Words">Number of words in them.</param>
/// <param name="OutputsWithMatches">Number of outputs with at least one listed match.</param>
/// <param name="CopiedWords">Words of outputs that stand word for word in a work, within listed matches; each word once.</param>
public sealed record OutputsSummary(string Name, long Outputs, long Words, long OutputsWithMatches, long CopiedWords);

/// <summary>How chance was accounted for in a scan.</summary>
/// <param name="Method">One paragraph in plain words.</param>
/// <param name="SignificantMatches">Matches at or below the threshold.</param>
/// <param name="InsignificantMatches">Matches above it; listed only on request.</param>
/// <param name="EValueThreshold">Largest E-value that counts as significant; 0 when none does.</param>
/// <param name="DecoyMatches">Matches at or below the threshold that decoys give, scaled to the size of the scan; null when the catalog is too small to measure.</param>
/// <param name="FalseDiscoveryRate">Decoy over significant matches, 0 to 1; null when not measured or nothing is significant.</param>
public sealed record SignificanceSummary(
    string Method, long SignificantMatches, long InsignificantMatches, double EValueThreshold, double? DecoyMatches, double? FalseDiscoveryRate);

/// <summary>How meaning was compared in a scan, and what came of it.</summary>
/// <param name="Method">One paragraph in plain words.</param>
/// <param name="Model">Name of the model that made the vectors.</param>
/// <param name="ModelHash">SHA-256 of the model, as in <c>EmbeddingModel.Hash</c>.</param>
/// <param name="Dimensions">Numbers in a vector.</param>
/// <param name="IsMultilingual">Whether the model was made for several languages, so that translations are found too.</param>
/// <param name="Device">What vectors were compared on.</param>
/// <param name="Passages">Passages of works that were compared with.</param>
/// <param name="SignificantParaphrases">Paraphrases at or below the threshold.</param>
/// <param name="InsignificantParaphrases">Paraphrases above it; listed only on request.</param>
/// <param name="EValueThreshold">Largest E-value of a significant paraphrase; 0 when none is significant.</param>
/// <param name="FalseDiscoveryRate">What chance is expected to give over significant paraphrases, 0 to 1; null when nothing is significant or chance could not be measured.</param>
public sealed record SimilaritySummary(
    string Method, string Model, string ModelHash, int Dimensions, bool IsMultilingual, string Device, long Passages,
    long SignificantParaphrases, long InsignificantParaphrases, double EValueThreshold, double? FalseDiscoveryRate);

/// <summary>Copying by one model.</summary>
/// <param name="Model">Name as the outputs state it; <c>(not stated)</c> otherwise.</param>
/// <param name="Outputs">Outputs scanned.</param>
/// <param name="OutputsWithMatches">Of them with at least one listed match.</param>
/// <param name="Words">Words scanned.</param>
/// <param name="CopiedWords">Words that stand word for word in a work, within listed matches; each word once.</param>
/// <param name="LongestRun">Longest verbatim run, in words.</param>
public sealed record ModelSummary(
    string Model, long Outputs, long OutputsWithMatches, long Words, long CopiedWords, int LongestRun)
{
    /// <summary>When its first output was made; null when no output states a time.</summary>
    public DateTimeOffset? FirstAsked { get; init; }

    /// <summary>When its last output was made; null when no output states a time.</summary>
    public DateTimeOffset? LastAsked { get; init; }
}
