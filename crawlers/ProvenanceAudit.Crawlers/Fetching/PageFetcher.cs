using System.Collections.Concurrent;
using System.Diagnostics;
using System.Net;
using System.Net.Http.Headers;
using System.Net.Sockets;
using System.Text;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.Crawlers.Fetching;

/// <summary>
/// Asks for one address, once: no redirect is followed, no cookie kept, nothing sent that tells more than who asks. Never throws
/// for what servers do; connects to no machine that the policy forbids.
/// </summary>
public sealed class PageFetcher : IDisposable
{
    private readonly HttpClient _client;
    private readonly FetchLimits _limits;
    private readonly CrawlerIdentity _identity;
    private readonly TimeProvider _time;
    private readonly ConcurrentDictionary<string, IPAddress> _peers = new(StringComparer.Ordinal);

    /// <summary>Makes a fetcher; safe for concurrent use.</summary>
    public PageFetcher(CrawlerIdentity identity, AddressPolicy policy, FetchLimits? limits = null, TimeProvider? time = null)
    {
        (_identity, _limits, _time) = (identity, limits ?? new FetchLimits(), time ?? TimeProvider.System);
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = policy.AllowsProxy,
            AutomaticDecompression = DecompressionMethods.None,
            MaxResponseHeadersLength = _limits.MaximumHeaderKibibytes,
            ConnectTimeout = _limits.ConnectTimeout,
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            PooledConnectionIdleTimeout = TimeSpan.FromSeconds(30),
            // What a body leaves unread is not worth waiting for.
            MaxResponseDrainSize = 0,
            ConnectCallback = async (context, cancellation) =>
            {
                Stream stream = await policy.ConnectAsync(context, cancellation).ConfigureAwait(false);
                if (stream is NetworkStream { Socket.RemoteEndPoint: IPEndPoint peer })
                {
                    IPAddress address = peer.Address.IsIPv4MappedToIPv6 ? peer.Address.MapToIPv4() : peer.Address;
                    _peers[$"{context.DnsEndPoint.Host}:{context.DnsEndPoint.Port}"] = address;
                }
                return stream;
            },
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks for an address.</summary>
    /// <param name="address">Of http or https.</param>
    /// <param name="known">What an earlier answer said of itself, so that the server need not send the same again; or null.</param>
    /// <param name="cancellation">Breaks off.</param>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    public async Task<FetchOutcome> FetchAsync(CrawlAddress address, Validators? known, CancellationToken cancellation)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, address.ToUri());
        AddHeaders(request, known);
        long began = Stopwatch.GetTimestamp();
        var outcome = new FetchOutcome
        {
            Address = address,
            AskedAt = _time.GetUtcNow(),
            Took = TimeSpan.Zero,
            RequestHead = HeadOf(request, address),
        };
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(_limits.HeaderTimeout);
        try
        {
            using HttpResponseMessage response = await _client
                .SendAsync(request, HttpCompletionOption.ResponseHeadersRead, late.Token).ConfigureAwait(false);
            late.CancelAfter(_limits.BodyTimeout);
            (byte[] body, BodyCut cut) = await ReadBodyAsync(response, late.Token, cancellation).ConfigureAwait(false);
            return outcome with
            {
                Status = (int)response.StatusCode,
                StatusPhrase = response.ReasonPhrase ?? "",
                Headers = [.. HeadersOf(response)],
                Peer = _peers.GetValueOrDefault($"{request.RequestUri!.IdnHost}:{address.Port}"),
                Body = body,
                Cut = cut,
                Took = Stopwatch.GetElapsedTime(began),
            };
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return outcome with
            {
                Failure = FetchFailure.Timeout,
                FailureReason = $"no answer within {_limits.HeaderTimeout.TotalSeconds:0.#} seconds",
                Took = Stopwatch.GetElapsedTime(began),
            };
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            (FetchFailure failure, string reason) = FetchFailures.Of(e);
            return outcome with { Failure = failure, FailureReason = reason, Took = Stopwatch.GetElapsedTime(began) };
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private void AddHeaders(HttpRequestMessage request, Validators? known)
    {
        request.Headers.TryAddWithoutValidation("User-Agent", _identity.UserAgent);
        request.Headers.TryAddWithoutValidation(
            "Accept", "text/html, application/xhtml+xml, application/xml;q=0.9, text/plain;q=0.8, */*;q=0.1");
        request.Headers.TryAddWithoutValidation("Accept-Encoding", "gzip, br, deflate");
        if (known?.EntityTag is { } tag)
            request.Headers.TryAddWithoutValidation("If-None-Match", tag);
        if (known?.LastModified is { } modified)
            request.Headers.TryAddWithoutValidation("If-Modified-Since", modified);
    }

    private static string HeadOf(HttpRequestMessage request, CrawlAddress address)
    {
        var head = new StringBuilder($"GET {address.PathAndQuery} HTTP/1.1\r\nHost: {address.Authority}\r\n");
        foreach ((string name, HeaderStringValues values) in request.Headers.NonValidated)
            head.Append(name).Append(": ").Append(values.ToString()).Append("\r\n");
        return head.Append("\r\n").ToString();
    }

    private async Task<(byte[] Body, BodyCut Cut)> ReadBodyAsync(
        HttpResponseMessage response, CancellationToken late, CancellationToken cancellation)
    {
        using var body = new MemoryStream();
        byte[] buffer = new byte[1 << 15];
        try
        {
            Stream stream = await response.Content.ReadAsStreamAsync(late).ConfigureAwait(false);
            await using (stream.ConfigureAwait(false))
            {
                for (int read; (read = await stream.ReadAsync(buffer, late).ConfigureAwait(false)) > 0;)
                {
                    int room = _limits.MaximumBodyBytes - (int)body.Length;
                    body.Write(buffer, 0, Math.Min(read, room));
                    if (read > room)
                        return (body.ToArray(), BodyCut.Length);
                }
            }
            return (body.ToArray(), BodyCut.None);
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return (body.ToArray(), BodyCut.Time);
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException)
        {
            return (body.ToArray(), BodyCut.Disconnect);
        }
    }

    private static IEnumerable<KeyValuePair<string, string>> HeadersOf(HttpResponseMessage response)
    {
        foreach ((string name, HeaderStringValues values) in response.Headers.NonValidated.Concat(response.Content.Headers.NonValidated))
        {
            foreach (string value in values)
                yield return KeyValuePair.Create(name, value);
        }
    }
}
