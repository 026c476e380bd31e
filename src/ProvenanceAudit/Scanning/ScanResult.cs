using ProvenanceAudit.Reports;

namespace ProvenanceAudit.Scanning;

/// <summary>Progress of a scan, given to the caller about ten times a second.</summary>
/// <param name="Outputs">Outputs scanned so far.</param>
/// <param name="Words">Words scanned so far.</param>
/// <param name="Matches">Matches found so far, insignificant ones included.</param>
public readonly record struct ScanProgress(long Outputs, long Words, long Matches);

/// <summary>What a scan as a whole found.</summary>
/// <param name="Outputs">All scanned outputs that have a listed match, in the order of the input.</param>
/// <param name="Models">Totals by model, the most copied words first.</param>
/// <param name="ScannedOutputs">Number of outputs scanned.</param>
/// <param name="ScannedWords">Number of words scanned.</param>
/// <param name="Significance">How chance was accounted for.</param>
public sealed record ScanResult(
    IReadOnlyList<ScannedOutput> Outputs, IReadOnlyList<ModelSummary> Models, long ScannedOutputs, long ScannedWords,
    SignificanceSummary Significance)
{
    /// <summary>How meaning was compared; null where words alone were.</summary>
    public SimilaritySummary? Similarity { get; init; }
}
