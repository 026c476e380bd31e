using System.Net;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Warc;

namespace ProvenanceAudit.Crawlers.Fetching;

/// <summary>Why an address gave no answer.</summary>
public enum FetchFailure
{
    /// <summary>The host's name is not known.</summary>
    UnknownHost,

    /// <summary>The host has no address that this crawler may connect to.</summary>
    ForbiddenAddress,

    /// <summary>The connection was refused, reset or never made; or it is not encrypted as it should be.</summary>
    Connection,

    /// <summary>No headers within the time.</summary>
    Timeout,

    /// <summary>What came is not HTTP, or its headers are too long.</summary>
    Protocol,
}

/// <summary>Why a body is not whole.</summary>
public enum BodyCut
{
    /// <summary>It is whole.</summary>
    None,

    /// <summary>It is longer than the limit.</summary>
    Length,

    /// <summary>It did not end within the time.</summary>
    Time,

    /// <summary>The connection broke off before its end.</summary>
    Disconnect,
}

/// <summary>One request and what came back.</summary>
public sealed record FetchOutcome
{
    /// <summary>What was asked for.</summary>
    public required CrawlAddress Address { get; init; }

    /// <summary>When it was asked, in UTC.</summary>
    public required DateTimeOffset AskedAt { get; init; }

    /// <summary>How long it took until the last byte.</summary>
    public required TimeSpan Took { get; init; }

    /// <summary>The request's headers as they were sent, with the request line.</summary>
    public required string RequestHead { get; init; }

    /// <summary>Why there is no answer; null where there is one.</summary>
    public FetchFailure? Failure { get; init; }

    /// <summary>One sentence on <see cref="Failure"/>.</summary>
    public string? FailureReason { get; init; }

    /// <summary>The IP address that answered.</summary>
    public IPAddress? Peer { get; init; }

    /// <summary>Status of the answer; 0 where there is none.</summary>
    public int Status { get; init; }

    /// <summary>Reason phrase of the status line; may be empty.</summary>
    public string StatusPhrase { get; init; } = "";

    /// <summary>Headers of the answer, in order; values as sent, one entry for each line.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Headers { get; init; } = [];

    /// <summary>Body as it was sent, its content coding kept, its transfer coding undone.</summary>
    public byte[] Body { get; init; } = [];

    /// <summary>Why the body is not whole.</summary>
    public BodyCut Cut { get; init; }

    /// <summary>Value of a header; the first of several; null where there is none.</summary>
    public string? Header(string name)
    {
        foreach ((string header, string value) in Headers)
        {
            if (header.Equals(name, StringComparison.OrdinalIgnoreCase))
                return value;
        }
        return null;
    }

    /// <summary>The body without its content codings.</summary>
    /// <param name="limit">Most bytes that are kept.</param>
    public HttpBody Decoded(int limit)
    {
        using var body = new MemoryStream(Body, writable: false);
        string? codings = string.Join(',', Headers
            .Where(h => h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase)).Select(h => h.Value));
        return HttpBody.Read(body, chunked: false, codings, limit);
    }

    /// <summary>Whether the answer sends elsewhere: 301, 302, 303, 307, 308 with a Location.</summary>
    public bool IsRedirect => Status is 301 or 302 or 303 or 307 or 308 && Header("Location") is not null;
}
