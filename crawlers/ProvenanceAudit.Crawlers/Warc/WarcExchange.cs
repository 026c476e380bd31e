namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>One request and what came of it, as <see cref="WarcWriter.Write"/> keeps them.</summary>
public sealed record WarcExchange
{
    /// <summary>The address that was asked for, to the letter.</summary>
    public required string TargetUri { get; init; }

    /// <summary>When the answer began to arrive.</summary>
    public required DateTimeOffset Date { get; init; }

    /// <summary>The address of the machine that answered, as text; null where it is not known.</summary>
    public string? IpAddress { get; init; }

    /// <summary>Request line and headers as sent, with the empty line; see <see cref="HttpHead.Request"/>.</summary>
    public required ReadOnlyMemory<byte> RequestHead { get; init; }

    /// <summary>Status line and headers as got, with the empty line; see <see cref="HttpHead.Response"/>.</summary>
    public required ReadOnlyMemory<byte> ResponseHead { get; init; }

    /// <summary>The body as got, its content coding left; without chunks where the head says so.</summary>
    public ReadOnlyMemory<byte> Body { get; init; }

    /// <summary>Why the body is not whole; null where it is.</summary>
    public WarcTruncation? Truncated { get; init; }

    /// <summary>The earlier answer whose content this one repeats: the body is then not written again.</summary>
    public WarcRevisit? Revisit { get; init; }

    /// <summary>What else is known of the answer, written as a metadata record; none where empty.</summary>
    public IReadOnlyList<KeyValuePair<string, string>> Metadata { get; init; } = [];
}

/// <summary>Why a body is not whole (ISO 28500:2017, 5.13).</summary>
public enum WarcTruncation
{
    /// <summary>It was longer than allowed.</summary>
    Length,

    /// <summary>It took longer than allowed.</summary>
    Time,

    /// <summary>The connection was lost.</summary>
    Disconnect,

    /// <summary>Another reason, or one that is not known.</summary>
    Unspecified,
}

/// <summary>The earlier answer that a revisit record refers to (ISO 28500:2017, 6.7).</summary>
/// <param name="TargetUri">Its address.</param>
/// <param name="Date">Its date, as its record states it.</param>
/// <param name="RecordId">Its record's id, such as <c>&lt;urn:uuid:...&gt;</c>; null where it is not known.</param>
/// <param name="PayloadDigest">Its payload's digest, as its record states it; null where it is not known.</param>
/// <param name="NotModified">Whether the server said so (status 304), and the digests were not compared.</param>
public sealed record WarcRevisit(string TargetUri, DateTimeOffset Date, string? RecordId, string? PayloadDigest, bool NotModified);

/// <summary>Where an exchange was written, and what identifies it.</summary>
/// <param name="Request">The request record.</param>
/// <param name="Response">The response or revisit record.</param>
/// <param name="Metadata">The metadata record; null where there is none.</param>
/// <param name="ResponseId">Id of the response or revisit record, such as <c>&lt;urn:uuid:...&gt;</c>.</param>
/// <param name="PayloadDigest">SHA-1 of the body as <c>sha1:BASE32</c>; of a revisit the digest it refers to, or null.</param>
public sealed record WarcWritten(
    WarcPlace Request, WarcPlace Response, WarcPlace? Metadata, string ResponseId, string? PayloadDigest);
