using System.ClientModel;
using System.Text.Json;
using ProvenanceAudit.Models;

namespace ProvenanceAudit.Endpoints;

/// <summary>
/// A model behind an OpenAI-compatible API. The key goes into the Authorization header and nowhere else: not into messages, nor
/// to a host that the endpoint redirects to.
/// </summary>
public sealed class HttpModelEndpoint : IModelEndpoint, IDisposable
{
    private readonly HttpClient _http;
    private readonly ChatAsking? _chat;
    private readonly CompletionsAsking? _completions;
    private readonly TimeProvider _time;

    /// <summary>Prepares to ask; nothing is sent yet.</summary>
    /// <param name="settings">Valid settings.</param>
    /// <param name="apiKey">The key; null where none is wanted.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <exception cref="ArgumentException">
    /// The settings are invalid, or the key cannot be sent; the message names every mistake, without the key.
    /// </exception>
    public HttpModelEndpoint(HttpEndpointSettings settings, string? apiKey, TimeProvider? time = null)
    {
        IReadOnlyList<string> mistakes = [.. settings.Mistakes(), .. KeyMistakes(apiKey)];
        if (mistakes.Count > 0)
            throw new ArgumentException(string.Join("; ", mistakes), nameof(settings));
        _time = time ?? TimeProvider.System;
        HttpMessageHandler handler = new EndpointHandler(settings, apiKey, _time);
        if (settings.Api == EndpointApi.Chat)
            handler = new ForeignReasons(handler);
        _http = new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
        Identity = new EndpointIdentity(settings.Address.TrimEnd('/'), settings.Api, settings.Model);
        if (settings.Api == EndpointApi.Chat)
            _chat = new ChatAsking(_http, settings);
        else
            _completions = new CompletionsAsking(_http, settings);
    }

    /// <inheritdoc/>
    public EndpointIdentity Identity { get; }

    /// <summary>Why a key cannot be sent, without the key; empty when it can.</summary>
    public static IReadOnlyList<string> KeyMistakes(string? apiKey) => apiKey switch
    {
        null => [],
        "" => ["the API key is empty"],
        _ when apiKey.All(c => c is > ' ' and <= '~') => [],
        _ => ["the API key has white space or characters that no key has"],
    };

    /// <inheritdoc/>
    public async Task<ModelAnswer> AskAsync(ModelRequest request, CancellationToken cancellation = default)
    {
        DateTimeOffset asked = _time.GetUtcNow();
        try
        {
            AnswerParts parts = await (_chat?.AskAsync(request, cancellation) ?? _completions!.AskAsync(request, cancellation))
                .ConfigureAwait(false);
            return parts.At(asked, _time.GetUtcNow());
        }
        catch (Exception e) when (IsUnreadable(e))
        {
            throw HttpFailures.OfContent(e);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _chat?.Dispose();
        _http.Dispose();
    }

    // What readers of JSON throw where it has another shape than promised.
    private static bool IsUnreadable(Exception e) => e is JsonException or InvalidOperationException or KeyNotFoundException
        or FormatException or ArgumentException or ClientResultException or NullReferenceException or IndexOutOfRangeException;
}
