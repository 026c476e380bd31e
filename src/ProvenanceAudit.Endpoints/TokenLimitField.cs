namespace ProvenanceAudit.Endpoints;

/// <summary>The field of a chat request that limits the tokens of the answer: servers know one of the two.</summary>
public enum TokenLimitField
{
    /// <summary><c>max_tokens</c>, which nearly all servers know.</summary>
    MaxTokens,

    /// <summary><c>max_completion_tokens</c>, the only one that the reasoning models of OpenAI take.</summary>
    MaxCompletionTokens,
}
