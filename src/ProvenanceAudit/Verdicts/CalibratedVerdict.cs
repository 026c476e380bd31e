namespace ProvenanceAudit.Verdicts;

/// <summary>
/// How probable it is that outputs reproduce a work beyond chance, from all evidence of one finding. Of findings with probability p, a share of about p does, on data
/// like those that the model was calibrated on. It says nothing of how the model came by the work, nor of whether a licence or an exception covers the use.
/// </summary>
/// <param name="Model">Which model judged, by name and version.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Contributions">
/// What each piece of evidence contributed, the weightiest first; their log-odds and <see cref="BaseLogOdds"/> add up to those of the probability, before it is kept to what the data bears.
/// </param>
public sealed record CalibratedVerdict(string Model, double Probability, IReadOnlyList<VerdictContribution> Contributions)
{
    /// <summary>Log-odds of a finding whose every piece of evidence is as in the average finding that the model was made from.</summary>
    public double BaseLogOdds { get; init; }

    /// <summary>Share of reproductions among findings that the probability supposes before any evidence is looked at, above 0 and below 1.</summary>
    public double Prior { get; init; } = 0.5;

    /// <summary>The probability if another share of such findings were reproductions; the evidence weighs the same.</summary>
    /// <param name="prior">Above 0 and below 1.</param>
    /// <exception cref="ArgumentOutOfRangeException">The share is not above 0 and below 1.</exception>
    public double ProbabilityAt(double prior)
    {
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(prior, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThanOrEqual(prior, 1);
        double odds = Probability / (1 - Probability) * (prior / (1 - prior)) / (Prior / (1 - Prior));
        return double.IsInfinity(odds) ? 1 : odds / (1 + odds);
    }
}

/// <summary>What one piece of evidence contributes to a verdict.</summary>
/// <param name="Feature">Stable name of the evidence, such as <c>longest-run</c>.</param>
/// <param name="Value">What was found, in the unit of the feature; null when it is not known.</param>
/// <param name="LogOdds">How far it moves the natural logarithm of the odds; above 0 towards reproduction.</param>
public sealed record VerdictContribution(string Feature, double? Value, double LogOdds);
