namespace ProvenanceAudit.Models;

/// <summary>What a failed request means for the requests after it.</summary>
public enum EndpointFailure
{
    /// <summary>
    /// The same request may succeed later: too many requests, an error of the server, no connection, no answer in time.
    /// </summary>
    Temporary,

    /// <summary>The endpoint will not answer this request, whenever it is asked: too long, or against its rules.</summary>
    Refused,

    /// <summary>No request can succeed as things are: a wrong key, model or address.</summary>
    Unusable,
}

/// <summary>A model gave no answer. The message is for people, one sentence, and holds no secret.</summary>
public sealed class EndpointException : Exception
{
    /// <summary>A failure.</summary>
    /// <param name="failure">What it means.</param>
    /// <param name="reason">Why, in one sentence without the endpoint's name.</param>
    /// <param name="retryAfter">How long the endpoint asks to wait, when it says so.</param>
    /// <param name="tokensMayBeSpent">Whether the model may have worked all the same, so that tokens are to be counted.</param>
    /// <param name="inner">What it was caused by; must hold no secret.</param>
    public EndpointException(
        EndpointFailure failure, string reason, TimeSpan? retryAfter = null, bool tokensMayBeSpent = false,
        Exception? inner = null)
        : base(reason, inner)
    {
        Failure = failure;
        RetryAfter = retryAfter;
        TokensMayBeSpent = tokensMayBeSpent;
    }

    /// <summary>What it means for the requests after it.</summary>
    public EndpointFailure Failure { get; }

    /// <summary>How long the endpoint asks to wait before the next request; null when it does not say.</summary>
    public TimeSpan? RetryAfter { get; }

    /// <summary>Whether the model may have worked all the same: the answer was lost, not the question.</summary>
    public bool TokensMayBeSpent { get; }
}
