using System.Runtime.ExceptionServices;
using ProvenanceAudit.Models.Probes;

namespace ProvenanceAudit.Models.Asking;

/// <summary>One run of an interview, from its start to its end or to where it broke off.</summary>
internal sealed class InterviewPart(
    IModelEndpoint endpoint, ProbePlan plan, string planId, InterviewSettings settings, IAnswerLog log, TimeProvider time,
    CancellationToken cancellation) : IDisposable
{
    private readonly RequestBudget _budget = new(settings.MaximumRequests, settings.MaximumTokens, log.Spent);
    private readonly RequestPace _pace = new(settings.RequestsPerMinute, time);

    // Cancelled when nothing more is to be sent; requests under way are paid for, and end by themselves.
    private readonly CancellationTokenSource _stop = CancellationTokenSource.CreateLinkedTokenSource(cancellation);
    private readonly SemaphoreSlim _logTurn = new(1);
    private readonly Lock _lock = new();
    private AnswerDesk? _desk;
    private ExceptionDispatchInfo? _error;
    private int _next;
    private long _leftByBudget;

    /// <summary>Asks the questions.</summary>
    public async Task<InterviewResult> RunAsync(List<AnswerKey> questions, long total, IProgress<InterviewProgress>? progress)
    {
        _desk = new AnswerDesk(log, _budget, time, questions.Count, total, progress);
        int workers = Math.Min(settings.Concurrency, questions.Count);
        await Task.WhenAll(Enumerable.Range(0, workers).Select(_ => Task.Run(() => WorkAsync(questions)))).ConfigureAwait(false);
        cancellation.ThrowIfCancellationRequested();
        _error?.Throw();
        if (_desk.RefusedAll() is { } reason)
            throw Stopped(EndpointFailure.Refused, reason);
        return _desk.Result(_leftByBudget);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _stop.Dispose();
        _logTurn.Dispose();
    }

    private async Task WorkAsync(List<AnswerKey> questions)
    {
        try
        {
            while (!_stop.IsCancellationRequested)
            {
                int next = Interlocked.Increment(ref _next) - 1;
                if (next >= questions.Count)
                    return;
                await AskAsync(questions[next]).ConfigureAwait(false);
            }
        }
        catch (OperationCanceledException) when (_stop.IsCancellationRequested)
        {
            // Whoever stopped it tells why.
        }
        catch (Exception e)
        {
            lock (_lock)
                _error ??= ExceptionDispatchInfo.Capture(e);
            await _stop.CancelAsync().ConfigureAwait(false);
        }
    }

    /// <summary>One question, until it is answered, refused, or given up.</summary>
    private async Task AskAsync(AnswerKey key)
    {
        Probe probe = plan.Probes[key.Probe];
        var request = new ModelRequest(probe.Prompt, settings.Parameters.ForSample(key.Sample), key.Sample);
        long reserved = TokenBound.OfRequest(request.Prompt, request.Parameters);
        var record = new AnswerRecord
        {
            Plan = planId,
            Probe = probe,
            Sample = key.Sample,
            Endpoint = endpoint.Identity,
            Parameters = request.Parameters,
            Spent = default,
        };
        DateTimeOffset asked = time.GetUtcNow();
        for (int failures = 1; ; failures++)
        {
            if (!await BeginRequestAsync(key, reserved).ConfigureAwait(false))
                return;
            (ModelAnswer? answer, EndpointException? failure) = await AskOnceAsync(request).ConfigureAwait(false);
            if (answer is not null)
            {
                record = await PayAsync(record, reserved,
                    TokenBound.OfAnswer(request.Prompt, request.Parameters, answer)).ConfigureAwait(false);
                await KeepAsync(record with { Answer = answer }).ConfigureAwait(false);
                return;
            }
            record = await PayAsync(record, reserved, failure!.TokensMayBeSpent ? reserved : 0).ConfigureAwait(false);
            if (failure.Failure == EndpointFailure.Unusable)
                throw Stopped(failure.Failure, failure.Message);
            if (failure.Failure == EndpointFailure.Refused || failures > settings.Retries)
            {
                var given = new AskingFailure(failure.Failure, failure.Message, asked, time.GetUtcNow());
                await KeepAsync(record with { Failure = given }).ConfigureAwait(false);
                return;
            }
            await WaitAfterAsync(failure, failures).ConfigureAwait(false);
        }
    }

    private async Task<(ModelAnswer? Answer, EndpointException? Failure)> AskOnceAsync(ModelRequest request)
    {
        try
        {
            return (await endpoint.AskAsync(request, cancellation).ConfigureAwait(false), null);
        }
        catch (EndpointException e)
        {
            return (null, e);
        }
    }

    /// <summary>Waits until a request is affordable and has its turn, and notes that it is sent.</summary>
    /// <returns>False when the budget does not suffice.</returns>
    private async Task<bool> BeginRequestAsync(AnswerKey key, long reserved)
    {
        if (!await _budget.ReserveAsync(reserved, _stop.Token).ConfigureAwait(false))
        {
            Interlocked.Increment(ref _leftByBudget);
            return false;
        }
        bool noted = false;
        try
        {
            await _pace.WaitAsync(_stop.Token).ConfigureAwait(false);
            await _logTurn.WaitAsync(_stop.Token).ConfigureAwait(false);
            try
            {
                _stop.Token.ThrowIfCancellationRequested();
                await log.NoteRequestAsync(key, reserved, CancellationToken.None).ConfigureAwait(false);
                noted = true;
            }
            finally
            {
                _logTurn.Release();
            }
        }
        finally
        {
            if (!noted)
                _budget.GiveBack(reserved);
        }
        return true;
    }

    private async Task<AnswerRecord> PayAsync(AnswerRecord record, long reserved, long tokens)
    {
        _budget.Settle(reserved, tokens);
        await InTurnAsync(() => log.NoteCostAsync(record.Key, reserved, tokens, CancellationToken.None)).ConfigureAwait(false);
        return record with { Spent = record.Spent + new Spending(1, tokens) };
    }

    private async Task KeepAsync(AnswerRecord record)
    {
        string? reasonToStop = null;
        await InTurnAsync(async () => reasonToStop = await _desk!.KeepAsync(record).ConfigureAwait(false)).ConfigureAwait(false);
        if (reasonToStop is not null)
            throw Stopped(record.Failure!.Kind, reasonToStop);
    }

    /// <summary>Writes to the log, one at a time. What was paid for is kept, whatever was stopped meanwhile.</summary>
    private async Task InTurnAsync(Func<ValueTask> write)
    {
        await _logTurn.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        try
        {
            await write().ConfigureAwait(false);
        }
        finally
        {
            _logTurn.Release();
        }
    }

    private async Task WaitAfterAsync(EndpointException failure, int failures)
    {
        if (failure.RetryAfter > settings.LongestRetryAfter)
            throw Stopped(failure.Failure, $"{failure.Message}; it asks to wait for {failure.RetryAfter}: ask again after that");
        TimeSpan delay = RetryDelays.After(settings, failures, failure.RetryAfter);
        // An endpoint that says when to come back says it to all requests.
        if (failure.RetryAfter is not null)
            _pace.HoldFor(delay);
        await Task.Delay(delay, time, _stop.Token).ConfigureAwait(false);
    }

    private EndpointException Stopped(EndpointFailure failure, string reason) => new(failure, $"{endpoint.Identity}: {reason}");
}
