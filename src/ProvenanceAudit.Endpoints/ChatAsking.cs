// JSON fields that the client has no property for are set by their path, which its makers call experimental.
#pragma warning disable SCME0001

using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using OpenAI.Chat;
using ProvenanceAudit.Models;
using ChatMessage = Microsoft.Extensions.AI.ChatMessage;

namespace ProvenanceAudit.Endpoints;

/// <summary>Asks by chat completions, through Microsoft.Extensions.AI and its OpenAI client.</summary>
internal sealed class ChatAsking : IDisposable
{
    private readonly IChatClient _client;
    private readonly TokenLimitField _tokenLimit;

    /// <param name="http">Sends the key; stays the caller's.</param>
    /// <param name="settings">Valid settings.</param>
    public ChatAsking(HttpClient http, HttpEndpointSettings settings)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(settings.Address),
            Transport = new HttpClientPipelineTransport(http),
            // Repeated requests count against the budget, and are counted elsewhere.
            RetryPolicy = new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = Timeout.InfiniteTimeSpan,
            ClientLoggingOptions = new ClientLoggingOptions { EnableLogging = false },
        };
        // The client wants a key; the handler puts the real one in its place, or none.
        var credential = new ApiKeyCredential("none");
        _client = new OpenAIClient(credential, options).GetChatClient(settings.Model).AsIChatClient();
        _tokenLimit = settings.TokenLimit;
    }

    /// <summary>Asks once.</summary>
    public async Task<AnswerParts> AskAsync(ModelRequest request, CancellationToken cancellation)
    {
        ForeignReasons.Note note = ForeignReasons.TakeNote();
        ChatResponse response = await _client.GetResponseAsync(
            [new ChatMessage(ChatRole.User, request.Prompt)], OptionsOf(request.Parameters), cancellation).ConfigureAwait(false);
        var raw = response.RawRepresentation as ChatCompletion;
        return new AnswerParts
        {
            // A refusal in words is what the model said.
            Text = response.Text is { Length: > 0 } text ? text : raw?.Refusal ?? "",
            FinishReason = note.Reason ?? response.FinishReason?.Value,
            PromptTokens = (int?)response.Usage?.InputTokenCount,
            CompletionTokens = (int?)response.Usage?.OutputTokenCount,
            StatedModel = response.ModelId,
            LogProbabilities = request.Parameters.LogProbabilities && raw?.ContentTokenLogProbabilities is { Count: > 0 } tokens
                ? [.. tokens.Select(t => new TokenLogProbability(t.Token, t.LogProbability))] : null,
        };
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private ChatOptions OptionsOf(DecodingParameters parameters) => new()
    {
        Temperature = (float?)parameters.Temperature,
        TopP = (float?)parameters.TopP,
        Seed = parameters.Seed,
        StopSequences = parameters.Stop.Count > 0 ? [.. parameters.Stop] : null,
        RawRepresentationFactory = _ =>
        {
            var raw = new ChatCompletionOptions { IncludeLogProbabilities = parameters.LogProbabilities ? true : null };
            if (_tokenLimit == TokenLimitField.MaxTokens)
                raw.Patch.Set("$.max_tokens"u8, parameters.MaximumTokens);
            else
                raw.MaxOutputTokenCount = parameters.MaximumTokens;
            return raw;
        },
    };
}
