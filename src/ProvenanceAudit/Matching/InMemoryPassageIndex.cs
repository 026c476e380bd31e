using System.Buffers.Binary;
using System.Runtime.InteropServices;
using System.Security.Cryptography;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>
/// An index in plain arrays, for catalogs of some thousand works, for decoys, and as what every other index must agree with.
/// About 40 bytes a word.
/// </summary>
public sealed class InMemoryPassageIndex : IPassageIndex
{
    private readonly List<IndexedText> _works = [];
    private readonly Dictionary<string, int> _numbers = new(StringComparer.Ordinal);
    private readonly Dictionary<ulong, List<Place>> _places = [];
    private readonly Lazy<BackgroundModel> _background;

    /// <summary>Tokenises and fingerprints works.</summary>
    /// <param name="works">Read once. Of two works with one id the later replaces the earlier.</param>
    /// <param name="scheme">The default when null.</param>
    /// <exception cref="ArgumentException">A work's id is empty, or its text has no words.</exception>
    public InMemoryPassageIndex(IEnumerable<WorkText> works, FingerprintScheme? scheme = null)
    {
        Scheme = scheme ?? FingerprintScheme.Default;
        _background = new(() => BackgroundModel.Learn(this));
        var tokeniser = new Tokeniser();
        var tokens = new WordTokens();
        foreach (WorkText work in works)
        {
            if (work.Work.Id.Length == 0)
                throw new ArgumentException("a work's id is empty", nameof(works));
            tokeniser.Tokenise(work.Text, tokens);
            if (tokens.Count == 0)
                throw new ArgumentException($"the text of work '{work.Work.Id}' has no words", nameof(works));
            var indexed = new IndexedText(work, tokens);
            if (_numbers.TryAdd(work.Work.Id, _works.Count))
                _works.Add(indexed);
            else
                _works[_numbers[work.Work.Id]] = indexed;
        }
        long fingerprints = 0;
        for (int work = 0; work < _works.Count; work++)
        {
            fingerprints += AddPlaces(work);
        }
        Statistics = new IndexStatistics(
            _works.Count, _works.Sum(w => (long)w.Hashes.Length), fingerprints, _works.Sum(w => (long)w.Source.Text.Length), 0);
    }

    /// <inheritdoc/>
    public FingerprintScheme Scheme { get; }

    /// <inheritdoc/>
    public IndexStatistics Statistics { get; }

    /// <inheritdoc/>
    public IEnumerable<Work> Works => _works.Select(w => w.Source.Work);

    /// <inheritdoc/>
    public int WorkCount => _works.Count;

    /// <inheritdoc/>
    public Work WorkAt(int work) => _works[work].Source.Work;

    /// <inheritdoc/>
    public int WordCountAt(int work) => _works[work].Hashes.Length;

    /// <inheritdoc/>
    public long ContentHashAt(int work) => _works[work].ContentHash;

    /// <inheritdoc/>
    public Work? FindWork(string workId) => _numbers.TryGetValue(workId, out int work) ? WorkAt(work) : null;

    /// <inheritdoc/>
    public int WordsIn(string workId) => Find(workId).Hashes.Length;

    /// <inheritdoc/>
    public int TextLengthOf(string workId) => Find(workId).Source.Text.Length;

    /// <inheritdoc/>
    public string ReadText(string workId, TextSpan span)
    {
        string text = Find(workId).Source.Text;
        int from = Math.Clamp(span.Start, 0, text.Length);
        return text[from..Math.Clamp(span.End, from, text.Length)];
    }

    /// <inheritdoc/>
    public void FindSeeds(ReadOnlySpan<ulong> kgrams, ReadOnlySpan<ulong> words, List<Seed> seeds)
    {
        int before = seeds.Count;
        for (int places = SeedLimits.Places; !TryFindSeeds(kgrams, words, places, seeds); places = SeedLimits.Fewer(places))
            seeds.RemoveRange(before, seeds.Count - before);
    }

    /// <inheritdoc/>
    public int ReadBlock(int work, int firstWord, Span<ulong> hashes)
    {
        ReadOnlySpan<ulong> rest = _works[work].Hashes.AsSpan(Math.Min(firstWord, WordCountAt(work)));
        int room = Math.Min(hashes.Length, IPassageIndex.BlockWords - firstWord % IPassageIndex.BlockWords);
        ReadOnlySpan<ulong> block = rest[..Math.Min(rest.Length, room)];
        block.CopyTo(hashes);
        return block.Length;
    }

    /// <inheritdoc/>
    public int ReadBlockSpans(int work, int firstWord, Span<TextSpan> spans)
    {
        ReadOnlySpan<TextSpan> rest = _works[work].Spans.AsSpan(Math.Min(firstWord, WordCountAt(work)));
        ReadOnlySpan<TextSpan> block = rest[..Math.Min(rest.Length, Math.Min(spans.Length, IPassageIndex.BlockWords))];
        block.CopyTo(spans);
        return block.Length;
    }

    /// <inheritdoc/>
    public BackgroundModel Background => _background.Value;

    /// <summary>Does nothing: there is only memory to give back.</summary>
    public void Dispose()
    {
    }

    private int AddPlaces(int work)
    {
        ulong[] words = _works[work].Hashes;
        ulong[] kgrams = new ulong[KgramHashes.Count(words.Length, Scheme.KgramWords)];
        KgramHashes.Compute(words, Scheme.KgramWords, kgrams);
        int[] selected = new int[kgrams.Length];
        int count = Winnowing.Select(kgrams, Scheme.WindowKgrams, selected);
        foreach (int word in selected.AsSpan(0, count))
        {
            if (!_places.TryGetValue(kgrams[word], out List<Place>? places))
                _places[kgrams[word]] = places = [];
            places.Add(new Place(work, word));
        }
        return count;
    }

    private bool TryFindSeeds(ReadOnlySpan<ulong> kgrams, ReadOnlySpan<ulong> words, int maximumPlaces, List<Seed> seeds)
    {
        int room = SeedLimits.Seeds(kgrams.Length);
        for (int i = 0; i < kgrams.Length; i++)
        {
            if (!_places.TryGetValue(kgrams[i], out List<Place>? places))
                continue;
            int count = Math.Min(places.Count, maximumPlaces);
            if ((room -= count) < 0)
                return false;
            ushort occurrences = (ushort)Math.Min(places.Count, ushort.MaxValue);
            for (int p = 0; p < count; p++)
                seeds.Add(new Seed(places[p].Work, i, places[p].Word, occurrences, MayExtend(words, i, places[p])));
        }
        return true;
    }

    private bool MayExtend(ReadOnlySpan<ulong> words, int word, Place place)
    {
        ulong[] theirs = _works[place.Work].Hashes;
        int end = word + Scheme.KgramWords, theirEnd = place.Word + Scheme.KgramWords;
        return (word > 0 && place.Word > 0 && words[word - 1] == theirs[place.Word - 1])
            || (end < words.Length && theirEnd < theirs.Length && words[end] == theirs[theirEnd]);
    }

    private IndexedText Find(string workId) =>
        _numbers.TryGetValue(workId, out int work)
            ? _works[work] : throw new KeyNotFoundException($"the index has no work '{workId}'");

    private readonly record struct Place(int Work, int Word);

    private sealed class IndexedText
    {
        public IndexedText(WorkText source, WordTokens tokens)
        {
            Source = source;
            Hashes = tokens.Hashes.ToArray();
            Spans = new TextSpan[tokens.Count];
            for (int i = 0; i < Spans.Length; i++)
                Spans[i] = tokens.SpanOf(i, i + 1);
        }

        public WorkText Source { get; }

        public ulong[] Hashes { get; }

        public long ContentHash => BinaryPrimitives.ReadInt64LittleEndian(
            SHA256.HashData(MemoryMarshal.AsBytes($"{Source.Work.Title}\n{Source.Text}".AsSpan())));

        public TextSpan[] Spans { get; }
    }
}
