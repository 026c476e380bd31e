using System.Diagnostics.CodeAnalysis;

namespace ProvenanceAudit.Scanning;

/// <summary>Keeps what was read last, up to a size. What is asked for again stays; the rest goes in two steps. Safe for concurrent use.</summary>
/// <param name="room">Greatest sum of sizes.</param>
internal sealed class RecentlyRead<TKey, TValue>(long room)
    where TKey : notnull
    where TValue : class
{
    private readonly Lock _lock = new();
    private Dictionary<TKey, (TValue Value, long Size)> _young = [];
    private Dictionary<TKey, (TValue Value, long Size)> _old = [];
    private long _size;

    /// <summary>What is kept under a key.</summary>
    public bool TryGet(TKey key, [NotNullWhen(true)] out TValue? value)
    {
        lock (_lock)
        {
            bool isKept = _young.TryGetValue(key, out var found);
            if (!isKept && (isKept = _old.Remove(key, out found)))
                Add(key, found.Value, found.Size);
            value = found.Value;
            return isKept;
        }
    }

    /// <summary>Keeps a value.</summary>
    public void Keep(TKey key, TValue value, long size)
    {
        lock (_lock)
            Add(key, value, size);
    }

    private void Add(TKey key, TValue value, long size)
    {
        if (!_young.TryAdd(key, (value, size)))
            return;
        _size += size;
        if (_size <= room / 2)
            return;
        (_old, _young, _size) = (_young, [], 0);
    }
}
