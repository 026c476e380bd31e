namespace ProvenanceAudit.Crawlers.Fetching;

/// <summary>How much of an answer is waited for. What goes beyond is cut or given up, and the reason told.</summary>
public sealed record FetchLimits
{
    /// <summary>Most bytes of a body as they are sent; the rest is left. At least 1.</summary>
    public int MaximumBodyBytes { get; init; } = 16 << 20;

    /// <summary>Most bytes of a body after its content coding is undone. At least 1.</summary>
    public int MaximumDecodedBytes { get; init; } = 64 << 20;

    /// <summary>Most kibibytes of headers.</summary>
    public int MaximumHeaderKibibytes { get; init; } = 64;

    /// <summary>Until the connection stands.</summary>
    public TimeSpan ConnectTimeout { get; init; } = TimeSpan.FromSeconds(15);

    /// <summary>Until the headers are there.</summary>
    public TimeSpan HeaderTimeout { get; init; } = TimeSpan.FromSeconds(30);

    /// <summary>Until the whole body is there; servers that send a byte now and then end here.</summary>
    public TimeSpan BodyTimeout { get; init; } = TimeSpan.FromSeconds(60);
}
