namespace ProvenanceAudit.Matching;

/// <summary>How often each word occurs, by the hash of its comparison form. Filled by one thread, then read by many.</summary>
internal sealed class WordFrequencies
{
    private ulong[] _words = new ulong[1 << 12];
    private int[] _counts = new int[1 << 12];
    private int _distinct;
    private long _total;

    /// <summary>Words counted, repetitions included.</summary>
    public long Total => _total;

    /// <summary>Counts words.</summary>
    public void Add(ReadOnlySpan<ulong> words)
    {
        foreach (ulong word in words)
        {
            int at = Find(word);
            if (_counts[at]++ == 0)
            {
                _words[at] = word;
                if (++_distinct * 2 > _words.Length)
                    Grow();
            }
        }
        _total += words.Length;
    }

    /// <summary>Occurrences of a word.</summary>
    public int CountOf(ulong word) => _counts[Find(word)];

    /// <summary>Share of all words that a word makes up; a word that was never counted counts as half an occurrence. Above 0, at most 1.</summary>
    public double Of(ulong word) => Math.Max(0.5, _counts[Find(word)]) / Math.Max(1, _total);

    private int Find(ulong word)
    {
        int mask = _words.Length - 1;
        int at = (int)word & mask;
        while (_counts[at] != 0 && _words[at] != word)
            at = (at + 1) & mask;
        return at;
    }

    private void Grow()
    {
        (ulong[] words, int[] counts) = (_words, _counts);
        _words = new ulong[2 * words.Length];
        _counts = new int[2 * words.Length];
        for (int i = 0; i < words.Length; i++)
        {
            if (counts[i] == 0)
                continue;
            int at = Find(words[i]);
            (_words[at], _counts[at]) = (words[i], counts[i]);
        }
    }
}
