namespace ProvenanceAudit.Models.Asking;

/// <summary>How long to wait before a request is repeated.</summary>
internal static class RetryDelays
{
    /// <summary>
    /// The wait after a failure: doubled with each, up to the longest, less up to a half at random, so that requests which failed
    /// together do not come back together; never less than the endpoint asks for.
    /// </summary>
    /// <param name="settings">First and longest wait.</param>
    /// <param name="failures">Failures of this question so far, from 1.</param>
    /// <param name="retryAfter">What the endpoint asks for.</param>
    public static TimeSpan After(InterviewSettings settings, int failures, TimeSpan? retryAfter)
    {
        double doubled = settings.FirstDelay.TotalSeconds * Math.Pow(2, failures - 1);
        double seconds = Math.Min(settings.LongestDelay.TotalSeconds, doubled) * (1 - Random.Shared.NextDouble() / 2);
        return TimeSpan.FromSeconds(Math.Max(seconds, retryAfter?.TotalSeconds ?? 0));
    }
}
