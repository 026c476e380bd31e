using Lucene.Net.Index;
using Lucene.Net.Util;

namespace ProvenanceAudit.Lucene.Codec;

/// <summary>A segment's table as Lucene sees it: terms of two bytes, the buckets, with documents, positions and payloads.</summary>
internal sealed class FingerprintTerms(FingerprintPostingsReader table) : Terms
{
    /// <summary>The table itself, for scans.</summary>
    public FingerprintPostingsReader Table => table;

    public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;

    public override long Count => table.BucketsUsed;

    public override long SumTotalTermFreq => table.Entries;

    public override long SumDocFreq => table.SumDocFreq;

    public override int DocCount => table.DocCount;

    public override bool HasFreqs => true;

    public override bool HasOffsets => false;

    public override bool HasPositions => true;

    public override bool HasPayloads => true;

    public override TermsEnum GetEnumerator() => new Buckets(table);

    [Obsolete("Lucene.Net keeps it for ports of Java code.")]
    public override TermsEnum GetIterator(TermsEnum? reuse) => GetEnumerator();

    private sealed class Buckets(FingerprintPostingsReader table) : TermsEnum
    {
        private readonly BytesRef _term = new(2) { Length = 2 };
        private int _bucket = -1;

        public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;

        public override BytesRef Term => _term;

        public override long Ord => throw new NotSupportedException();

        public override int DocFreq
        {
            get
            {
                ulong[] entries = EntriesInOrder();
                int documents = 0;
                for (int i = 0; i < entries.Length; i++)
                {
                    if (i == 0 || DocumentOf(entries[i]) != DocumentOf(entries[i - 1]))
                        documents++;
                }
                return documents;
            }
        }

        public override long TotalTermFreq => table.Bucket(_bucket).Count;

        public override bool MoveNext() => MoveTo(_bucket + 1);

        [Obsolete("Lucene.Net keeps it for ports of Java code.")]
        public override BytesRef? Next() => MoveNext() ? _term : null;

        public override SeekStatus SeekCeil(BytesRef text)
        {
            int wanted = 0;
            for (int i = 0; i < 2; i++)
                wanted = wanted << 8 | (i < text.Length ? text.Bytes[text.Offset + i] : 0);
            // A longer text stands behind the bucket that is its beginning.
            bool exactLength = text.Length == 2;
            if (!MoveTo(text.Length > 2 ? wanted + 1 : wanted))
                return SeekStatus.END;
            return exactLength && _bucket == wanted ? SeekStatus.FOUND : SeekStatus.NOT_FOUND;
        }

        public override void SeekExact(long ord) => throw new NotSupportedException();

        public override DocsEnum Docs(IBits? liveDocs, DocsEnum? reuse, DocsFlags flags) => new Documents(EntriesInOrder(), liveDocs);

        public override DocsAndPositionsEnum DocsAndPositions(IBits? liveDocs, DocsAndPositionsEnum? reuse, DocsAndPositionsFlags flags) =>
            new Documents(EntriesInOrder(), liveDocs);

        private bool MoveTo(int bucket)
        {
            while (bucket < FingerprintPostingsFormat.Buckets && table.Bucket(bucket).Count == 0)
                bucket++;
            _bucket = Math.Min(bucket, FingerprintPostingsFormat.Buckets);
            if (_bucket == FingerprintPostingsFormat.Buckets)
                return false;
            _term.Bytes[0] = (byte)(_bucket >> 8);
            _term.Bytes[1] = (byte)_bucket;
            return true;
        }

        /// <summary>The bucket's entries in order of documents and positions: 32 bits address, 16 bits hash, 8 bits neighbours.</summary>
        private ulong[] EntriesInOrder()
        {
            BucketView bucket = table.Bucket(_bucket);
            ulong[] entries = new ulong[bucket.Count];
            for (int i = 0; i < entries.Length; i++)
                entries[i] = (ulong)bucket.AddressAt(i) << 24 | (ulong)bucket.HashAt(i) << 8 | bucket.NeighboursAt(i);
            Array.Sort(entries);
            return entries;
        }
    }

    private static int DocumentOf(ulong entry) => (int)(entry >> 32);

    private sealed class Documents(ulong[] entries, IBits? liveDocs) : DocsAndPositionsEnum
    {
        private readonly BytesRef _payload = new(3) { Length = 3 };
        private int _docId = -1;
        private int _next;
        private int _position;

        public override int DocID => _docId;

        public override int StartOffset => -1;

        public override int EndOffset => -1;

        public override int Freq
        {
            get
            {
                int first = _next;
                while (first > 0 && DocumentOf(entries[first - 1]) == _docId)
                    first--;
                int end = first;
                while (end < entries.Length && DocumentOf(entries[end]) == _docId)
                    end++;
                return end - first;
            }
        }

        public override int NextDoc()
        {
            while (_next < entries.Length)
            {
                int document = DocumentOf(entries[_next]);
                if (document != _docId && (liveDocs is null || liveDocs.Get(document)))
                    return _docId = document;
                _next++;
            }
            return _docId = NO_MORE_DOCS;
        }

        public override int Advance(int target) => SlowAdvance(target);

        public override long GetCost() => entries.Length;

        public override int NextPosition()
        {
            ulong entry = entries[_next++];
            _position = (int)(entry >> 24 & 0xFF);
            _payload.Bytes[0] = (byte)(entry >> 16);
            _payload.Bytes[1] = (byte)(entry >> 8);
            _payload.Bytes[2] = (byte)entry;
            return _position;
        }

        public override BytesRef GetPayload() => _payload;
    }
}
