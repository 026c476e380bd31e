namespace ProvenanceAudit.Verdicts;

/// <summary>
/// How probable it is that outputs reproduce a work beyond chance, from all evidence of one finding. Of findings with probability p, a share of about p does, on data
/// like those that the model was calibrated on. It says nothing of how the model came by the work, nor of whether a licence or an exception covers the use.
/// </summary>
/// <param name="Model">Which model judged, by name and version.</param>
/// <param name="Probability">0 to 1.</param>
/// <param name="Contributions">What each piece of evidence contributed, the weightiest first; log-odds add up, with the model's base, to those of the probability before calibration.</param>
public sealed record CalibratedVerdict(string Model, double Probability, IReadOnlyList<VerdictContribution> Contributions);

/// <summary>What one piece of evidence contributes to a verdict.</summary>
/// <param name="Feature">Stable name of the evidence, such as <c>longest-run</c>.</param>
/// <param name="Value">What was found, in the unit of the feature; null when it is not known.</param>
/// <param name="LogOdds">How far it moves the natural logarithm of the odds; above 0 towards reproduction.</param>
public sealed record VerdictContribution(string Feature, double? Value, double LogOdds);
