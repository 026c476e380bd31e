namespace ProvenanceAudit.Models.Probes;

/// <summary>What a model is asked, validated as a whole.</summary>
public sealed record ProbeSettings
{
    /// <summary>
    /// <see cref="PrefixWords"/> and <see cref="TargetWords"/> unless set: 50, as in the literature on extraction.
    /// </summary>
    public const int DefaultWords = 50;

    /// <summary><see cref="PositionsPerWork"/> unless set.</summary>
    public const int DefaultPositionsPerWork = 10;

    /// <summary><see cref="Seed"/> unless set.</summary>
    public const int DefaultSeed = 1;

    /// <summary>
    /// Places of each work from which the model is asked to go on, 0 to 100,000; fewer in works that have fewer.
    /// </summary>
    public int PositionsPerWork { get; init; } = DefaultPositionsPerWork;

    /// <summary>Words of a work that a continuation gives, 1 to 10,000.</summary>
    public int PrefixWords { get; init; } = DefaultWords;

    /// <summary>Words after the prefix that the answer is measured against, 1 to 10,000.</summary>
    public int TargetWords { get; init; } = DefaultWords;

    /// <summary>Chooses the places; the same seed gives the same places of the same text on every machine.</summary>
    public int Seed { get; init; } = DefaultSeed;

    /// <summary>Whether every work is also asked for by its title and author.</summary>
    public bool AskByTitle { get; init; }

    /// <summary>Prompts of the user's own, asked as they are.</summary>
    public IReadOnlyList<string> FreePrompts { get; init; } = [];

    /// <summary>The words around what is taken from a work; null for the defaults of the endpoint's API.</summary>
    public ProbeTemplates? Templates { get; init; }

    /// <summary>Every mistake in the settings, one sentence each; empty when they are usable.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (PositionsPerWork is < 0 or > 100_000)
            mistakes.Add($"the number of positions in a work is {PositionsPerWork}; it must be 0 to 100000");
        if (PrefixWords is < 1 or > 10_000)
            mistakes.Add($"the length of a prefix is {PrefixWords} words; it must be 1 to 10000");
        if (TargetWords is < 1 or > 10_000)
            mistakes.Add($"the length of a target is {TargetWords} words; it must be 1 to 10000");
        if (FreePrompts.Any(string.IsNullOrWhiteSpace))
            mistakes.Add("a prompt is empty");
        if (PositionsPerWork == 0 && !AskByTitle && FreePrompts.Count == 0)
            mistakes.Add("nothing would be asked: there are no positions, no title requests and no prompts");
        mistakes.AddRange(Templates?.Mistakes() ?? []);
        return mistakes;
    }
}
