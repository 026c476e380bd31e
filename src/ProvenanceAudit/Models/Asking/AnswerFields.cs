using System.Text.Json;
using ProvenanceAudit.Models.Probes;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// Reads an <see cref="AnswerRecord"/> out of a JSON object; what is missing or of another type is told by its name.
/// </summary>
internal static class AnswerFields
{
    public static AnswerRecord Read(JsonElement line)
    {
        JsonElement probe = Object(line, "probe"), endpoint = Object(line, "endpoint"), spent = Object(line, "spent");
        string prompt = Text(line, "prompt");
        var identity = new EndpointIdentity(
            Text(endpoint, "address"), AnswerWords.ApiOf(Text(endpoint, "api")) ?? throw Wrong("endpoint.api"),
            Text(line, "model"));
        return new AnswerRecord
        {
            Plan = Text(probe, "plan"),
            Probe = ReadProbe(probe, prompt),
            Sample = Whole(probe, "sample"),
            Endpoint = identity,
            Parameters = ReadParameters(Object(line, "parameters")),
            Answer = line.TryGetProperty("error", out _) ? null : ReadAnswer(line),
            Failure = line.TryGetProperty("error", out _) ? ReadFailure(line) : null,
            Spent = new Spending(Whole(spent, "requests"), Large(spent, "tokens")),
        };
    }

    private static Probe ReadProbe(JsonElement probe, string prompt) => new()
    {
        Ordinal = Whole(probe, "ordinal"),
        Kind = AnswerWords.KindOf(Text(probe, "kind")) ?? throw Wrong("probe.kind"),
        Prompt = prompt,
        WorkId = TextOrNull(probe, "work_id"),
        Prefix = SpanOrNull(probe, "prefix"),
        Target = SpanOrNull(probe, "target"),
        TargetText = TextOrNull(probe, "target_text"),
    };

    private static DecodingParameters ReadParameters(JsonElement parameters) => new()
    {
        MaximumTokens = Whole(parameters, "max_tokens"),
        Temperature = NumberOrNull(parameters, "temperature"),
        TopP = NumberOrNull(parameters, "top_p"),
        Seed = WholeOrNull(parameters, "seed"),
        Stop = parameters.TryGetProperty("stop", out _) ? [.. Items(parameters, "stop").Select(i => TextOf(i, "stop"))] : [],
        LogProbabilities = parameters.TryGetProperty("logprobs", out JsonElement wanted)
            && wanted.ValueKind == JsonValueKind.True,
    };

    private static ModelAnswer ReadAnswer(JsonElement line)
    {
        JsonElement usage = Object(line, "usage");
        return new ModelAnswer
        {
            Text = Text(line, "text"),
            FinishReason = Text(line, "finish_reason") is { Length: > 0 } reason ? reason : null,
            PromptTokens = WholeOrNull(usage, "prompt_tokens"),
            CompletionTokens = WholeOrNull(usage, "completion_tokens"),
            StatedModel = TextOrNull(line, "stated_model"),
            LogProbabilities = line.TryGetProperty("logprobs", out _) ? ReadLogProbabilities(Object(line, "logprobs")) : null,
            Asked = Time(line, "asked"),
            Answered = Time(line, "answered"),
        };
    }

    private static TokenLogProbability[] ReadLogProbabilities(JsonElement logProbabilities)
    {
        JsonElement[] tokens = [.. Items(logProbabilities, "tokens")];
        JsonElement[] values = [.. Items(logProbabilities, "token_logprobs")];
        if (tokens.Length != values.Length)
            throw Wrong("logprobs");
        return [.. tokens.Zip(values, (token, value) => new TokenLogProbability(
            TextOf(token, "logprobs.tokens"),
            value.ValueKind == JsonValueKind.Number ? value.GetDouble() : throw Wrong("logprobs.token_logprobs")))];
    }

    private static AskingFailure ReadFailure(JsonElement line)
    {
        JsonElement error = Object(line, "error");
        return new AskingFailure(
            AnswerWords.FailureOf(Text(error, "kind")) ?? throw Wrong("error.kind"), Text(error, "message"), Time(line, "asked"),
            Time(line, "answered"));
    }

    private static JsonElement Object(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Object ? value : throw Wrong(name);

    private static JsonElement.ArrayEnumerator Items(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Array
            ? value.EnumerateArray() : throw Wrong(name);

    private static string Text(JsonElement parent, string name) => TextOrNull(parent, name) ?? throw Wrong(name);

    private static string? TextOrNull(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) ? TextOf(value, name) : null;

    private static string TextOf(JsonElement value, string name)
    {
        try
        {
            return value.ValueKind == JsonValueKind.String ? value.GetString()! : throw Wrong(name);
        }
        catch (InvalidOperationException)
        {
            // Half a surrogate pair, which this program does not write.
            throw Wrong(name);
        }
    }

    private static DateTimeOffset Time(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String
        && value.TryGetDateTimeOffset(out DateTimeOffset time) ? time : throw Wrong(name);

    private static int Whole(JsonElement parent, string name) => WholeOrNull(parent, name) ?? throw Wrong(name);

    private static int? WholeOrNull(JsonElement parent, string name) => !parent.TryGetProperty(name, out JsonElement value) ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetInt32(out int number) ? number : throw Wrong(name);

    private static long Large(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number
        && value.TryGetInt64(out long number) ? number : throw Wrong(name);

    private static double? NumberOrNull(JsonElement parent, string name) => !parent.TryGetProperty(name, out JsonElement value)
        ? null
        : value.ValueKind == JsonValueKind.Number && value.TryGetDouble(out double number) ? number : throw Wrong(name);

    private static TextSpan? SpanOrNull(JsonElement parent, string name) =>
        WholeOrNull(parent, name + "_start") is { } start ? new TextSpan(start, Whole(parent, name + "_end")) : null;

    private static InvalidDataException Wrong(string name) => new($"'{name}' is missing, or is not what an answer has there");
}
