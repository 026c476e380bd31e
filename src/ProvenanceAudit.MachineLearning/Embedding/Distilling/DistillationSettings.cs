namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>How a static table is made of a model, validated as a whole.</summary>
public sealed record DistillationSettings
{
    /// <summary>Default of <see cref="Dimensions"/>.</summary>
    public const int DefaultDimensions = 256;

    /// <summary>Default of <see cref="Passages"/>.</summary>
    public const int DefaultPassages = 60_000;

    /// <summary>Default of <see cref="Rounds"/>.</summary>
    public const int DefaultRounds = 20;

    /// <summary>Name of what is made.</summary>
    public required string Name { get; init; }

    /// <summary>Whose work the model is, and under which licence; goes into the file.</summary>
    public string Notice { get; init; } = "";

    /// <summary>Numbers in a vector, at least 16; no more than the model has are taken.</summary>
    public int Dimensions { get; init; } = DefaultDimensions;

    /// <summary>Passages of the texts, at most, that the table is fitted to; 0 leaves the vectors of tokens as the model gives them.</summary>
    public int Passages { get; init; } = DefaultPassages;

    /// <summary>How often the fit goes over the passages.</summary>
    public int Rounds { get; init; } = DefaultRounds;

    /// <summary>
    /// The a of the weights a / (a + p) of tokens, p being their share of all (Arora, Liang, Ma 2017).
    /// </summary>
    public double Smoothing { get; init; } = 1e-3;

    /// <summary>Every mistake in the settings, one sentence each; empty when they are usable.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (string.IsNullOrWhiteSpace(Name))
            mistakes.Add("the name is empty");
        if (Dimensions is < 16 or > 8192)
            mistakes.Add($"the dimensions are {Dimensions}; they must be 16 to 8192");
        if (Passages is < 0 or > 10_000_000)
            mistakes.Add($"the passages are {Passages}; they must be 0 to 10,000,000");
        if (Rounds is < 1 or > 1000)
            mistakes.Add($"the rounds are {Rounds}; they must be 1 to 1000");
        if (!(Smoothing is > 0 and <= 1))
            mistakes.Add($"the smoothing is {Smoothing}; it must be above 0 and at most 1");
        return mistakes;
    }
}
