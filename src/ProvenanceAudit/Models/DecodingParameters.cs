namespace ProvenanceAudit.Models;

/// <summary>
/// How a model chooses its words, validated as a whole and kept with every answer. What is null is left to the endpoint.
/// </summary>
public sealed record DecodingParameters
{
    /// <summary><see cref="MaximumTokens"/> unless set: about 150 words of English, more than a default target has.</summary>
    public const int DefaultMaximumTokens = 256;

    /// <summary>Most <see cref="Stop"/> sequences: what the OpenAI API takes.</summary>
    public const int MostStopSequences = 4;

    /// <summary>Most tokens of one answer, 1 to 1,000,000. The budget of tokens counts on it.</summary>
    public int MaximumTokens { get; init; } = DefaultMaximumTokens;

    /// <summary>Sampling temperature, 0 to 2; 0 gives the most likely words.</summary>
    public double? Temperature { get; init; }

    /// <summary>Share of probability that words are sampled from (nucleus sampling), above 0, at most 1.</summary>
    public double? TopP { get; init; }

    /// <summary>
    /// Seed of the first sample, where the endpoint knows seeds; each further sample of a prompt has the next number. From 0.
    /// </summary>
    public int? Seed { get; init; }

    /// <summary>Texts at which the answer ends; at most <see cref="MostStopSequences"/>, none empty.</summary>
    public IReadOnlyList<string> Stop { get; init; } = [];

    /// <summary>Whether the log-probability of every token of the answer is wanted.</summary>
    public bool LogProbabilities { get; init; }

    /// <summary>Every mistake in the parameters, one sentence each; empty when they are usable.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (MaximumTokens is < 1 or > 1_000_000)
            mistakes.Add($"the most tokens of an answer are {MaximumTokens}; they must be 1 to 1000000");
        if (Temperature is { } temperature && !(temperature is >= 0 and <= 2))
            mistakes.Add($"the temperature is {temperature}; it must be 0 to 2");
        if (TopP is { } topP && !(topP is > 0 and <= 1))
            mistakes.Add($"top-p is {topP}; it must be above 0 and at most 1");
        if (Seed < 0)
            mistakes.Add($"the seed of sampling is {Seed}; it must be at least 0");
        if (Stop.Count > MostStopSequences)
            mistakes.Add($"there are {Stop.Count} stop sequences; at most {MostStopSequences} can be used");
        if (Stop.Any(string.IsNullOrEmpty))
            mistakes.Add("a stop sequence is empty");
        return mistakes;
    }

    /// <summary>The parameters of one sample: all the same but the seed.</summary>
    /// <param name="sample">Number of the sample of its prompt, from 0.</param>
    public DecodingParameters ForSample(int sample) =>
        Seed is { } seed ? this with { Seed = (int)(((long)seed + sample) % ((long)int.MaxValue + 1)) } : this;

    /// <inheritdoc/>
    public bool Equals(DecodingParameters? other) =>
        other is not null && MaximumTokens == other.MaximumTokens && Temperature == other.Temperature && TopP == other.TopP
        && Seed == other.Seed && LogProbabilities == other.LogProbabilities
        && Stop.SequenceEqual(other.Stop, StringComparer.Ordinal);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(MaximumTokens, Temperature, TopP, Seed, LogProbabilities, Stop.Count);
}
