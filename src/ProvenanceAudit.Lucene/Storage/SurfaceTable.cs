using System.Runtime.InteropServices;

namespace ProvenanceAudit.Lucene.Storage;

/// <summary>
/// Numbers the different strings of an index (words as written, or what stands between words) from 0 in order of first sight.
/// Ids never change, so that passages that hold them are copied as they are when segments are merged. Safe for concurrent use:
/// many threads intern through a <see cref="Local"/> view each, which asks the shared table only for strings that it has not
/// met.
/// </summary>
internal sealed class SurfaceTable
{
    /// <summary>Longer strings are not numbered but written out where they stand.</summary>
    public const int MaximumLength = 48;

    private readonly Lock _lock = new();
    private readonly Dictionary<ulong, int> _ids = [];
    private string[] _surfaces = new string[1024];
    private int _count;

    /// <summary>Number of strings.</summary>
    public int Count => Volatile.Read(ref _count);

    /// <summary>The string with an id.</summary>
    public string this[int id] => Volatile.Read(ref _surfaces)[id];

    /// <summary>Appends a string read from disk; its id is the count before.</summary>
    public void Load(string surface) => Append(HashOf(surface), surface);

    /// <summary>64-bit hash of a string as written.</summary>
    public static ulong HashOf(ReadOnlySpan<char> surface) => ByteHash.Of(MemoryMarshal.AsBytes(surface));

    private int Append(ulong hash, string surface)
    {
        if (_count == _surfaces.Length)
        {
            string[] larger = new string[2 * _count];
            Array.Copy(_surfaces, larger, _count);
            Volatile.Write(ref _surfaces, larger);
        }
        _surfaces[_count] = surface;
        _ids.TryAdd(hash, _count);
        Volatile.Write(ref _count, _count + 1);
        return _count - 1;
    }

    private int Intern(ulong hash, ReadOnlySpan<char> surface, out string stored)
    {
        lock (_lock)
        {
            if (!_ids.TryGetValue(hash, out int id))
                id = Append(hash, surface.ToString());
            stored = _surfaces[id];
            return id;
        }
    }

    /// <summary>One thread's view of a table.</summary>
    internal sealed class Local(SurfaceTable table)
    {
        private Entry[] _entries = new Entry[1 << 12];
        private int _count;

        /// <summary>
        /// The id of a string, or -1 when it is too long, or holds half a surrogate pair, or another string has its hash.
        /// </summary>
        public int Intern(ReadOnlySpan<char> surface)
        {
            if (surface.Length > MaximumLength)
                return -1;
            ulong hash = HashOf(surface);
            Entry[] entries = _entries;
            int at = (int)hash & (entries.Length - 1);
            while (entries[at].String is { } known)
            {
                if (entries[at].Hash == hash)
                    return surface.SequenceEqual(known) ? entries[at].Id : -1;
                at = (at + 1) & (entries.Length - 1);
            }
            if (HoldsHalfPair(surface))
                return -1;
            int id = table.Intern(hash, surface, out string stored);
            if (!surface.SequenceEqual(stored))
                return -1;
            entries[at] = new Entry(hash, stored, id);
            if (++_count * 2 > entries.Length)
                Grow();
            return id;
        }

        private static bool HoldsHalfPair(ReadOnlySpan<char> surface)
        {
            for (int i = 0; i < surface.Length; i++)
            {
                if (!char.IsSurrogate(surface[i]))
                    continue;
                if (!char.IsHighSurrogate(surface[i]) || i + 1 == surface.Length || !char.IsLowSurrogate(surface[i + 1]))
                    return true;
                i++;
            }
            return false;
        }

        private void Grow()
        {
            var entries = new Entry[2 * _entries.Length];
            foreach (Entry entry in _entries)
            {
                if (entry.String is null)
                    continue;
                int at = (int)entry.Hash & (entries.Length - 1);
                while (entries[at].String is not null)
                    at = (at + 1) & (entries.Length - 1);
                entries[at] = entry;
            }
            _entries = entries;
        }

        private readonly record struct Entry(ulong Hash, string? String, int Id);
    }
}
