using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;

namespace ProvenanceAudit.Matching;

/// <summary>How often each word occurs, by the hash of its comparison form. Filled by one thread, then read by many.</summary>
internal sealed class WordFrequencies
{
    private Entry[] _entries = new Entry[1 << 12];
    private int _distinct;
    private long _total;
    private float _bitsOfUnknown;

    /// <summary>Words counted, repetitions included.</summary>
    public long Total => _total;

    /// <summary>Counts words.</summary>
    public void Add(ReadOnlySpan<ulong> words)
    {
        foreach (ulong word in words)
        {
            ref Entry entry = ref Find(word);
            if (entry.Count++ == 0)
            {
                entry.Word = word;
                if (++_distinct * 2 > _entries.Length)
                    Grow();
            }
        }
        _total += words.Length;
    }

    /// <summary>Occurrences of a word.</summary>
    public int CountOf(ulong word) => Find(word).Count;

    /// <summary>
    /// What a word tells by its rarity, in bits: minus the binary logarithm of its share of all words; a word that was never counted counts as half an
    /// occurrence. Asked once all words are counted and <see cref="Settle"/> was called.
    /// </summary>
    public float BitsOf(ulong word)
    {
        ref Entry entry = ref Find(word);
        return entry.Count == 0 ? _bitsOfUnknown : entry.Bits;
    }

    /// <summary>Reckons <see cref="BitsOf"/> of all words, once they are counted: a logarithm costs more than looking a word up.</summary>
    public void Settle()
    {
        double total = Math.Max(1, _total);
        foreach (ref Entry entry in _entries.AsSpan())
        {
            if (entry.Count != 0)
                entry.Bits = (float)-Math.Log2(entry.Count / total);
        }
        _bitsOfUnknown = (float)-Math.Log2(0.5 / total);
    }

    /// <summary>Asks the processor to bring a word's count into its cache.</summary>
    public unsafe void Expect(ulong word)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(Unsafe.AsPointer(ref _entries[(int)word & (_entries.Length - 1)]));
    }

    private ref Entry Find(ulong word)
    {
        int mask = _entries.Length - 1;
        int at = (int)word & mask;
        while (_entries[at].Count != 0 && _entries[at].Word != word)
            at = (at + 1) & mask;
        return ref _entries[at];
    }

    private void Grow()
    {
        Entry[] entries = _entries;
        _entries = new Entry[2 * entries.Length];
        foreach (Entry entry in entries)
        {
            if (entry.Count != 0)
                Find(entry.Word) = entry;
        }
    }

    private struct Entry
    {
        public ulong Word;
        public int Count;
        public float Bits;
    }
}
