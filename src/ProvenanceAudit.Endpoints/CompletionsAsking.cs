using System.Net.Http.Headers;
using System.Text.Json;
using ProvenanceAudit.Models;

namespace ProvenanceAudit.Endpoints;

/// <summary>
/// Asks by the older completions API, which base models are served with and which the OpenAI client leaves out.
/// </summary>
/// <param name="http">Sends the key; stays the caller's.</param>
/// <param name="settings">Valid settings.</param>
internal sealed class CompletionsAsking(HttpClient http, HttpEndpointSettings settings)
{
    private readonly Uri _address = new(settings.Address.TrimEnd('/') + "/completions");

    /// <summary>Asks once.</summary>
    public async Task<AnswerParts> AskAsync(ModelRequest request, CancellationToken cancellation)
    {
        using var content = new ByteArrayContent(BodyOf(request));
        content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using HttpResponseMessage response = await http.PostAsync(_address, content, cancellation).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellation).ConfigureAwait(false);
        using JsonDocument json = JsonDocument.Parse(body);
        JsonElement choice = json.RootElement.GetProperty("choices")[0];
        JsonElement? usage = Member(json.RootElement, "usage");
        return new AnswerParts
        {
            Text = choice.GetProperty("text").GetString() ?? "",
            FinishReason = TextOf(choice, "finish_reason"),
            PromptTokens = usage is { } u ? CountOf(u, "prompt_tokens") : null,
            CompletionTokens = usage is { } v ? CountOf(v, "completion_tokens") : null,
            StatedModel = TextOf(json.RootElement, "model"),
            LogProbabilities = request.Parameters.LogProbabilities && Member(choice, "logprobs") is { } logProbabilities
                ? Tokens(logProbabilities) : null,
        };
    }

    private byte[] BodyOf(ModelRequest request)
    {
        DecodingParameters parameters = request.Parameters;
        var body = new MemoryStream();
        using (var json = new Utf8JsonWriter(body))
        {
            json.WriteStartObject();
            json.WriteString("model", settings.Model);
            json.WriteString("prompt", request.Prompt);
            json.WriteNumber("max_tokens", parameters.MaximumTokens);
            if (parameters.Temperature is { } temperature)
                json.WriteNumber("temperature", temperature);
            if (parameters.TopP is { } topP)
                json.WriteNumber("top_p", topP);
            if (parameters.Seed is { } seed)
                json.WriteNumber("seed", seed);
            if (parameters.Stop.Count > 0)
            {
                json.WriteStartArray("stop");
                foreach (string stop in parameters.Stop)
                    json.WriteStringValue(stop);
                json.WriteEndArray();
            }
            // The number of alternatives to each token; some servers take 0, which is enough, for none at all.
            if (parameters.LogProbabilities)
                json.WriteNumber("logprobs", 1);
            json.WriteEndObject();
        }
        return body.ToArray();
    }

    /// <summary>The tokens that have a log-probability; the first of a text may have none.</summary>
    private static List<TokenLogProbability> Tokens(JsonElement logProbabilities)
    {
        var tokens = new List<TokenLogProbability>();
        JsonElement words = logProbabilities.GetProperty("tokens"), values = logProbabilities.GetProperty("token_logprobs");
        for (int i = 0; i < Math.Min(words.GetArrayLength(), values.GetArrayLength()); i++)
        {
            if (values[i].ValueKind == JsonValueKind.Number)
                tokens.Add(new TokenLogProbability(words[i].GetString() ?? "", values[i].GetDouble()));
        }
        return tokens;
    }

    private static string? TextOf(JsonElement parent, string name) =>
        Member(parent, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static int? CountOf(JsonElement usage, string name) =>
        Member(usage, name) is { ValueKind: JsonValueKind.Number } count && count.TryGetInt32(out int value) ? value : null;

    private static JsonElement? Member(JsonElement parent, string name) =>
        parent.TryGetProperty(name, out JsonElement value) && value.ValueKind != JsonValueKind.Null ? value : null;
}
