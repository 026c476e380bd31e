using System.Collections.Concurrent;
using System.Runtime.InteropServices;
using System.Text;
using System.Text.Json;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using ProvenanceAudit.Fingerprints;
using ProvenanceAudit.Lucene.Codec;
using ProvenanceAudit.Lucene.Storage;
using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Lucene;

/// <summary>
/// An index as of its last commit. Holds in memory the membership filter (12 bits a fingerprint), the strings, and 4 bytes a passage;
/// tables and passages are memory-mapped. A writer may work on the index meanwhile.
/// </summary>
public sealed class FingerprintIndexReader : IPassageIndex
{
    // Seeds that stand in more places are hardly ever compared with the work's text.
    private const int SeedsLookedAt = 8;

    private readonly FSDirectory _directory;
    private readonly DirectoryReader _reader;
    private volatile bool _disposed;
    private readonly IndexSegment[] _segments;
    private readonly List<IndexedWork> _works;
    private readonly Lazy<Dictionary<string, int>> _numbers;
    private readonly ConcurrentDictionary<int, Work> _metadata = new();
    private readonly Vocabulary _words;
    private readonly Vocabulary _gaps;
    private readonly MembershipFilter _filter;
    private readonly Lazy<BackgroundModel> _background;

    private FingerprintIndexReader(string name, FSDirectory directory, DirectoryReader reader, FingerprintScheme scheme)
    {
        _directory = directory;
        _reader = reader;
        Scheme = scheme;
        _works = [];
        _segments = [.. reader.Leaves.Select(leaf => new IndexSegment(name, leaf.AtomicReader, _works.Count, _works))];
        _words = Vocabulary.Load(StringPacks.Read(reader, gaps: false), hash: true);
        _gaps = Vocabulary.Load(StringPacks.Read(reader, gaps: true), hash: false);
        _filter = new MembershipFilter(_segments.Sum(s => s.Entries));
        foreach (IndexSegment segment in _segments)
            segment.AddTo(_filter);
        _numbers = new(() => Enumerable.Range(0, _works.Count).ToDictionary(i => WorkAt(i).Id, i => i, StringComparer.Ordinal));
        _background = new(() => BackgroundModel.Learn(this));
        Statistics = new IndexStatistics(
            _works.Count, _works.Sum(w => (long)w.Words), _works.Sum(w => (long)w.Fingerprints), _works.Sum(w => (long)w.Length),
            SizeOf(directory, reader.IndexCommit.FileNames));
    }

    /// <inheritdoc/>
    public FingerprintScheme Scheme { get; }

    /// <inheritdoc/>
    public IndexStatistics Statistics { get; }

    /// <inheritdoc/>
    public IEnumerable<Work> Works => Enumerable.Range(0, _works.Count).Select(WorkAt);

    /// <inheritdoc/>
    public int WorkCount => _works.Count;

    /// <summary>Bytes of the membership filter.</summary>
    public long FilterBytes => _filter.MemoryBytes;

    /// <summary>Share of fingerprints in no work that the membership filter lets pass, 0 to 1.</summary>
    public double FilterFalsePositiveRate => _filter.FalsePositiveRate();

    /// <summary>Opens the last commit.</summary>
    /// <exception cref="IndexUnusableException">There is no index, or it was made with another scheme or format.</exception>
    public static FingerprintIndexReader Open(string directory)
    {
        FingerprintCodec.Register();
        if (!System.IO.Directory.Exists(directory))
            throw new IndexUnusableException($"there is no index '{directory}'");
        FSDirectory folder = new MMapDirectory(new DirectoryInfo(directory));
        DirectoryReader? reader = null;
        try
        {
            if (!DirectoryReader.IndexExists(folder))
                throw new IndexUnusableException($"the folder '{directory}' holds no index");
            (reader, FingerprintScheme scheme) = CommittedIndex.Open(folder, directory);
            return new FingerprintIndexReader(directory, folder, reader, scheme);
        }
        catch (Exception e)
        {
            reader?.Dispose();
            folder.Dispose();
            if (IndexUnusableException.IsDamage(e))
                throw IndexUnusableException.Damaged(directory, e);
            throw;
        }
    }

    /// <inheritdoc/>
    public Work WorkAt(int work) => _metadata.GetOrAdd(work, n =>
    {
        IndexedWork indexed = _works[n];
        BytesRef metadata;
        // Lucene's stored fields of one segment are read through one stream.
        ObjectDisposedException.ThrowIf(_disposed, this);
        lock (indexed.Reader)
            metadata = indexed.Reader.Document(indexed.Document).GetBinaryValue(IndexFields.Metadata);
        return JsonSerializer.Deserialize<Work>(metadata.Bytes.AsSpan(metadata.Offset, metadata.Length))
            ?? throw new InvalidDataException("a work of the index has no metadata");
    });

    /// <inheritdoc/>
    public int WordCountAt(int work) => _works[work].Words;

    /// <inheritdoc/>
    public long ContentHashAt(int work) => _works[work].Content;

    /// <inheritdoc/>
    public Work? FindWork(string workId) => _numbers.Value.TryGetValue(workId, out int work) ? WorkAt(work) : null;

    /// <inheritdoc/>
    public int WordsIn(string workId) => _works[NumberOf(workId)].Words;

    /// <inheritdoc/>
    public int TextLengthOf(string workId) => _works[NumberOf(workId)].Length;

    /// <inheritdoc/>
    public void FindSeeds(ReadOnlySpan<ulong> kgrams, ReadOnlySpan<ulong> words, List<Seed> seeds)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        int before = seeds.Count;
        for (int places = SeedLimits.Places; !TryFindSeeds(kgrams, words, places, seeds); places = SeedLimits.Fewer(places))
            seeds.RemoveRange(before, seeds.Count - before);
        foreach (Seed seed in CollectionsMarshal.AsSpan(seeds)[before..])
        {
            if (seed.Occurrences <= SeedsLookedAt || seed.MayExtend)
                _works[seed.Work].Segment.ExpectPassage(seed.Work, seed.WorkWord);
        }
    }

    private bool TryFindSeeds(ReadOnlySpan<ulong> kgrams, ReadOnlySpan<ulong> words, int maximumPlaces, List<Seed> seeds)
    {
        // Filter, tables and passages are larger than the processor's caches. So each is asked for well before it is read.
        const int AtOnce = 256;
        Span<int> passed = stackalloc int[AtOnce];
        Span<Range> entries = _segments.Length <= 64 ? stackalloc Range[_segments.Length] : new Range[_segments.Length];
        int room = SeedLimits.Seeds(kgrams.Length);
        for (int start = 0; start < kgrams.Length; start += AtOnce)
        {
            int count = Filter(kgrams, start, Math.Min(kgrams.Length, start + AtOnce), passed);
            foreach (int i in passed[..count])
            {
                foreach (IndexSegment segment in _segments)
                    segment.Expect((uint)(kgrams[i] >> 32));
            }
            foreach (int i in passed[..count])
            {
                room -= AddSeeds((uint)(kgrams[i] >> 32), Neighbours.Of(words, i, Scheme.KgramWords), i, maximumPlaces, entries, seeds);
                if (room < 0)
                    return false;
            }
        }
        return true;
    }

    private int AddSeeds(uint hash, byte neighbours, int word, int maximumPlaces, Span<Range> entries, List<Seed> seeds)
    {
        int occurrences = 0;
        for (int s = 0; s < _segments.Length; s++)
        {
            entries[s] = _segments[s].EntriesOf(hash);
            occurrences += _segments[s].CountLive(hash, entries[s]);
        }
        if (occurrences == 0)
            return 0;
        int rest = Math.Min(occurrences, maximumPlaces), before = seeds.Count;
        var seed = new Seed(0, word, 0, (ushort)Math.Min(occurrences, ushort.MaxValue), false);
        for (int s = 0; s < _segments.Length && rest > 0; s++)
            rest -= _segments[s].AddSeeds(hash, entries[s], rest, seed, neighbours, seeds);
        return seeds.Count - before;
    }

    /// <inheritdoc/>
    public int ReadBlock(int work, int firstWord, Span<ulong> hashes)
    {
        if (firstWord >= _works[work].Words)
            return 0;
        PassageReader passage = PassageAt(work, firstWord / PassageWriter.PassageWords);
        return passage.ReadHashes(firstWord % PassageWriter.PassageWords, hashes);
    }

    /// <inheritdoc/>
    public int ReadBlockSpans(int work, int firstWord, Span<TextSpan> spans)
    {
        if (firstWord >= _works[work].Words)
            return 0;
        PassageReader passage = PassageAt(work, firstWord / PassageWriter.PassageWords);
        return passage.ReadSpans(spans);
    }

    /// <inheritdoc/>
    public BackgroundModel Background => _background.Value;

    /// <inheritdoc/>
    public string ReadText(string workId, TextSpan span)
    {
        int work = NumberOf(workId);
        int from = Math.Clamp(span.Start, 0, _works[work].Length), to = Math.Clamp(span.End, from, _works[work].Length);
        int passages = (_works[work].Words + PassageWriter.PassageWords - 1) / PassageWriter.PassageWords;
        int low = 0, high = passages - 1;
        while (low < high)
        {
            int middle = (low + high + 1) / 2;
            if (PassageAt(work, middle).Start <= from)
                low = middle;
            else
                high = middle - 1;
        }
        int start = PassageAt(work, low).Start;
        var text = new StringBuilder();
        for (int passage = low; passage < passages && start + text.Length < to; passage++)
            PassageAt(work, passage).AppendText(text);
        return text.ToString(from - start, to - from);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _disposed = true;
        _reader.Dispose();
        _directory.Dispose();
        _filter.Dispose();
    }

    /// <summary>The k-grams of <c>[start, end)</c> that the filter lets pass.</summary>
    private int Filter(ReadOnlySpan<ulong> kgrams, int start, int end, Span<int> passed)
    {
        const int Ahead = 24;
        int count = 0;
        for (int i = 0; start == 0 && i < Math.Min(Ahead, kgrams.Length); i++)
            _filter.Prefetch((uint)(kgrams[i] >> 32));
        for (int i = start; i < end; i++)
        {
            if (i + Ahead < kgrams.Length)
                _filter.Prefetch((uint)(kgrams[i + Ahead] >> 32));
            passed[count] = i;
            if (_filter.MayContain((uint)(kgrams[i] >> 32)))
                count++;
        }
        return count;
    }

    /// <summary>Bytes of files; one that a writer has removed since counts no more.</summary>
    private static long SizeOf(FSDirectory directory, IEnumerable<string> files) => files
        .Select(file => new FileInfo(Path.Combine(directory.Directory.FullName, file)))
        .Sum(file =>
        {
            try
            {
                return file.Length;
            }
            catch (FileNotFoundException)
            {
                return 0;
            }
        });

    private PassageReader PassageAt(int work, int passage)
    {
        ObjectDisposedException.ThrowIf(_disposed, this);
        return new PassageReader(_works[work].Segment.Passage(work, passage), _words, _gaps);
    }

    private int NumberOf(string workId) =>
        _numbers.Value.TryGetValue(workId, out int work) ? work : throw new KeyNotFoundException($"the index has no work '{workId}'");
}
