namespace ProvenanceAudit.Models;

/// <summary>A language model that can be asked: over HTTP, or as its answers were recorded.</summary>
public interface IModelEndpoint
{
    /// <summary>Which model it is.</summary>
    EndpointIdentity Identity { get; }

    /// <summary>Asks once; a request that failed is not repeated. Safe for concurrent use.</summary>
    /// <param name="request">What to ask, with valid parameters.</param>
    /// <param name="cancellation">Breaks off waiting for the answer.</param>
    /// <exception cref="EndpointException">There is no answer; it says whether asking again may help.</exception>
    /// <exception cref="OperationCanceledException">Cancelled.</exception>
    Task<ModelAnswer> AskAsync(ModelRequest request, CancellationToken cancellation = default);
}
