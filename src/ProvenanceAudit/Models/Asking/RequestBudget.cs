namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// Requests and tokens that may be spent. The most that a request can cost is set aside before it is sent, so that no number of
/// requests at a time spends more than allowed; what it did not cost comes back. Safe for concurrent use.
/// </summary>
/// <param name="maximumRequests">Most requests; null sets no limit.</param>
/// <param name="maximumTokens">Most tokens; null sets no limit.</param>
/// <param name="spent">What was spent before.</param>
public sealed class RequestBudget(long? maximumRequests, long? maximumTokens, Spending spent)
{
    private readonly Lock _lock = new();
    private TaskCompletionSource _settled = NewSignal();
    private Spending _spent = spent;
    private long _reservedTokens;
    private long _reservedRequests;

    /// <summary>What was spent so far, without what is set aside.</summary>
    public Spending Spent
    {
        get
        {
            lock (_lock)
                return _spent;
        }
    }

    /// <summary>Sets one request and its tokens aside; waits while other requests may yet give back what it needs.</summary>
    /// <param name="tokens">Most tokens that the request can cost.</param>
    /// <param name="cancellation">Breaks off waiting.</param>
    /// <returns>False when the budget will not suffice.</returns>
    public async Task<bool> ReserveAsync(long tokens, CancellationToken cancellation)
    {
        while (true)
        {
            Task settled;
            lock (_lock)
            {
                bool requestFits = maximumRequests is not { } requests || _spent.Requests + _reservedRequests < requests;
                bool tokensFit = maximumTokens is not { } most || tokens <= most - _spent.Tokens - _reservedTokens;
                if (requestFits && tokensFit)
                {
                    _reservedRequests++;
                    _reservedTokens += tokens;
                    return true;
                }
                if (_reservedRequests == 0)
                    return false;
                settled = _settled.Task;
            }
            await settled.WaitAsync(cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Books what a request cost.</summary>
    /// <param name="reserved">Tokens that were set aside for it.</param>
    /// <param name="used">Tokens that it cost.</param>
    public void Settle(long reserved, long used) => End(reserved, new Spending(1, used));

    /// <summary>Gives back what was set aside for a request that was not sent.</summary>
    public void GiveBack(long reserved) => End(reserved, default);

    private void End(long reserved, Spending cost)
    {
        TaskCompletionSource waiting;
        lock (_lock)
        {
            _reservedRequests--;
            _reservedTokens -= reserved;
            _spent += cost;
            waiting = _settled;
            _settled = NewSignal();
        }
        waiting.SetResult();
    }

    private static TaskCompletionSource NewSignal() => new(TaskCreationOptions.RunContinuationsAsynchronously);
}
