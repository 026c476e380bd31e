namespace ProvenanceAudit.App.Terminal;

/// <summary>Keeps the last progress that work told of, for the display to look at; told and asked on any threads.</summary>
internal sealed class LatestProgress<T> : IProgress<T>
    where T : struct
{
    private readonly Lock _lock = new();
    private T _latest;

    /// <summary>The last; the default value before there was one.</summary>
    public T Latest
    {
        get
        {
            lock (_lock)
                return _latest;
        }
    }

    /// <inheritdoc/>
    public void Report(T value)
    {
        lock (_lock)
            _latest = value;
    }
}
