using System.Net.Http.Headers;
using ProvenanceAudit.Models;

namespace ProvenanceAudit.Endpoints;

/// <summary>
/// Sends one request to the endpoint: with the key, within the time and the size allowed, and once. Whatever goes wrong leaves
/// as an <see cref="EndpointException"/> without the key in it.
/// </summary>
internal sealed class EndpointHandler : DelegatingHandler
{
    // Error pages may be long; the reason stands at the beginning.
    private const int MaximumErrorBytes = 64 << 10;

    private readonly HttpEndpointSettings _settings;
    private readonly string? _apiKey;
    private readonly TimeProvider _time;

    public EndpointHandler(HttpEndpointSettings settings, string? apiKey, TimeProvider time)
    {
        (_settings, _apiKey, _time) = (settings, apiKey, time);
        InnerHandler = new SocketsHttpHandler
        {
            // A redirect could carry prompts and key to another host.
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = settings.AddressPolicy.AllowsProxy,
            ConnectCallback = settings.AddressPolicy.ConnectAsync,
            ConnectTimeout = TimeSpan.FromSeconds(20),
            // Addresses change behind a name in an interview of days.
            PooledConnectionLifetime = TimeSpan.FromMinutes(10),
        };
    }

    protected override async Task<HttpResponseMessage> SendAsync(HttpRequestMessage request, CancellationToken cancellationToken)
    {
        request.Headers.Authorization = _apiKey is null ? null : new AuthenticationHeaderValue("Bearer", _apiKey);
        request.Headers.UserAgent.Clear();
        request.Headers.UserAgent.Add(new ProductInfoHeaderValue("provenance-audit", null));
        using var late = new CancellationTokenSource(_settings.Timeout, _time);
        using var either = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, late.Token);
        HttpResponseMessage? response = null;
        try
        {
            response = await base.SendAsync(request, either.Token).ConfigureAwait(false);
            bool answered = response.IsSuccessStatusCode;
            await response.Content.LoadIntoBufferAsync(answered ? _settings.MaximumAnswerBytes : MaximumErrorBytes, either.Token)
                .ConfigureAwait(false);
            if (answered)
                return response;
        }
        catch (OperationCanceledException) when (late.IsCancellationRequested && !cancellationToken.IsCancellationRequested)
        {
            response?.Dispose();
            throw HttpFailures.OfTimeout(_settings.Timeout);
        }
        catch (Exception e) when (e is HttpRequestException or IOException)
        {
            // An error status says enough without its page.
            if (response is not { IsSuccessStatusCode: false })
            {
                response?.Dispose();
                throw HttpFailures.OfConnection(e, _settings.MaximumAnswerBytes);
            }
        }
        using (response)
            throw await HttpFailures.OfStatusAsync(response!, _apiKey, _time.GetUtcNow()).ConfigureAwait(false);
    }
}
