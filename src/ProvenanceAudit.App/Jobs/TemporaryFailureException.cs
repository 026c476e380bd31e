namespace ProvenanceAudit.App.Jobs;

/// <summary>A job could not be done now, for a reason that may pass: it is tried again later.</summary>
/// <param name="reason">Why, in plain words.</param>
/// <param name="retryAfter">Least time to wait, where the reason states one.</param>
internal sealed class TemporaryFailureException(string reason, TimeSpan? retryAfter = null) : Exception(reason)
{
    /// <summary>Least time to wait; null where nothing states one.</summary>
    public TimeSpan? RetryAfter { get; } = retryAfter;
}
