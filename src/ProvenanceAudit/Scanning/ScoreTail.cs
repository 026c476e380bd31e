namespace ProvenanceAudit.Scanning;

/// <summary>How scores of chance finds are spread, above some score: exponentially.</summary>
/// <param name="Level">Expected finds of <paramref name="Origin"/> and more for each word of unrelated text; above 0.</param>
/// <param name="Origin">Score at which the level holds.</param>
/// <param name="Decay">How fast the tail falls: expected finds of a score s and more are <c>Level * exp(-Decay * (s - Origin))</c> a word. Above 0.</param>
internal sealed record ScoreTail(double Level, double Origin, double Decay)
{
    // What was expected before counts as much as this many finds.
    private const double PriorFinds = 5;

    /// <summary>Expected finds of this score and more for each word of unrelated text.</summary>
    public double PerWord(double score) => Level * Math.Exp(-Decay * (score - Origin));

    /// <summary>This tail with what was seen: a gamma prior on both rates.</summary>
    /// <param name="scores">Scores of chance finds; those below the origin are left out.</param>
    /// <param name="words">Words of unrelated text that they were found in.</param>
    public ScoreTail Fit(IReadOnlyCollection<double> scores, long words)
    {
        double[] tail = [.. scores.Where(s => s >= Origin).Order()];
        return this with
        {
            Level = (tail.Length + PriorFinds) / (words + PriorFinds / Level),
            Decay = (tail.Length + PriorFinds) / (tail.Sum(s => s - Origin) + PriorFinds / Decay),
        };
    }
}
