namespace ProvenanceAudit.MachineLearning.Verdicts;

/// <summary>What one piece of evidence contributes, whatever the others are.</summary>
/// <param name="Name">Name of the feature.</param>
/// <param name="Knots">Its values, rising.</param>
/// <param name="LogOdds">What each of them contributes, in natural logarithms of odds; between them it is interpolated.</param>
/// <param name="Unknown">What it contributes where it is not known.</param>
internal sealed record FeatureShape(string Name, IReadOnlyList<double> Knots, IReadOnlyList<double> LogOdds, double Unknown)
{
    /// <summary>What a value contributes.</summary>
    public double At(VerdictFeature feature, double? value)
    {
        if (value is not double known || double.IsNaN(known))
            return Unknown;
        Span<double> ramps = stackalloc double[Knots.Count - 1];
        feature.Ramps(known, ramps);
        double sum = LogOdds[0];
        for (int i = 0; i < ramps.Length; i++)
            sum += ramps[i] * (LogOdds[i + 1] - LogOdds[i]);
        return sum;
    }

    /// <summary>What is wrong with it, or null.</summary>
    public string? Mistake(VerdictFeature feature)
    {
        if (Name != feature.Name)
            return $"feature '{Name}' stands where '{feature.Name}' is expected";
        if (!Knots.SequenceEqual(feature.Knots))
            return $"feature '{Name}' has other knots than this program";
        if (LogOdds.Count != Knots.Count || !double.IsFinite(Unknown) || !LogOdds.All(double.IsFinite))
            return $"feature '{Name}' does not have a finite number for each knot";
        for (int i = 1; i < LogOdds.Count; i++)
        {
            if (feature.Direction == Direction.Towards && LogOdds[i] < LogOdds[i - 1] || feature.Direction == Direction.Away && LogOdds[i] > LogOdds[i - 1])
                return $"feature '{Name}' moves the wrong way at {Knots[i]}";
        }
        return null;
    }
}
