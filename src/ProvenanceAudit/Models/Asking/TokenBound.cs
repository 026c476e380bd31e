using System.Text;

namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// Bounds on tokens without the model's tokeniser: a token of a byte-level vocabulary stands for at least one byte, so that a
/// text has at most as many tokens as bytes.
/// </summary>
public static class TokenBound
{
    // What a chat template puts around one message: roles and marks, about 10 in known ones, and a short system message.
    private const int FrameTokens = 64;

    /// <summary>Most tokens that a request can cost, its answer included.</summary>
    public static long OfRequest(string prompt, DecodingParameters parameters) => OfPrompt(prompt) + parameters.MaximumTokens;

    /// <summary>What an answered request cost: as the endpoint states it, and by these bounds where it does not.</summary>
    public static long OfAnswer(string prompt, DecodingParameters parameters, ModelAnswer answer) =>
        (answer.PromptTokens ?? OfPrompt(prompt))
        + (answer.CompletionTokens ?? Math.Min(parameters.MaximumTokens, Encoding.UTF8.GetByteCount(answer.Text) + 1L));

    private static long OfPrompt(string prompt) => Encoding.UTF8.GetByteCount(prompt) + (long)FrameTokens;
}
