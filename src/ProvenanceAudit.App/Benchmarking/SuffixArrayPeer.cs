using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.App.Benchmarking;

/// <summary>
/// All works as one sequence of word ids with its suffix array, in memory. At each place of an output one binary search finds the longest run of words that
/// the works hold too; it begins in the range of the first word, and no word is compared twice that both bounds are known to share (Manber and Myers 1990).
/// </summary>
internal sealed class SuffixArrayPeer
{
    private const int MinimumWords = 8;

    // Ends every work. No output has it.
    private const int Separator = 0;
    private const int Unknown = -1;

    private readonly Dictionary<ulong, int> _ids;
    private readonly int[] _words;
    private readonly int[] _starts;
    private readonly int[] _suffixes;
    private readonly int[] _firstOfWord;
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();
    private int[] _query = [];

    private SuffixArrayPeer(Dictionary<ulong, int> ids, int[] words, int[] starts)
    {
        (_ids, _words, _starts) = (ids, words, starts);
        _suffixes = SuffixSort.Sort(words, ids.Count + 1);
        _firstOfWord = new int[ids.Count + 2];
        foreach (int word in words)
            _firstOfWord[word + 1]++;
        for (int i = 1; i < _firstOfWord.Length; i++)
            _firstOfWord[i] += _firstOfWord[i - 1];
    }

    /// <summary>Bytes that the index takes: words, suffixes, and each word's offset in its work, which showing a match needs; the dictionary with 24 bytes an entry.</summary>
    public long Bytes => 4L * (_words.Length + _suffixes.Length + _starts.Length + _firstOfWord.Length) + 24L * _ids.Count;

    /// <summary>Indexes works.</summary>
    public static SuffixArrayPeer Build(IReadOnlyList<WorkText> works)
    {
        var tokeniser = new Tokeniser();
        var tokens = new WordTokens();
        var ids = new Dictionary<ulong, int>();
        int capacity = (int)Math.Min(Array.MaxLength, works.Sum(w => w.Text.Length / 4L + 2));
        int[] words = new int[capacity], starts = new int[capacity];
        int count = 0;
        foreach (WorkText work in works)
        {
            tokeniser.Tokenise(work.Text, tokens);
            if (count + tokens.Count + 1 > words.Length)
            {
                Array.Resize(ref words, 2 * (count + tokens.Count + 1));
                Array.Resize(ref starts, words.Length);
            }
            tokens.Starts.CopyTo(starts.AsSpan(count));
            foreach (ulong hash in tokens.Hashes)
            {
                if (!ids.TryGetValue(hash, out int id))
                    ids[hash] = id = ids.Count + 1;
                words[count++] = id;
            }
            words[count++] = Separator;
        }
        Array.Resize(ref words, count);
        Array.Resize(ref starts, count);
        return new SuffixArrayPeer(ids, words, starts);
    }

    /// <summary>Number of maximal spans of a text, 8 words at least, that the works hold.</summary>
    public int CountSpans(string text)
    {
        _tokeniser.Tokenise(text, _tokens);
        if (_query.Length < _tokens.Count)
            _query = new int[2 * _tokens.Count];
        for (int i = 0; i < _tokens.Count; i++)
            _query[i] = _ids.GetValueOrDefault(_tokens.Hashes[i], Unknown);
        ReadOnlySpan<int> query = _query.AsSpan(0, _tokens.Count);
        int spans = 0, end = 0;
        for (int i = 0; i + MinimumWords <= query.Length; i++)
        {
            int length = Longest(query[i..], out int _);
            if (length >= MinimumWords && i + length > end)
                spans++;
            end = Math.Max(end, i + length);
        }
        return spans;
    }

    /// <summary>Words of the longest run at the beginning of a query that the works hold, and where they do.</summary>
    private int Longest(ReadOnlySpan<int> query, out int place)
    {
        place = -1;
        if (query[0] == Unknown)
            return 0;
        int low = _firstOfWord[query[0]], high = _firstOfWord[query[0] + 1];
        int sharedLow = 1, sharedHigh = 1, best = 0;
        while (low < high)
        {
            int middle = (int)(((uint)low + (uint)high) >> 1);
            int at = _suffixes[middle];
            ReadOnlySpan<int> suffix = _words.AsSpan(at);
            int shared = Math.Min(sharedLow, sharedHigh);
            while (shared < query.Length && shared < suffix.Length && query[shared] == suffix[shared])
                shared++;
            if (shared > best)
                (best, place) = (shared, at);
            if (shared == query.Length)
                break;
            if (shared < suffix.Length && query[shared] < suffix[shared])
                (high, sharedHigh) = (middle, shared);
            else
                (low, sharedLow) = (middle + 1, shared);
        }
        return best;
    }
}
