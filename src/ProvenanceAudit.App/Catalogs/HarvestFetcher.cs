using System.Net;
using System.Net.Sockets;
using ProvenanceAudit.Catalogs.Harvesting;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.App.Catalogs;

/// <summary>
/// Asks interfaces for records over the network. Redirects are followed, each connection made only to machines that the policy allows;
/// answers are bounded in size and time. Rules for crawlers are not asked for: an interface is there to be asked by programs.
/// </summary>
internal sealed class HarvestFetcher : IDisposable
{
    /// <summary>Most bytes of one answer, after its content coding is undone.</summary>
    public const int LongestAnswer = 256 << 20;

    private const int MostRedirects = 5;

    // Repositories make long answers while they are asked.
    private static readonly TimeSpan LongestRequest = TimeSpan.FromMinutes(5);

    private readonly HttpClient _client;
    private readonly string _agent;

    /// <summary>Makes a fetcher; safe for concurrent use.</summary>
    /// <param name="policy">Which machines may be asked.</param>
    /// <param name="contact">How whoever asks is reached, in printable ASCII; null for none.</param>
    public HarvestFetcher(AddressPolicy policy, string? contact)
    {
        _agent = new CrawlerIdentity(contact: contact).UserAgent;
        _client = new HttpClient(new SocketsHttpHandler
        {
            AllowAutoRedirect = false,
            UseCookies = false,
            UseProxy = policy.AllowsProxy,
            AutomaticDecompression = DecompressionMethods.All,
            ConnectTimeout = TimeSpan.FromSeconds(30),
            PooledConnectionLifetime = TimeSpan.FromMinutes(5),
            ConnectCallback = policy.ConnectAsync,
        })
        {
            Timeout = Timeout.InfiniteTimeSpan,
        };
    }

    /// <summary>Asks for an address; a <see cref="HarvestFetch"/>.</summary>
    public async Task<HarvestAnswer> FetchAsync(Uri address, CancellationToken cancellation)
    {
        using var late = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
        late.CancelAfter(LongestRequest);
        try
        {
            for (int redirects = 0; ; redirects++)
            {
                using var request = new HttpRequestMessage(HttpMethod.Get, address);
                request.Headers.TryAddWithoutValidation("User-Agent", _agent);
                request.Headers.TryAddWithoutValidation("Accept", "application/json, application/xml, text/xml;q=0.9, */*;q=0.5");
                using HttpResponseMessage response = await _client.SendAsync(request, HttpCompletionOption.ResponseHeadersRead, late.Token);
                if ((int)response.StatusCode is not (301 or 302 or 303 or 307 or 308) || response.Headers.Location is not { } location)
                    return await ReadAsync(response, late.Token);
                var next = new Uri(address, location);
                if (redirects == MostRedirects)
                    return Final(response, $"it sends on more than {MostRedirects} times");
                if (next.Scheme != Uri.UriSchemeHttps && next.Scheme != address.Scheme)
                    return Final(response, $"it sends on to an address of '{next.Scheme}', which is not followed");
                address = next;
            }
        }
        catch (OperationCanceledException) when (!cancellation.IsCancellationRequested)
        {
            return new HarvestAnswer(0, default, Failure: $"no whole answer came within {LongestRequest.TotalMinutes:0} minutes");
        }
        catch (Exception e) when (e is HttpRequestException or IOException or SocketException or InvalidDataException)
        {
            Exception? forbidden = e;
            while (forbidden is not null and not AddressNotAllowedException)
                forbidden = forbidden.InnerException;
            return new HarvestAnswer(0, default, Failure: (forbidden ?? e).Message.TrimEnd('.'), IsFinal: forbidden is not null);
        }
    }

    /// <inheritdoc/>
    public void Dispose() => _client.Dispose();

    private static async Task<HarvestAnswer> ReadAsync(HttpResponseMessage response, CancellationToken cancellation)
    {
        string? retryAfter = response.Headers.TryGetValues("Retry-After", out IEnumerable<string>? values) ? values.FirstOrDefault() : null;
        using var body = new MemoryStream();
        byte[] buffer = new byte[1 << 16];
        await using Stream stream = await response.Content.ReadAsStreamAsync(cancellation);
        for (int read; (read = await stream.ReadAsync(buffer, cancellation)) > 0;)
        {
            if (body.Length + read > LongestAnswer)
                return Final(response, $"an answer is longer than {LongestAnswer >> 20} MiB; ask for fewer records at once");
            body.Write(buffer, 0, read);
        }
        return new HarvestAnswer((int)response.StatusCode, body.GetBuffer().AsMemory(0, (int)body.Length), retryAfter);
    }

    private static HarvestAnswer Final(HttpResponseMessage response, string reason) => new((int)response.StatusCode, default, Failure: reason, IsFinal: true);
}
