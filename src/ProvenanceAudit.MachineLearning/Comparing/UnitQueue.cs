namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>Deals numbers from 0 to threads, each once and to each thread in ascending order.</summary>
internal sealed class UnitQueue(long count)
{
    private long _next;

    /// <summary>How many there are.</summary>
    public long Count { get; } = count;

    /// <summary>Takes the next number, unless all are taken.</summary>
    public bool TryTake(out long unit)
    {
        unit = Interlocked.Increment(ref _next) - 1;
        return unit < Count;
    }
}
