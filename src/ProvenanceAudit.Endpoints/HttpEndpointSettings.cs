using ProvenanceAudit.Models;
using ProvenanceAudit.Net;

namespace ProvenanceAudit.Endpoints;

/// <summary>
/// Where a model is and how it is asked over HTTP, validated as a whole. The key is not among it: settings are shown.
/// </summary>
public sealed record HttpEndpointSettings
{
    /// <summary><see cref="Timeout"/> unless set: a long answer of a slow model.</summary>
    public static readonly TimeSpan DefaultTimeout = TimeSpan.FromMinutes(3);

    /// <summary>
    /// Base address of an OpenAI-compatible API: what stands before <c>/chat/completions</c>, often ending in <c>/v1</c>.
    /// </summary>
    public required string Address { get; init; }

    /// <summary>Name of the model, as the endpoint knows it.</summary>
    public required string Model { get; init; }

    /// <summary>Which of the two APIs is used.</summary>
    public EndpointApi Api { get; init; } = EndpointApi.Chat;

    /// <summary>The field that limits the tokens of a chat answer.</summary>
    public TokenLimitField TokenLimit { get; init; } = TokenLimitField.MaxTokens;

    /// <summary>Longest wait for a whole answer, 1 second to 1 hour.</summary>
    public TimeSpan Timeout { get; init; } = DefaultTimeout;

    /// <summary>Largest answer that is read, in bytes of HTTP content, 1 KiB to 1 GiB.</summary>
    public int MaximumAnswerBytes { get; init; } = 16 << 20;

    /// <summary>Which machines may be connected to.</summary>
    public AddressPolicy AddressPolicy { get; init; } = AddressPolicy.Any;

    /// <summary>Every mistake in the settings, one sentence each; empty when they are usable.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (AddressMistake() is { } mistake)
            mistakes.Add(mistake);
        if (string.IsNullOrWhiteSpace(Model))
            mistakes.Add("the model has no name");
        if (Timeout < TimeSpan.FromSeconds(1) || Timeout > TimeSpan.FromHours(1))
            mistakes.Add($"the longest wait for an answer is {Timeout}; it must be a second to an hour");
        if (MaximumAnswerBytes is < 1 << 10 or > 1 << 30)
            mistakes.Add($"the largest answer is {MaximumAnswerBytes} bytes; it must be 1024 to 1073741824");
        return mistakes;
    }

    // Without the address itself in the words where it may hold a password.
    private string? AddressMistake()
    {
        if (!Uri.TryCreate(Address, UriKind.Absolute, out Uri? uri) || uri.Scheme is not ("http" or "https")
            || uri.Host.Length == 0)
            return "the endpoint's address must begin with http:// or https:// and a host";
        if (uri.UserInfo.Length > 0)
            return "the endpoint's address holds a user name or password; a key is given apart from it";
        if (uri.Query.Length > 0 || uri.Fragment.Length > 0)
            return "the endpoint's address has a query or fragment; name the base address alone";
        return uri.AbsolutePath.TrimEnd('/').EndsWith("/completions", StringComparison.OrdinalIgnoreCase)
            ? "the endpoint's address ends in /completions; name the base address before it, such as https://host/v1" : null;
    }
}
