namespace ProvenanceAudit.Models.Asking;

/// <summary>
/// When requests may be sent: evenly spaced, so that no minute has more than its number and none has a burst, and not before
/// the time to which the endpoint put them all off. Safe for concurrent use.
/// </summary>
/// <param name="requestsPerMinute">Most requests in any minute; null sets no limit.</param>
/// <param name="time">The clock.</param>
public sealed class RequestPace(int? requestsPerMinute, TimeProvider time)
{
    private readonly TimeSpan _interval = requestsPerMinute is { } rate ? TimeSpan.FromMinutes(1) / rate : TimeSpan.Zero;
    private readonly long _start = time.GetTimestamp();
    private readonly Lock _lock = new();
    private TimeSpan _next;
    private TimeSpan _heldUntil;

    /// <summary>Waits for the turn of one request.</summary>
    public async Task WaitAsync(CancellationToken cancellation)
    {
        while (true)
        {
            TimeSpan wait;
            lock (_lock)
            {
                TimeSpan now = time.GetElapsedTime(_start);
                TimeSpan turn = _next > _heldUntil ? _next : _heldUntil;
                if (now >= turn)
                {
                    // Time that passed unused is not made up for: that would be a burst.
                    _next = now + _interval;
                    return;
                }
                wait = turn - now;
            }
            // Whoever wakes first takes the turn; the others wait for the next one.
            await Task.Delay(RoundedUp(wait), time, cancellation).ConfigureAwait(false);
        }
    }

    /// <summary>Puts all requests off.</summary>
    public void HoldFor(TimeSpan delay)
    {
        lock (_lock)
        {
            TimeSpan until = time.GetElapsedTime(_start) + delay;
            if (until > _heldUntil)
                _heldUntil = until;
        }
    }

    // Timers count whole milliseconds and drop the rest, and would spin through the last one.
    private static TimeSpan RoundedUp(TimeSpan wait) => TimeSpan.FromMilliseconds(Math.Ceiling(wait.TotalMilliseconds));
}
