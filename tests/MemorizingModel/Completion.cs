using System.Text;

namespace MemorizingModel;

/// <summary>What is asked for, by either API.</summary>
internal sealed record CompletionRequest
{
    public required string Prompt { get; init; }

    public required int MaximumTokens { get; init; }

    public double Temperature { get; init; } = 1;

    public double TopP { get; init; } = 1;

    public int? Seed { get; init; }

    public int Choices { get; init; } = 1;

    public IReadOnlyList<string> Stop { get; init; } = [];

    public bool LogProbabilities { get; init; }
}

/// <summary>One answer: a text and its tokens.</summary>
internal sealed record Completion(string Text, string FinishReason, IReadOnlyList<(string Text, double LogProbability)> Tokens)
{
    /// <summary>Lets a model speak until it ends, says a stop sequence, or has said as many tokens as are wanted.</summary>
    public static Completion Of(NgramModel model, CompletionRequest request, int choice)
    {
        var random = request.Seed is { } seed ? new Random(unchecked(seed + choice)) : new Random();
        var text = new StringBuilder();
        var tokens = new List<(string, double)>();
        foreach ((int token, double logProbability) in model.Generate(request.Prompt, request.Temperature, request.TopP, random))
        {
            text.Append(model.TextOf(token));
            tokens.Add((model.TextOf(token), logProbability));
            string said = text.ToString();
            int stop = request.Stop.Select(s => said.IndexOf(s, StringComparison.Ordinal)).Where(at => at >= 0)
                .DefaultIfEmpty(-1).Min();
            if (stop >= 0)
                return new Completion(said[..stop], "stop", tokens);
            if (tokens.Count == request.MaximumTokens)
                return new Completion(said, "length", tokens);
        }
        return new Completion(text.ToString(), "stop", tokens);
    }
}
