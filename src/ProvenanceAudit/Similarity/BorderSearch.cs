namespace ProvenanceAudit.Similarity;

/// <summary>How borders are sought.</summary>
/// <param name="Share">Share of the output's words that stands in the passage of the work, between 0 and 1.</param>
/// <param name="WorkShare">Share of the work's words that stands in the passage of the output, between 0 and 1; small where the output shortens.</param>
/// <param name="Margin">Words beyond the borders in the output that are compared with while those in the work are sought.</param>
/// <param name="WorkMargin">Words beyond the borders in the work that are compared with while those in the output are sought.</param>
/// <param name="WorkReach">Words that a border in the work may move at once.</param>
/// <param name="WorkDrop">Bits by which the sum may fall inside a passage of the work.</param>
internal sealed record BorderSearch(double Share, double WorkShare, int Margin, int WorkMargin, int WorkReach, double WorkDrop)
{
    /// <summary>Whether the output shortens: the work says again and again what it says once.</summary>
    public bool Shortens { get; init; }
}
