namespace MemorizingModel;

/// <summary>How the model is served.</summary>
public sealed record ServerSettings
{
    /// <summary>Name by which the model is asked for.</summary>
    public string Model { get; init; } = "memorizing-6gram";

    /// <summary>Name that answers state: servers often tell the version too.</summary>
    public string StatedModel { get; init; } = "memorizing-6gram-2026-01";

    /// <summary>The key that requests must carry; null lets everyone in.</summary>
    public string? ApiKey { get; init; }

    /// <summary>Most tokens of prompt and answer together; more is refused.</summary>
    public int ContextTokens { get; init; } = 8192;

    /// <summary>Port to listen on; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>What goes wrong.</summary>
    public Faults Faults { get; init; } = new();
}

/// <summary>What goes wrong on purpose, as it does on servers under load. Requests are counted from 1.</summary>
public sealed record Faults
{
    /// <summary>Every so many requests, one is answered with 429; 0 for none.</summary>
    public int TooManyEvery { get; init; }

    /// <summary>What Retry-After says with 429; null leaves it out.</summary>
    public TimeSpan? RetryAfter { get; init; }

    /// <summary>Whether Retry-After is a date.</summary>
    public bool RetryAfterIsDate { get; init; }

    /// <summary>Every so many requests, one is answered with 500; 0 for none.</summary>
    public int ErrorEvery { get; init; }

    /// <summary>Every so many requests, the connection is dropped without an answer; 0 for none.</summary>
    public int DropEvery { get; init; }

    /// <summary>Time before every answer.</summary>
    public TimeSpan Delay { get; init; }

    /// <summary>Whether token counts are left out of answers, as some servers do.</summary>
    public bool WithoutUsage { get; init; }

    /// <summary>Where every request is redirected to; null for nowhere.</summary>
    public string? RedirectTo { get; init; }
}

/// <summary>One request as the server saw it.</summary>
/// <param name="Number">From 1.</param>
/// <param name="Path">Path of the address.</param>
/// <param name="Prompt">What was asked; null when the request could not be read.</param>
/// <param name="Authorization">The header, when there was one.</param>
/// <param name="Received">When it came.</param>
public sealed record ReceivedRequest(int Number, string Path, string? Prompt, string? Authorization, DateTimeOffset Received);
