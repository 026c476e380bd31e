using Lucene.Net.Index;
using Lucene.Net.Search;
using ProvenanceAudit.Lucene.Codec;
using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Lucene;

/// <summary>One segment of an open index: its table of fingerprints, its passages, and which document belongs to which work.</summary>
internal sealed class IndexSegment
{
    private const int MaximumPlaces = 2048;

    private readonly FingerprintPostingsReader? _table;
    private readonly PassageFormat.Reader? _passages;
    private readonly int[] _workOfDocument;
    private readonly int[] _firstPassage;
    private readonly int _firstWork;

    /// <summary>Reads the segment's works.</summary>
    /// <param name="reader">The segment.</param>
    /// <param name="firstWork">Number that its first work gets.</param>
    /// <param name="works">Receives its live works.</param>
    public IndexSegment(AtomicReader reader, int firstWork, List<IndexedWork> works)
    {
        _firstWork = firstWork;
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
            NumericDocValues passages = reader.GetNumericDocValues(IndexFields.Passages);
            while (parents.NextDoc() != DocIdSetIterator.NO_MORE_DOCS)
            {
                int document = parents.DocID;
                if (reader.LiveDocs?.Get(document) == false)
                    continue;
                int work = firstWork + firstPassages.Count;
                Array.Fill(_workOfDocument, work, document + 1, (int)passages.Get(document));
                firstPassages.Add(document + 1);
                works.Add(new IndexedWork(this, reader, document, (int)words.Get(document), (int)length.Get(document), (int)fingerprints.Get(document)));
            }
        }
        _firstPassage = [.. firstPassages];
    }

    /// <summary>Fingerprints in the table, those of deleted works included.</summary>
    public long Entries => _table?.Entries ?? 0;

    /// <summary>Adds the hashes of all fingerprints to a filter.</summary>
    public void AddTo(Fingerprints.MembershipFilter filter)
    {
        if (_table is null)
            return;
        for (int number = 0; number < FingerprintPostingsFormat.Buckets; number++)
        {
            BucketView bucket = _table.Bucket(number);
            for (int i = 0; i < bucket.Count; i++)
                filter.Add((uint)number << 16 | bucket.HashAt(i));
        }
    }

    /// <summary>Asks the processor to bring what <see cref="Find"/> reads of a fingerprint into its cache.</summary>
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

    /// <summary>Appends the places of a fingerprint in live works.</summary>
    public void Find(uint hash, byte neighbours, int word, List<Seed> seeds)
    {
        if (_table is null)
            return;
        BucketView bucket = _table.Bucket((int)(hash >> 16));
        ushort rest = (ushort)hash;
        int first = bucket.LowerBound(rest), end = first;
        while (end < bucket.Count && bucket.HashAt(end) == rest)
            end++;
        ushort occurrences = (ushort)Math.Min(end - first, ushort.MaxValue);
        // Beyond this many places a k-gram tells nothing, and a hostile text of one repeated phrase would ask for the square of its length.
        end = Math.Min(end, first + MaximumPlaces);
        for (int i = first; i < end; i++)
        {
            uint address = bucket.AddressAt(i);
            int document = (int)(address >> 8);
            int work = _workOfDocument[document];
            if (work < 0)
                continue;
            _passages?.ExpectOffset(document);
            int differing = bucket.NeighboursAt(i) ^ neighbours;
            bool mayExtend = (differing & 0xF0) == 0 || (differing & 0x0F) == 0;
            int passage = document - _firstPassage[work - _firstWork];
            seeds.Add(new Seed(work, word, passage * IPassageIndex.BlockWords + (int)(address & 0xFF), occurrences, mayExtend));
        }
    }

    /// <summary>A passage of a work, as <see cref="Storage.PassageWriter"/> wrote it.</summary>
    public ReadOnlySpan<byte> Passage(int work, int passage) => _passages!.Passage(_firstPassage[work - _firstWork] + passage);
}

/// <summary>A work as the index knows it before its metadata is read.</summary>
/// <param name="Segment">Where it is.</param>
/// <param name="Reader">The segment's reader.</param>
/// <param name="Document">Number of the work's own document.</param>
/// <param name="Words">Words of its text.</param>
/// <param name="Length">UTF-16 code units of its text.</param>
/// <param name="Fingerprints">Its fingerprints.</param>
internal sealed record IndexedWork(IndexSegment Segment, AtomicReader Reader, int Document, int Words, int Length, int Fingerprints);
