using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reports;

/// <summary>Everything one scan found, as data; HTML, JSON and later PDF are made from it alone.</summary>
public sealed record AuditReport
{
    /// <summary>Version of this shape, as in <c>schemas/report.schema.json</c>.</summary>
    public const string FormatVersion = "1";

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

    /// <summary>What was found, a work each, the most copied words first.</summary>
    public required IReadOnlyList<Finding> Findings { get; init; }

    /// <summary>Copied words and matches by model.</summary>
    public required IReadOnlyList<ModelSummary> Models { get; init; }

    /// <summary>Records that could not be used, catalog first.</summary>
    public required IReadOnlyList<InputProblem> Problems { get; init; }
}

/// <summary>What the index held.</summary>
/// <param name="Name">Path of the catalog or index as the user named it.</param>
/// <param name="Works">Number of works.</param>
/// <param name="Words">Number of words in all works.</param>
/// <param name="Fingerprints">Number of fingerprints.</param>
public sealed record CatalogSummary(string Name, int Works, long Words, long Fingerprints);

/// <summary>What was scanned.</summary>
/// <param name="Name">Path of the outputs as the user named it.</param>
/// <param name="Outputs">Number of outputs scanned.</param>
/// <param name="Words">Number of words in them.</param>
/// <param name="OutputsWithMatches">Number of outputs with at least one listed match.</param>
/// <param name="CopiedWords">Words of outputs that lie in at least one listed match.</param>
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

/// <summary>Copying by one model.</summary>
/// <param name="Model">Name as the outputs state it; <c>(not stated)</c> otherwise.</param>
/// <param name="Outputs">Outputs scanned.</param>
/// <param name="OutputsWithMatches">Of them with at least one listed match.</param>
/// <param name="Words">Words scanned.</param>
/// <param name="CopiedWords">Words in listed matches.</param>
/// <param name="LongestRun">Longest verbatim run, in words.</param>
public sealed record ModelSummary(string Model, long Outputs, long OutputsWithMatches, long Words, long CopiedWords, int LongestRun);
