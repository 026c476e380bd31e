namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// Hands answers on to the log, counts them, and sees when failures are not of single questions but of all. Used by one caller at
/// a time.
/// </summary>
internal sealed class AnswerDesk(
    IAnswerLog log, RequestBudget budget, TimeProvider time, int questions, long total, IProgress<InterviewProgress>? progress)
{
    // An endpoint that refuses so many before it ever answers refuses the settings, and not the prompts.
    private const int RefusalsBeforeAnyAnswer = 5;

    // One prompt may crash a server that answers others; this many in a row, each after all its repetitions, are an outage.
    private const int OutagesInARow = 3;

    private readonly long _start = time.GetTimestamp();
    private readonly List<AnswerRecord> _heldRefusals = [];
    private bool _hasAnswers = log.HasAnswers;
    private int _outages;
    private long _answered;
    private long _refused;
    private long _unavailable;

    /// <summary>Keeps a record.</summary>
    /// <returns>Why no other question is to be asked; null when asking can go on.</returns>
    public async Task<string?> KeepAsync(AnswerRecord record)
    {
        string? reason = record.Failure switch
        {
            null => await KeepAnswerAsync(record).ConfigureAwait(false),
            { Kind: EndpointFailure.Temporary } failure => await KeepOutageAsync(record, failure).ConfigureAwait(false),
            { } failure => await KeepRefusalAsync(record, failure).ConfigureAwait(false),
        };
        long now = _answered + _refused;
        progress?.Report(new InterviewProgress(total - questions + now, total, now, budget.Spent, time.GetElapsedTime(_start)));
        return reason;
    }

    /// <summary>Why the endpoint answered nothing at all, when it refused all that it was asked; null otherwise.</summary>
    public string? RefusedAll() => _heldRefusals.Count == 0 ? null : ReasonOf(_heldRefusals[^1].Failure!);

    /// <summary>What the part came to.</summary>
    public InterviewResult Result(long leftByBudget) =>
        new(_answered, total - questions, _refused, _unavailable, leftByBudget, budget.Spent);

    private async Task<string?> KeepAnswerAsync(AnswerRecord record)
    {
        await log.AddAsync(record, CancellationToken.None).ConfigureAwait(false);
        _answered++;
        _outages = 0;
        _hasAnswers = true;
        foreach (AnswerRecord refusal in _heldRefusals)
            await log.AddAsync(refusal, CancellationToken.None).ConfigureAwait(false);
        _refused += _heldRefusals.Count;
        _heldRefusals.Clear();
        return null;
    }

    private async Task<string?> KeepOutageAsync(AnswerRecord record, AskingFailure failure)
    {
        await log.AddAsync(record, CancellationToken.None).ConfigureAwait(false);
        _unavailable++;
        _outages++;
        // One that never answered is more likely a wrong address than a server that is away.
        return _outages >= (_hasAnswers ? OutagesInARow : 1) ? failure.Reason : null;
    }

    private async Task<string?> KeepRefusalAsync(AnswerRecord record, AskingFailure failure)
    {
        _outages = 0;
        if (!_hasAnswers)
        {
            // Not kept until an answer shows that the fault is in the prompts: a kept one is never asked again.
            _heldRefusals.Add(record);
            return _heldRefusals.Count >= RefusalsBeforeAnyAnswer ? ReasonOf(failure) : null;
        }
        await log.AddAsync(record, CancellationToken.None).ConfigureAwait(false);
        _refused++;
        return null;
    }

    private string ReasonOf(AskingFailure failure) => _heldRefusals.Count == 1
        ? $"it refused the only question: {failure.Reason}"
        : $"it refused the first {_heldRefusals.Count} questions, and answered none: {failure.Reason}";
}
