using System.Globalization;
using System.Text.Json;
using ProvenanceAudit.Models;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.Endpoints;

/// <summary>Says what a failed request means: whether to ask again, to go on with other prompts, or to stop.</summary>
internal static class HttpFailures
{
    private const int LongestMessage = 300;

    public static EndpointException OfTimeout(TimeSpan timeout) => new(
        EndpointFailure.Temporary,
        string.Create(CultureInfo.InvariantCulture, $"it gave no answer in {timeout.TotalSeconds:0.#} seconds"),
        tokensMayBeSpent: true);

    /// <summary>No connection, or one that broke.</summary>
    public static EndpointException OfConnection(Exception error, int maximumBytes)
    {
        if (Causes(error).OfType<AddressNotAllowedException>().FirstOrDefault() is { } notAllowed)
            return new EndpointException(EndpointFailure.Unusable, notAllowed.Message);
        return (error as HttpRequestException)?.HttpRequestError switch
        {
            HttpRequestError.ConfigurationLimitExceeded => new EndpointException(
                EndpointFailure.Refused, $"its answer is larger than {maximumBytes} bytes", tokensMayBeSpent: true),
            HttpRequestError.SecureConnectionError => new EndpointException(
                EndpointFailure.Unusable, $"no secure connection: {Causes(error).Last().Message}"),
            HttpRequestError.NameResolutionError => new EndpointException(
                EndpointFailure.Temporary, "its host has no address that the network knows"),
            HttpRequestError.ConnectionError => new EndpointException(
                EndpointFailure.Temporary, $"no connection: {Causes(error).Last().Message}"),
            _ => new EndpointException(
                EndpointFailure.Temporary, $"the connection broke: {Causes(error).Last().Message}", tokensMayBeSpent: true),
        };
    }

    /// <summary>An answer of another kind than 2xx, whose content was read as far as it is of use.</summary>
    public static async Task<EndpointException> OfStatusAsync(HttpResponseMessage response, string? apiKey, DateTimeOffset now)
    {
        int status = (int)response.StatusCode;
        (string? message, string? code) = await SaidAsync(response).ConfigureAwait(false);
        string said = message is null ? "" : $": {Shown(message, apiKey)}";
        TimeSpan? retryAfter = response.Headers.RetryAfter is not { } header ? null
            : header.Delta ?? (header.Date > now ? header.Date - now : TimeSpan.Zero);
        EndpointException Unusable(string reason) => new(EndpointFailure.Unusable, reason);
        return status switch
        {
            // Such messages may repeat a part of the key.
            401 => Unusable(apiKey is null ? "it wants an API key (401)" : "it does not accept the API key (401)"),
            403 => Unusable($"it forbids the request (403){said}"),
            404 => Unusable($"there is no such model or address (404){said}"),
            >= 300 and < 400 => Unusable($"it redirects ({status}) to "
                + $"{Shown(response.Headers.Location?.ToString() ?? "nowhere", apiKey)}; name that address if it is right"),
            400 or 413 or 422 => new EndpointException(EndpointFailure.Refused, $"it refuses the request ({status}){said}"),
            429 when code == "insufficient_quota" => Unusable($"the account's quota is used up (429){said}"),
            429 => new EndpointException(EndpointFailure.Temporary, $"it has too many requests (429){said}", retryAfter),
            408 or 425 or >= 500 => new EndpointException(
                EndpointFailure.Temporary, $"it has an error of its own ({status}){said}", retryAfter, tokensMayBeSpent: true),
            _ => Unusable($"it answers with status {status}{said}"),
        };
    }

    /// <summary>The answer came, but is not what the API promises.</summary>
    public static EndpointException OfContent(Exception error) => new(
        EndpointFailure.Temporary, $"its answer cannot be read: {Shown(error.Message, null)}", tokensMayBeSpent: true);

    /// <summary>Message and code out of the JSON that servers explain errors in; other content says nothing to rely on.</summary>
    private static async Task<(string? Message, string? Code)> SaidAsync(HttpResponseMessage response)
    {
        try
        {
            byte[] content = await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false);
            using JsonDocument json = JsonDocument.Parse(content);
            if (json.RootElement.ValueKind != JsonValueKind.Object)
                return default;
            JsonElement error = json.RootElement.TryGetProperty("error", out JsonElement inner) ? inner : json.RootElement;
            if (error.ValueKind == JsonValueKind.String)
                return (error.GetString(), null);
            return (TextOf(error, "message") ?? TextOf(error, "detail"), TextOf(error, "code") ?? TextOf(error, "type"));
        }
        catch (Exception e) when (e is JsonException or HttpRequestException or IOException or InvalidOperationException)
        {
            return default;
        }
    }

    private static string? TextOf(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value)
        && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static string Shown(string message, string? apiKey)
    {
        string clean = string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c));
        if (apiKey is { Length: > 0 })
            clean = clean.Replace(apiKey, "(key)", StringComparison.OrdinalIgnoreCase);
        return clean.Length <= LongestMessage ? clean : clean[..LongestMessage] + "…";
    }

    private static IEnumerable<Exception> Causes(Exception? error)
    {
        for (; error is not null; error = error.InnerException)
            yield return error;
    }
}
