using System.Net.Http.Headers;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace ProvenanceAudit.Endpoints;

/// <summary>
/// Lets answers through whose <c>finish_reason</c> is a word of the server's own, such as <c>eos</c>: the OpenAI client takes no
/// others than OpenAI's. The client is given <c>stop</c>, and the word itself is handed to who asked.
/// </summary>
internal sealed class ForeignReasons(HttpMessageHandler inner) : DelegatingHandler(inner)
{
    private static readonly string[] Known = ["stop", "length", "content_filter", "tool_calls", "function_call"];

    // Between who asks and this handler stands the client, which hands nothing through.
    private static readonly AsyncLocal<Note?> Taken = new();

    /// <summary>What the answer to the next request of this flow says, where the client could not take it.</summary>
    public static Note TakeNote() => Taken.Value = new Note();

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        HttpResponseMessage response = await base.SendAsync(request, cancellationToken).ConfigureAwait(false);
        byte[] body = await response.Content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (Taken.Value is { } note && ReasonIn(body) is { } reason && !Known.Contains(reason, StringComparer.Ordinal))
        {
            note.Reason = reason;
            JsonNode answer = JsonNode.Parse(body)!;
            answer["choices"]![0]!["finish_reason"] = "stop";
            var content = new ByteArrayContent(JsonSerializer.SerializeToUtf8Bytes(answer));
            content.Headers.ContentType = MediaTypeHeaderValue.Parse("application/json");
            response.Content = content;
        }
        return response;
    }

    private static string? ReasonIn(byte[] body)
    {
        try
        {
            using JsonDocument answer = JsonDocument.Parse(body);
            return answer.RootElement.ValueKind == JsonValueKind.Object
                && answer.RootElement.TryGetProperty("choices", out JsonElement choices)
                && choices.ValueKind == JsonValueKind.Array && choices.GetArrayLength() > 0
                && choices[0].ValueKind == JsonValueKind.Object
                && choices[0].TryGetProperty("finish_reason", out JsonElement reason) && reason.ValueKind == JsonValueKind.String
                ? reason.GetString() : null;
        }
        catch (Exception e) when (e is JsonException or InvalidOperationException)
        {
            // The client says what is wrong with it.
            return null;
        }
    }

    /// <summary>Where the word is put.</summary>
    public sealed class Note
    {
        /// <summary>The server's own word; null when it is one of OpenAI's, or none.</summary>
        public string? Reason { get; set; }
    }
}
