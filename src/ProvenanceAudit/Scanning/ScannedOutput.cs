using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;

namespace ProvenanceAudit.Scanning;

/// <summary>What the scanner found in one output.</summary>
/// <param name="Output">The output.</param>
/// <param name="Words">Number of words in it.</param>
/// <param name="Matches">Its matches in order of their place, E-values and significance for the scan as a whole.</param>
public sealed record ScannedOutput(ModelOutput Output, int Words, IReadOnlyList<Match> Matches);
