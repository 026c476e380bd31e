namespace ProvenanceAudit.Models;

/// <summary>What a model answered, as the endpoint states it. What it does not state is null.</summary>
public sealed record ModelAnswer
{
    /// <summary>The answer without the prompt; may be empty.</summary>
    public required string Text { get; init; }

    /// <summary>
    /// Why the answer ends, in the endpoint's word: <c>stop</c>, <c>length</c>, <c>content_filter</c> and others.
    /// </summary>
    public string? FinishReason { get; init; }

    /// <summary>Tokens of the prompt, as the endpoint counts them.</summary>
    public int? PromptTokens { get; init; }

    /// <summary>Tokens of the answer, hidden reasoning included, as the endpoint counts them.</summary>
    public int? CompletionTokens { get; init; }

    /// <summary>The tokens of the answer with their log-probabilities, when asked for and given.</summary>
    public IReadOnlyList<TokenLogProbability>? LogProbabilities { get; init; }

    /// <summary>Name and version of the model as the endpoint states it, often more exact than the name asked for.</summary>
    public string? StatedModel { get; init; }

    /// <summary>When the request was sent.</summary>
    public required DateTimeOffset Asked { get; init; }

    /// <summary>When the whole answer was there.</summary>
    public required DateTimeOffset Answered { get; init; }
}

/// <summary>One token of an answer.</summary>
/// <param name="Token">Its text; where a token is a part of a character, what the endpoint writes for it.</param>
/// <param name="LogProbability">Natural logarithm of its probability given all before it, at most 0.</param>
public readonly record struct TokenLogProbability(string Token, double LogProbability);
