using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Some works of an index as an index of their own: what is not among them is not found, is named as no source, and does not count
/// as searched.
/// </summary>
public sealed class SelectedWorks : IPassageIndex
{
    private const int NotSelected = -1;

    private readonly IPassageIndex _index;
    private readonly int[] _selected;
    private readonly int[] _numbers;
    private readonly Dictionary<string, int> _byId;

    /// <summary>Selects works.</summary>
    /// <param name="index">All works; stays owned by the caller.</param>
    /// <param name="isSelected">Whether a work, by its id, is among them.</param>
    public SelectedWorks(IPassageIndex index, Predicate<string> isSelected)
    {
        _index = index;
        _selected = [.. Enumerable.Range(0, index.WorkCount).Where(w => isSelected(index.WorkAt(w).Id))];
        _numbers = new int[index.WorkCount];
        Array.Fill(_numbers, NotSelected);
        for (int i = 0; i < _selected.Length; i++)
            _numbers[_selected[i]] = i;
        _byId = _selected.Select((w, i) => (index.WorkAt(w).Id, Number: i)).ToDictionary(w => w.Id, w => w.Number, StringComparer.Ordinal);
        long words = _selected.Sum(w => (long)index.WordCountAt(w));
        // Fingerprints are not counted by work; they are spread as words are.
        double share = (double)words / Math.Max(1, index.Statistics.Words);
        Statistics = new IndexStatistics(
            _selected.Length, words, (long)(share * index.Statistics.Fingerprints), Works.Sum(w => (long)index.TextLengthOf(w.Id)),
            (long)(share * index.Statistics.BytesOnDisk));
    }

    /// <inheritdoc/>
    public Fingerprints.FingerprintScheme Scheme => _index.Scheme;

    /// <inheritdoc/>
    public IndexStatistics Statistics { get; }

    /// <inheritdoc/>
    public IEnumerable<Work> Works => _selected.Select(_index.WorkAt);

    /// <inheritdoc/>
    public int WorkCount => _selected.Length;

    /// <inheritdoc/>
    public BackgroundModel Background => _index.Background;

    /// <inheritdoc/>
    public Work? FindWork(string workId) => _byId.TryGetValue(workId, out int work) ? WorkAt(work) : null;

    /// <inheritdoc/>
    public int WordsIn(string workId) => _index.WordCountAt(_selected[_byId[workId]]);

    /// <inheritdoc/>
    public int TextLengthOf(string workId) => _byId.ContainsKey(workId) ? _index.TextLengthOf(workId) : throw NoWork(workId);

    /// <inheritdoc/>
    public string ReadText(string workId, TextSpan span) =>
        _byId.ContainsKey(workId) ? _index.ReadText(workId, span) : throw NoWork(workId);

    /// <inheritdoc/>
    public Work WorkAt(int work) => _index.WorkAt(_selected[work]);

    /// <inheritdoc/>
    public int WordCountAt(int work) => _index.WordCountAt(_selected[work]);

    /// <inheritdoc/>
    public long ContentHashAt(int work) => _index.ContentHashAt(_selected[work]);

    /// <inheritdoc/>
    public void FindSeeds(ReadOnlySpan<ulong> kgrams, ReadOnlySpan<ulong> words, List<Seed> seeds)
    {
        int first = seeds.Count, kept = first;
        _index.FindSeeds(kgrams, words, seeds);
        for (int i = first; i < seeds.Count; i++)
        {
            int number = _numbers[seeds[i].Work];
            if (number != NotSelected)
                seeds[kept++] = seeds[i] with { Work = number };
        }
        seeds.RemoveRange(kept, seeds.Count - kept);
    }

    /// <inheritdoc/>
    public int ReadBlock(int work, int firstWord, Span<ulong> hashes) => _index.ReadBlock(_selected[work], firstWord, hashes);

    /// <inheritdoc/>
    public int ReadBlockSpans(int work, int firstWord, Span<TextSpan> spans) => _index.ReadBlockSpans(_selected[work], firstWord, spans);

    /// <summary>Nothing: the index is its owner's.</summary>
    public void Dispose() { }

    private static KeyNotFoundException NoWork(string workId) => new($"the index has no work '{workId}'");
}
