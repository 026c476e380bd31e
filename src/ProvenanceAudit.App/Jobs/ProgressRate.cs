namespace ProvenanceAudit.App.Jobs;

/// <summary>Units a second over the last half minute, from what was counted at some times in it.</summary>
internal sealed class ProgressRate
{
    // Long enough to even out batches, short enough to follow a model that grows slow.
    private const long WindowMilliseconds = 30_000;

    private readonly Queue<(long Time, long Done)> _counts = [];

    /// <summary>Takes a count, and tells the rate.</summary>
    /// <param name="time">When it was counted, in milliseconds; never before the last.</param>
    /// <param name="done">Units done.</param>
    /// <returns>Units a second; null before a second has passed.</returns>
    public double? At(long time, long done)
    {
        _counts.Enqueue((time, done));
        while (_counts.Count > 2 && time - _counts.Peek().Time > WindowMilliseconds)
            _counts.Dequeue();
        (long since, long before) = _counts.Peek();
        return time - since < 1000 ? null : (done - before) * 1000.0 / (time - since);
    }
}
