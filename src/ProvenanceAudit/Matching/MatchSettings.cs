namespace ProvenanceAudit.Matching;

/// <summary>Settings of a scan, validated as a whole and printed in every report.</summary>
public sealed record MatchSettings
{
    /// <summary><see cref="MinimumWords"/> unless set: the guarantee threshold of the default scheme.</summary>
    public const int DefaultMinimumWords = 8;

    /// <summary><see cref="MaximumFalseDiscoveryRate"/> unless set: as in proteomics, where the method is from.</summary>
    public const double DefaultMaximumFalseDiscoveryRate = 0.01;

    /// <summary><see cref="MinimumIdentity"/> unless set.</summary>
    public const double DefaultMinimumIdentity = 0.4;

    /// <summary>Shortest verbatim run that is reported, in words. 4 to 100; below the guarantee threshold of the index runs may be missed.</summary>
    public int MinimumWords { get; init; } = DefaultMinimumWords;

    /// <summary>
    /// Share of the significant matches that chance may have given, above 0, at most 1: the threshold of E-values is the largest at which this holds.
    /// </summary>
    public double MaximumFalseDiscoveryRate { get; init; } = DefaultMaximumFalseDiscoveryRate;

    /// <summary>Largest E-value of a significant match, whatever the false discovery rate. Above 0; infinity sets no limit.</summary>
    public double MaximumEValue { get; init; } = double.PositiveInfinity;

    /// <summary>Lowest share of identical words in the alignment of a near-verbatim match, 0.3 to 1.</summary>
    public double MinimumIdentity { get; init; } = DefaultMinimumIdentity;

    /// <summary>Whether insignificant matches are listed too, marked as such.</summary>
    public bool ShowInsignificant { get; init; }

    /// <summary>Threads that scan outputs; results do not depend on it. 1 to 1024.</summary>
    public int Threads { get; init; } = Environment.ProcessorCount;

    /// <summary>Every mistake in the settings, one sentence each; empty when they are usable.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (MinimumWords is < 4 or > 100)
            mistakes.Add($"the minimum of words is {MinimumWords}; it must be 4 to 100");
        if (!(MaximumFalseDiscoveryRate is > 0 and <= 1))
            mistakes.Add($"the false discovery rate is {MaximumFalseDiscoveryRate}; it must be above 0 and at most 1");
        if (!(MaximumEValue > 0))
            mistakes.Add($"the largest E-value is {MaximumEValue}; it must be above 0");
        if (!(MinimumIdentity is >= 0.3 and <= 1))
            mistakes.Add($"the lowest identity is {MinimumIdentity}; it must be 0.3 to 1");
        if (Threads is < 1 or > 1024)
            mistakes.Add($"the number of threads is {Threads}; it must be 1 to 1024");
        return mistakes;
    }
}
