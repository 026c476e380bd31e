using ProvenanceAudit.Models;

namespace ProvenanceAudit.Endpoints;

/// <summary>What an API gave, before it is known how long it took.</summary>
internal sealed record AnswerParts
{
    public required string Text { get; init; }

    public string? FinishReason { get; init; }

    public int? PromptTokens { get; init; }

    public int? CompletionTokens { get; init; }

    public string? StatedModel { get; init; }

    public IReadOnlyList<TokenLogProbability>? LogProbabilities { get; init; }

    public ModelAnswer At(DateTimeOffset asked, DateTimeOffset answered) => new()
    {
        Text = Text,
        FinishReason = FinishReason,
        // A negative count is no count, and would give a budget back what was never spent.
        PromptTokens = PromptTokens >= 0 ? PromptTokens : null,
        CompletionTokens = CompletionTokens >= 0 ? CompletionTokens : null,
        StatedModel = StatedModel,
        LogProbabilities = LogProbabilities,
        Asked = asked,
        Answered = answered,
    };
}
