using System.Text.Json;
using System.Text.Json.Nodes;

namespace MemorizingModel;

/// <summary>Requests and answers in the shapes of the OpenAI API.</summary>
internal static class ApiJson
{
    private const int DefaultTokens = 16;

    /// <summary>Reads a request of either API.</summary>
    /// <exception cref="FormatException">It is not one; the message says why.</exception>
    public static CompletionRequest Read(JsonNode? body, bool chat)
    {
        try
        {
            JsonObject request = body?.AsObject() ?? throw new FormatException("the body is not a JSON object");
            JsonNode? logProbabilities = request["logprobs"];
            return new CompletionRequest
            {
                Prompt = chat ? LastMessage(request) : request["prompt"]?.GetValue<string>()
                    ?? throw new FormatException("no prompt"),
                MaximumTokens = request["max_completion_tokens"]?.GetValue<int>() ?? request["max_tokens"]?.GetValue<int>()
                    ?? DefaultTokens,
                Temperature = request["temperature"]?.GetValue<double>() ?? 1,
                TopP = request["top_p"]?.GetValue<double>() ?? 1,
                Seed = request["seed"] is { } seed ? unchecked((int)seed.GetValue<long>()) : null,
                Choices = request["n"]?.GetValue<int>() ?? 1,
                Stop = request["stop"] switch
                {
                    JsonArray many => [.. many.Select(s => s!.GetValue<string>())],
                    { } one => [one.GetValue<string>()],
                    null => [],
                },
                LogProbabilities = chat ? logProbabilities?.GetValue<bool>() ?? false : logProbabilities is not null,
            };
        }
        catch (Exception e) when (e is InvalidOperationException or JsonException)
        {
            throw new FormatException(e.Message, e);
        }
    }

    /// <summary>An answer of chat completions.</summary>
    public static JsonObject Chat(ServerSettings settings, CompletionRequest request, int promptTokens,
        IReadOnlyList<Completion> choices) =>
        Envelope(settings, "chat.completion", promptTokens, choices, (choice, index) => new JsonObject
        {
            ["index"] = index,
            ["message"] = new JsonObject { ["role"] = "assistant", ["content"] = choice.Text },
            ["finish_reason"] = choice.FinishReason,
            ["logprobs"] = !request.LogProbabilities ? null : new JsonObject
            {
                ["content"] = new JsonArray([.. choice.Tokens.Select(t => new JsonObject
                {
                    ["token"] = t.Text,
                    ["logprob"] = t.LogProbability,
                    ["bytes"] = new JsonArray(
                        [.. System.Text.Encoding.UTF8.GetBytes(t.Text).Select(b => JsonValue.Create((int)b))]),
                    ["top_logprobs"] = new JsonArray(),
                })]),
            },
        });

    /// <summary>An answer of completions.</summary>
    public static JsonObject Completions(ServerSettings settings, CompletionRequest request, int promptTokens,
        IReadOnlyList<Completion> choices) =>
        Envelope(settings, "text_completion", promptTokens, choices, (choice, index) => new JsonObject
        {
            ["index"] = index,
            ["text"] = choice.Text,
            ["finish_reason"] = choice.FinishReason,
            ["logprobs"] = !request.LogProbabilities ? null : new JsonObject
            {
                ["tokens"] = new JsonArray([.. choice.Tokens.Select(t => JsonValue.Create(t.Text))]),
                ["token_logprobs"] = new JsonArray([.. choice.Tokens.Select(t => JsonValue.Create(t.LogProbability))]),
                ["top_logprobs"] = null,
                ["text_offset"] = null,
            },
        });

    /// <summary>An error.</summary>
    public static JsonObject Error(string message, string code) => new()
    {
        ["error"] = new JsonObject { ["message"] = message, ["type"] = "invalid_request_error", ["code"] = code },
    };

    private static JsonObject Envelope(
        ServerSettings settings, string kind, int promptTokens, IReadOnlyList<Completion> choices,
        Func<Completion, int, JsonObject> choiceOf)
    {
        int completionTokens = choices.Sum(c => c.Tokens.Count);
        var answer = new JsonObject
        {
            ["id"] = Guid.NewGuid().ToString("N"),
            ["object"] = kind,
            ["created"] = DateTimeOffset.UtcNow.ToUnixTimeSeconds(),
            ["model"] = settings.StatedModel,
            ["choices"] = new JsonArray([.. choices.Select(choiceOf)]),
        };
        if (!settings.Faults.WithoutUsage)
        {
            answer["usage"] = new JsonObject
            {
                ["prompt_tokens"] = promptTokens,
                ["completion_tokens"] = completionTokens,
                ["total_tokens"] = promptTokens + completionTokens,
            };
        }
        return answer;
    }

    /// <summary>The last message, whose content is a text or a list of parts.</summary>
    private static string LastMessage(JsonObject request)
    {
        JsonNode? content = request["messages"]?.AsArray().LastOrDefault()?["content"];
        return content switch
        {
            JsonArray parts => string.Concat(parts.Select(p => p?["text"]?.GetValue<string>())),
            { } text => text.GetValue<string>(),
            null => throw new FormatException("no message"),
        };
    }
}
