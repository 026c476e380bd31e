using ProvenanceAudit.Works;

namespace ProvenanceAudit.Text;

/// <summary>
/// The words of one text as parallel arrays, filled by <see cref="Tokeniser"/> and reused from text to text, so that
/// tokenising allocates nothing per word.
/// </summary>
public sealed class WordTokens
{
    private int[] _starts = new int[256];
    private int[] _ends = new int[256];
    private ulong[] _hashes = new ulong[256];

    /// <summary>Number of words.</summary>
    public int Count { get; private set; }

    /// <summary>Offset of each word's first UTF-16 code unit in the original text; strictly rising.</summary>
    public ReadOnlySpan<int> Starts => _starts.AsSpan(0, Count);

    /// <summary>Offset one past each word's last code unit; at most the next word's start.</summary>
    public ReadOnlySpan<int> Ends => _ends.AsSpan(0, Count);

    /// <summary>64-bit hash of each word's comparison form.</summary>
    public ReadOnlySpan<ulong> Hashes => _hashes.AsSpan(0, Count);

    /// <summary>The span of words <c>[first, end)</c> in the original text.</summary>
    public TextSpan SpanOf(int first, int end) => new(_starts[first], _ends[end - 1]);

    internal void Clear(int expectedWords)
    {
        Count = 0;
        if (expectedWords > _starts.Length)
            Grow(expectedWords);
    }

    internal void Add(int start, int end, ulong hash)
    {
        int n = Count;
        if (n == _starts.Length)
            Grow(2 * n);
        _starts[n] = start;
        _ends[n] = end;
        _hashes[n] = hash;
        Count = n + 1;
    }

    private void Grow(int capacity)
    {
        Array.Resize(ref _starts, capacity);
        Array.Resize(ref _ends, capacity);
        Array.Resize(ref _hashes, capacity);
    }
}
