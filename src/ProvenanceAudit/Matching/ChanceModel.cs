namespace ProvenanceAudit.Matching;

/// <summary>
/// How often chance gives a match: idioms and phrases that independent writers share. The tail of scores of chance matches falls exponentially, as
/// Karlin and Altschul (1990) show for sequences; its rate and level are measured (<see cref="ChanceMeasurement"/>), not derived, since words are not independent.
/// </summary>
/// <param name="Level">Expected matches of <paramref name="Origin"/> bits and more for each word of unrelated text and each word of the catalog; above 0.</param>
/// <param name="Origin">Score in bits at which the level holds.</param>
/// <param name="Decay">How fast the tail falls: expected matches of s bits and more are <c>Level * exp(-Decay * (s - Origin))</c>. Above 0.</param>
/// <param name="Total">Expected matches of any score for each word of unrelated text and each word of the catalog; no less than <paramref name="Level"/>.</param>
/// <param name="Observed">Chance matches that the level and decay were measured on; 0 when the catalog gave none.</param>
/// <param name="ObservedWords">Words of decoys in which they were found.</param>
public sealed record ChanceModel(double Level, double Origin, double Decay, double Total, int Observed, long ObservedWords)
{
    /// <summary>
    /// What to expect where a catalog is too small to measure: 22 English novels of 1.8 million words met by 11 others.
    /// </summary>
    public static ChanceModel Prior { get; } = new(1e-11, 35, 0.1, 2e-11, 0, 0);

    /// <summary>Expected matches of this score and more per word of unrelated text, against a catalog of that many words.</summary>
    public double PerWord(double bits, long catalogWords) => catalogWords * Math.Min(Total, Level * Math.Exp(-Decay * (bits - Origin)));
}
