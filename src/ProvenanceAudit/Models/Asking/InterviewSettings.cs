namespace ProvenanceAudit.Models.Asking;

/// <summary>How a model is asked, validated as a whole.</summary>
public sealed record InterviewSettings
{
    /// <summary><see cref="Concurrency"/> unless set.</summary>
    public const int DefaultConcurrency = 4;

    /// <summary><see cref="Retries"/> unless set: with doubling waits, about two minutes of an endpoint's absence.</summary>
    public const int DefaultRetries = 6;

    /// <summary>How every answer is sampled.</summary>
    public DecodingParameters Parameters { get; init; } = new();

    /// <summary>Answers asked for to each probe, 1 to 100,000.</summary>
    public int Samples { get; init; } = 1;

    /// <summary>Most requests under way at a time, 1 to 1024.</summary>
    public int Concurrency { get; init; } = DefaultConcurrency;

    /// <summary>Most requests in any minute, evenly spaced, 1 to 1,000,000; null sets no limit.</summary>
    public int? RequestsPerMinute { get; init; }

    /// <summary>
    /// Most requests of the whole interview, repeated ones and those of broken-off parts included, from 1; null sets no limit.
    /// </summary>
    public long? MaximumRequests { get; init; }

    /// <summary>Most tokens of prompts and answers of the whole interview, from 1; null sets no limit.</summary>
    public long? MaximumTokens { get; init; }

    /// <summary>How often a request is repeated after a failure that may pass, 0 to 100.</summary>
    public int Retries { get; init; } = DefaultRetries;

    /// <summary>Wait before the first repetition; it doubles with each. Above 0, at most <see cref="LongestDelay"/>.</summary>
    public TimeSpan FirstDelay { get; init; } = TimeSpan.FromSeconds(1);

    /// <summary>Longest wait before a repetition, unless the endpoint asks for more. At most a day.</summary>
    public TimeSpan LongestDelay { get; init; } = TimeSpan.FromMinutes(1);

    /// <summary>Longest wait that an endpoint may ask for; when it asks for more, the interview stops. At most a day.</summary>
    public TimeSpan LongestRetryAfter { get; init; } = TimeSpan.FromMinutes(15);

    /// <summary>Every mistake in the settings, one sentence each; empty when they are usable.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>(Parameters.Mistakes());
        if (Samples is < 1 or > 100_000)
            mistakes.Add($"the number of samples is {Samples}; it must be 1 to 100000");
        if (Concurrency is < 1 or > 1024)
            mistakes.Add($"the number of requests at a time is {Concurrency}; it must be 1 to 1024");
        if (RequestsPerMinute is < 1 or > 1_000_000)
            mistakes.Add($"the number of requests per minute is {RequestsPerMinute}; it must be 1 to 1000000");
        if (MaximumRequests < 1)
            mistakes.Add($"the budget is {MaximumRequests} requests; it must be at least 1");
        if (MaximumTokens < 1)
            mistakes.Add($"the budget is {MaximumTokens} tokens; it must be at least 1");
        if (Retries is < 0 or > 100)
            mistakes.Add($"the number of retries is {Retries}; it must be 0 to 100");
        if (LongestDelay > TimeSpan.FromDays(1) || LongestRetryAfter > TimeSpan.FromDays(1))
            mistakes.Add("the longest wait is more than a day");
        if (FirstDelay <= TimeSpan.Zero || FirstDelay > LongestDelay)
            mistakes.Add($"the first wait is {FirstDelay}; it must be above 0 and at most the longest, {LongestDelay}");
        return mistakes;
    }
}
