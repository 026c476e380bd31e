using Lucene.Net.Index;
using Lucene.Net.Search;
using ProvenanceAudit.Lucene.Codec;
using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Lucene;

/// <summary>
/// One segment of an open index: its table of fingerprints, its passages, and which document belongs to which work.
/// </summary>
internal sealed class IndexSegment
{
    private const int EntriesLookedAt = 2 * SeedLimits.Places;

    private readonly FingerprintPostingsReader? _table;
    private readonly PassageFormat.Reader? _passages;
    private readonly int[] _workOfDocument;
    private readonly int[] _firstPassage;
    private readonly int _firstWork;
    private readonly bool _hasDeletions;
    private readonly string _indexName;

    /// <summary>Reads the segment's works.</summary>
    /// <param name="indexName">Name of the index, for messages.</param>
    /// <param name="reader">The segment.</param>
    /// <param name="firstWork">Number that its first work gets.</param>
    /// <param name="works">Receives its live works.</param>
    public IndexSegment(string indexName, AtomicReader reader, int firstWork, List<IndexedWork> works)
    {
        _indexName = indexName;
        _firstWork = firstWork;
        _hasDeletions = reader.HasDeletions;
        _table = (reader.GetTerms(FingerprintCodec.FingerprintField) as FingerprintTerms)?.Table;
        _passages = (reader.GetBinaryDocValues(FingerprintCodec.PassageField) as PassageFormat.Reader.Values)?.Passages;
        _workOfDocument = new int[reader.MaxDoc];
        Array.Fill(_workOfDocument, -1);
        var firstPassages = new List<int>();
        DocsEnum? parents = reader.GetTermDocsEnum(new Term(IndexFields.Kind, IndexFields.KindWork));
        if (parents is not null)
        {
            NumericDocValues words = reader.GetNumericDocValues(IndexFields.Words);
            NumericDocValues length = reader.GetNumericDocValues(IndexFields.Length);
            NumericDocValues fingerprints = reader.GetNumericDocValues(IndexFields.Fingerprints);
            NumericDocValues contents = reader.GetNumericDocValues(IndexFields.Content);
            NumericDocValues passages = reader.GetNumericDocValues(IndexFields.Passages);
            while (parents.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                int document = parents.DocID;
                if (reader.LiveDocs?.Get(document) == false)
                    continue;
                int work = firstWork + firstPassages.Count;
                Array.Fill(_workOfDocument, work, document + 1, (int)passages.Get(document));
                firstPassages.Add(document + 1);
                works.Add(new IndexedWork(
                    this, reader, document, (int)words.Get(document), (int)length.Get(document),
                    (int)fingerprints.Get(document), contents.Get(document)));
            }
        }
        _firstPassage = [.. firstPassages];
    }

    /// <summary>Fingerprints in the table, those of deleted works included.</summary>
    public long Entries => _table?.Entries ?? 0;

    /// <summary>
    /// Adds the hashes of all fingerprints to a filter, and makes sure on the way that the table is as it was written.
    /// </summary>
    /// <exception cref="InvalidDataException">It is not.</exception>
    public void AddTo(Fingerprints.MembershipFilter filter)
    {
        if (_table is null)
            return;
        ulong check = 0;
        for (int number = 0; number < FingerprintPostingsFormat.Buckets; number++)
        {
            BucketView bucket = _table.Bucket(number);
            if (bucket.Count == 0)
                continue;
            check = FingerprintPostingsFormat.Chain(check, bucket.Columns);
            for (int i = 0; i < bucket.Count; i++)
                filter.Add((uint)number << 16 | bucket.HashAt(i));
        }
        _table.Confirm(check);
    }

    /// <summary>Asks the processor to bring what <see cref="EntriesOf"/> reads of a fingerprint into its cache.</summary>
    public void Expect(uint hash)
    {
        if (_table is not null)
            _table.Bucket((int)(hash >> 16)).Expect((ushort)hash);
    }

    /// <summary>Asks the processor to bring the passage with a word into its cache, where the table has told the place of the passage already.</summary>
    public void ExpectPassage(int work, int word)
    {
        int passage = word / IPassageIndex.BlockWords;
        _passages!.Expect(_firstPassage[work - _firstWork] + passage, Storage.PassageWriter.OffsetOfWord(word % IPassageIndex.BlockWords));
    }

    /// <summary>The entries of a fingerprint, those of deleted works included.</summary>
    public Range EntriesOf(uint hash)
    {
        if (_table is null)
            return default;
        BucketView bucket = _table.Bucket((int)(hash >> 16));
        int first = bucket.LowerBound((ushort)hash);
        if (first == bucket.Count || bucket.HashAt(first) != (ushort)hash)
            return default;
        // Nearly all fingerprints stand in one place.
        int end = first + 1;
        if (end < bucket.Count && bucket.HashAt(end) == (ushort)hash)
            end = bucket.LowerBound((ushort)hash + 1);
        return first..end;
    }

    /// <summary>How many entries are of live works: exactly up to <see cref="EntriesLookedAt"/>, beyond that all count.</summary>
    public int CountLive(uint hash, Range entries)
    {
        int first = entries.Start.Value, end = entries.End.Value, count = end - first;
        if (!_hasDeletions || count == 0)
            return count;
        BucketView bucket = _table!.Bucket((int)(hash >> 16));
        for (int i = first; i < Math.Min(end, first + EntriesLookedAt); i++)
        {
            if (_workOfDocument[bucket.AddressAt(i) >> 8] < 0)
                count--;
        }
        return count;
    }

    /// <summary>Appends the places of a fingerprint in live works, in their order, and returns how many.</summary>
    /// <param name="hash">The fingerprint.</param>
    /// <param name="entries">Its entries.</param>
    /// <param name="maximum">The most to append.</param>
    /// <param name="seed">The place in the output, with what is the same for all.</param>
    /// <param name="neighbours">The output's neighbour byte.</param>
    /// <param name="seeds">Receives them.</param>
    public int AddSeeds(uint hash, Range entries, int maximum, Seed seed, byte neighbours, List<Seed> seeds)
    {
        if (_table is null)
            return 0;
        BucketView bucket = _table.Bucket((int)(hash >> 16));
        int added = 0;
        for (int i = entries.Start.Value; i < entries.End.Value && added < maximum; i++)
        {
            uint address = bucket.AddressAt(i);
            int document = (int)(address >> 8);
            int work = _workOfDocument[document];
            if (work < 0)
                continue;
            _passages?.ExpectOffset(document);
            int differing = bucket.NeighboursAt(i) ^ neighbours;
            int passage = document - _firstPassage[work - _firstWork];
            seeds.Add(seed with
            {
                Work = work,
                WorkWord = passage * IPassageIndex.BlockWords + (int)(address & 0xFF),
                MayExtend = (differing & 0xF0) == 0 || (differing & 0x0F) == 0,
            });
            added++;
        }
        return added;
    }

    /// <summary>A passage of a work, as <see cref="Storage.PassageWriter"/> wrote it.</summary>
    /// <exception cref="IndexUnusableException">The passage is not as it was written.</exception>
    public ReadOnlySpan<byte> Passage(int work, int passage) => Read(_firstPassage[work - _firstWork] + passage);

    private ReadOnlySpan<byte> Read(int document)
    {
        try
        {
            return _passages is null ? throw new InvalidDataException("a segment has no passages") : _passages.Passage(document);
        }
        catch (InvalidDataException e)
        {
            throw IndexUnusableException.Damaged(_indexName, e);
        }
    }
}

/// <summary>A work as the index knows it before its metadata is read.</summary>
/// <param name="Segment">Where it is.</param>
/// <param name="Reader">The segment's reader.</param>
/// <param name="Document">Number of the work's own document.</param>
/// <param name="Words">Words of its text.</param>
/// <param name="Length">UTF-16 code units of its text.</param>
/// <param name="Fingerprints">Its fingerprints.</param>
/// <param name="Content">Its <see cref="ContentHash"/>.</param>
internal sealed record IndexedWork(
    IndexSegment Segment, AtomicReader Reader, int Document, int Words, int Length, int Fingerprints, long Content);
