using ProvenanceAudit.Models.Probes;

namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// Asks a model every question of a plan, as often as samples are wanted, and keeps every answer before it counts. Broken off at
/// any moment, it goes on where it stopped. Read <see cref="RunAsync"/> first, then <c>InterviewPart.AskAsync</c>, which is what
/// happens to one question.
/// </summary>
public sealed class ModelInterview
{
    private readonly IModelEndpoint _endpoint;
    private readonly ProbePlan _plan;
    private readonly InterviewSettings _settings;
    private readonly TimeProvider _time;

    /// <summary>Prepares an interview.</summary>
    /// <param name="endpoint">The model.</param>
    /// <param name="plan">What to ask, made for the endpoint's API.</param>
    /// <param name="settings">Valid settings.</param>
    /// <param name="time">The clock; the system's when null.</param>
    /// <exception cref="ArgumentException">The settings are invalid, or the plan was made for another API.</exception>
    public ModelInterview(IModelEndpoint endpoint, ProbePlan plan, InterviewSettings settings, TimeProvider? time = null)
    {
        IReadOnlyList<string> mistakes = settings.Mistakes();
        if (mistakes.Count > 0)
            throw new ArgumentException(string.Join("; ", mistakes), nameof(settings));
        if (plan.Api != endpoint.Identity.Api)
            throw new ArgumentException($"the plan is made for {plan.Api}, the endpoint takes {endpoint.Identity.Api}",
                nameof(plan));
        (_endpoint, _plan, _settings, _time) = (endpoint, plan, settings, time ?? TimeProvider.System);
        PlanId = plan.IdFor(endpoint.Identity.Model, settings.Parameters);
    }

    /// <summary>Id of what is asked, which the log must belong to.</summary>
    public string PlanId { get; }

    /// <summary>Number of questions of the whole interview.</summary>
    public long Total => (long)_plan.Probes.Count * _settings.Samples;

    /// <summary>
    /// Asks what the log does not know yet. Every probe is asked once before any is asked twice, so that a budget that ends early
    /// has reached all works.
    /// </summary>
    /// <param name="log">Where answers are kept; used by this alone until it returns.</param>
    /// <param name="progress">Told after each question, on any thread.</param>
    /// <param name="cancellation">Breaks off; requests under way are given up.</param>
    /// <exception cref="EndpointException">
    /// No further request can succeed: the key, the model or the address is wrong, the endpoint refuses everything, or it stays
    /// away. The message names the endpoint and the reason. What was answered is kept.
    /// </exception>
    /// <exception cref="OperationCanceledException">Cancelled. What was answered is kept.</exception>
    /// <exception cref="IOException">The log cannot be written.</exception>
    public async Task<InterviewResult> RunAsync(
        IAnswerLog log, IProgress<InterviewProgress>? progress = null, CancellationToken cancellation = default)
    {
        if (log.Plan != PlanId)
            throw new ArgumentException($"the log belongs to plan {log.Plan}, not to {PlanId}", nameof(log));
        var questions = new List<AnswerKey>();
        for (int sample = 0; sample < _settings.Samples; sample++)
        {
            for (int probe = 0; probe < _plan.Probes.Count; probe++)
            {
                if (!log.Settled.Contains(new AnswerKey(probe, sample)))
                    questions.Add(new AnswerKey(probe, sample));
            }
        }
        using var part = new InterviewPart(_endpoint, _plan, PlanId, _settings, log, _time, cancellation);
        return await part.RunAsync(questions, Total, progress).ConfigureAwait(false);
    }
}
