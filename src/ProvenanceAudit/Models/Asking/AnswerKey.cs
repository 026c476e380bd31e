namespace ProvenanceAudit.Models.Asking;

/// <summary>One question of an interview: a probe, asked for the n-th time.</summary>
/// <param name="Probe">Ordinal of the probe, from 0.</param>
/// <param name="Sample">Number of the sample, from 0.</param>
public readonly record struct AnswerKey(int Probe, int Sample);

/// <summary>What was spent of a budget.</summary>
/// <param name="Requests">Requests sent, repeated ones included.</param>
/// <param name="Tokens">
/// Tokens of prompts and answers; where the endpoint did not state them, at least as many as they can have been.
/// </param>
public readonly record struct Spending(long Requests, long Tokens)
{
    /// <summary>Both together.</summary>
    public static Spending operator +(Spending a, Spending b) => new(a.Requests + b.Requests, a.Tokens + b.Tokens);
}
