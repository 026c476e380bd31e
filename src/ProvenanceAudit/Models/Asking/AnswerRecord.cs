using ProvenanceAudit.Models.Probes;

namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// One question with its answer, or with the reason why there is none: the evidence that is kept
/// (<c>schemas/model-output.schema.json</c>).
/// </summary>
public sealed record AnswerRecord
{
    /// <summary>Id of the plan with its model and parameters (<see cref="ProbePlan.IdFor"/>).</summary>
    public required string Plan { get; init; }

    /// <summary>What was asked.</summary>
    public required Probe Probe { get; init; }

    /// <summary>Number of the sample of this probe, from 0.</summary>
    public required int Sample { get; init; }

    /// <summary>Who was asked.</summary>
    public required EndpointIdentity Endpoint { get; init; }

    /// <summary>Parameters of the request, with this sample's own seed.</summary>
    public required DecodingParameters Parameters { get; init; }

    /// <summary>The answer; null when <see cref="Failure"/> is set.</summary>
    public ModelAnswer? Answer { get; init; }

    /// <summary>Why there is no answer; null when there is one.</summary>
    public AskingFailure? Failure { get; init; }

    /// <summary>What this question cost, all its requests together.</summary>
    public required Spending Spent { get; init; }

    /// <summary>Which question it is.</summary>
    public AnswerKey Key => new(Probe.Ordinal, Sample);

    /// <summary>Whether the question need not be asked again: it was answered, or refused for good.</summary>
    public bool IsFinal => Failure is not { Kind: EndpointFailure.Temporary };

    /// <summary>Identifier of the output: <c>PLAN/PROBE/SAMPLE</c>.</summary>
    public string Id => FormattableString.Invariant($"{Plan}/{Probe.Ordinal}/{Sample}");
}

/// <summary>Why a question has no answer.</summary>
/// <param name="Kind">
/// <see cref="EndpointFailure.Refused"/>: never; <see cref="EndpointFailure.Temporary"/>: not this time.
/// </param>
/// <param name="Reason">One sentence.</param>
/// <param name="Asked">When it was first asked.</param>
/// <param name="Ended">When it was given up.</param>
public sealed record AskingFailure(EndpointFailure Kind, string Reason, DateTimeOffset Asked, DateTimeOffset Ended);
