namespace ProvenanceAudit.Crawlers.Fetching;

/// <summary>What an answer said of itself for later: sent back, a server says whether anything changed (RFC 9110, 13.1).</summary>
/// <param name="EntityTag">Value of <c>ETag</c>.</param>
/// <param name="LastModified">Value of <c>Last-Modified</c>.</param>
/// <param name="At">When that answer came, in UTC.</param>
public sealed record Validators(string? EntityTag, string? LastModified, DateTimeOffset At)
{
    /// <summary>Those of an answer; null where it has none.</summary>
    public static Validators? Of(FetchOutcome answer)
    {
        (string? tag, string? modified) = (answer.Header("ETag"), answer.Header("Last-Modified"));
        return tag is null && modified is null ? null : new Validators(tag, modified, answer.AskedAt);
    }
}
