using ProvenanceAudit.Models.Asking;

namespace ProvenanceAudit.Models;

/// <summary>
/// A model whose answers were recorded: it gives to each question the answer that was given before, so that an interview can be
/// gone through again without the model.
/// </summary>
public sealed class RecordedEndpoint : IModelEndpoint
{
    private readonly Dictionary<(string Prompt, int Sample), AnswerRecord> _records = [];

    /// <summary>
    /// Takes the records of one model, as <see cref="AnswerFile.Read"/> gives them. The last of a question counts.
    /// </summary>
    /// <param name="records">Read once.</param>
    /// <exception cref="InvalidDataException">There are none, or they are of several models.</exception>
    public RecordedEndpoint(IEnumerable<AnswerRecord> records)
    {
        EndpointIdentity? identity = null;
        foreach (AnswerRecord record in records)
        {
            identity ??= record.Endpoint;
            // The address may change between two parts of an interview; the model does not.
            if (record.Endpoint.Model != identity.Model || record.Endpoint.Api != identity.Api)
                throw new InvalidDataException($"the answers are of several models: {identity}, {record.Endpoint}");
            _records[(record.Probe.Prompt, record.Sample)] = record;
        }
        Identity = identity ?? throw new InvalidDataException("there are no recorded answers");
    }

    /// <inheritdoc/>
    public EndpointIdentity Identity { get; }

    /// <inheritdoc/>
    public Task<ModelAnswer> AskAsync(ModelRequest request, CancellationToken cancellation = default)
    {
        if (cancellation.IsCancellationRequested)
            return Task.FromCanceled<ModelAnswer>(cancellation);
        if (!_records.TryGetValue((request.Prompt, request.Sample), out AnswerRecord? record))
            return Failed(EndpointFailure.Refused, "this was not asked when the answers were recorded");
        if (record.Parameters != request.Parameters)
            return Failed(EndpointFailure.Unusable, "the answers were recorded with other parameters");
        return record.Answer is { } answer ? Task.FromResult(answer) : Failed(EndpointFailure.Refused, record.Failure!.Reason);
    }

    private static Task<ModelAnswer> Failed(EndpointFailure failure, string reason) =>
        Task.FromException<ModelAnswer>(new EndpointException(failure, reason));
}
