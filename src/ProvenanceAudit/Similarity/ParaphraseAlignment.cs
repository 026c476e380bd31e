using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>A passage of an output that says what a passage of a work says, in other words.</summary>
public sealed record ParaphraseAlignment
{
    /// <summary>Span in the output.</summary>
    public required TextSpan Output { get; init; }

    /// <summary>Span in the work.</summary>
    public required TextSpan Work { get; init; }

    /// <summary>
    /// How much more the two passages have in common than chance gives, in bits: the binary logarithm of how much likelier their words are if one was made from
    /// the other than if not, mean of both directions. At least <see cref="AlignmentSettings.MinimumBits"/>.
    /// </summary>
    public required double Bits { get; init; }

    /// <summary>Whether the passage of the output shortens a much longer one of the work.</summary>
    public required bool IsSummary { get; init; }

    /// <summary>How near the two passages are, 0 to 1: the share of what their words tell that stands on both sides, or the mean of the sentence pairs where vectors say more.</summary>
    public required float Similarity { get; init; }

    /// <summary>What says the same, in order of the output, inside both spans; at least one.</summary>
    public required IReadOnlyList<SentencePair> Sentences { get; init; }

    /// <summary>Places, in the list of known matches, of those that this alignment includes and replaces.</summary>
    public required IReadOnlyList<int> Absorbed { get; init; }
}
