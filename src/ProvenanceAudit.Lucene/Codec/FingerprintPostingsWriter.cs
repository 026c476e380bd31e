using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;

namespace ProvenanceAudit.Lucene.Codec;

/// <summary>Writes the table of one segment, at a flush or a merge. See <see cref="FingerprintPostingsFormat"/> for the layout.</summary>
internal sealed class FingerprintPostingsWriter : FieldsConsumer
{
    private readonly SegmentWriteState _state;
    private readonly IndexOutput _output;

    public FingerprintPostingsWriter(SegmentWriteState state)
    {
        _state = state;
        if (state.SegmentInfo.DocCount >= uint.MaxValue / FingerprintPostingsFormat.PositionsPerDocument)
            throw new NotSupportedException($"a segment of {state.SegmentInfo.DocCount} passages is larger than an address can tell");
        string name = FingerprintPostingsFormat.FileName(state.SegmentInfo.Name, state.SegmentSuffix);
        _output = state.Directory.CreateOutput(name, state.Context);
        CodecUtil.WriteHeader(_output, FingerprintPostingsFormat.HeaderName, FingerprintPostingsFormat.Version);
    }

    /// <inheritdoc/>
    public override TermsConsumer AddField(FieldInfo field) => new Table(_output, _state.SegmentInfo.DocCount);

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            CodecUtil.WriteFooter(_output);
            _output.Dispose();
        }
    }

    private sealed class Table(IndexOutput output, int documents) : TermsConsumer
    {
        private readonly Bucket _bucket = new();
        private readonly int[] _counts = new int[FingerprintPostingsFormat.Buckets];
        private readonly int _addressBytes = documents * (long)FingerprintPostingsFormat.PositionsPerDocument <= 1 << 24 ? 3 : 4;
        private byte[] _columns = new byte[1024];
        private ulong[] _sorted = new ulong[256];
        private long _entries;
        private long _sumDocFreq;
        private ulong _check;

        public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;

        public override PostingsConsumer StartTerm(BytesRef text)
        {
            _bucket.Clear(text);
            return _bucket;
        }

        public override void FinishTerm(BytesRef text, TermStats stats)
        {
            // A term of two bytes is one bucket; a term of one, as passages bring it, is up to 256.
            int first = text.Bytes[text.Offset] << 8;
            ReadOnlySpan<ulong> entries = _bucket.Entries;
            Span<int> ends = stackalloc int[256];
            Distribute(entries, ends);
            for (int second = 0, start = 0; second < 256; start = ends[second++])
            {
                if (ends[second] > start)
                    Write(first | second, _sorted.AsSpan(start, ends[second] - start));
            }
        }

        /// <summary>Puts entries in order of their buckets, those of one bucket in the order in which they came: by documents and positions.</summary>
        private void Distribute(ReadOnlySpan<ulong> entries, Span<int> ends)
        {
            if (_sorted.Length < entries.Length)
                _sorted = new ulong[2 * entries.Length];
            ends.Clear();
            foreach (ulong entry in entries)
                ends[(int)(entry >> 56)]++;
            int sum = 0;
            for (int i = 0; i < ends.Length; i++)
                (ends[i], sum) = (sum, sum + ends[i]);
            foreach (ulong entry in entries)
                _sorted[ends[(int)(entry >> 56)]++] = entry;
        }

        private void Write(int number, Span<ulong> entries)
        {
            int n = entries.Length;
            _sumDocFreq += DocumentsOf(entries);
            entries.Sort();
            int needed = n * (3 + _addressBytes);
            if (_columns.Length < needed)
                _columns = new byte[2 * needed];
            for (int i = 0; i < n; i++)
            {
                // An entry in sorting order: 8 bits of the hash that tell the bucket and 16 more, 32 of the address, 8 of the neighbours.
                ulong entry = entries[i];
                uint address = (uint)(entry >> 8);
                _columns[2 * i] = (byte)(entry >> 40);
                _columns[2 * i + 1] = (byte)(entry >> 48);
                _columns[2 * n + i] = (byte)entry;
                int at = 3 * n + i * _addressBytes;
                for (int b = 0; b < _addressBytes; b++)
                    _columns[at + b] = (byte)(address >> (8 * b));
            }
            output.WriteBytes(_columns, 0, needed);
            _check = FingerprintPostingsFormat.Chain(_check, _columns.AsSpan(0, needed));
            _counts[number] = n;
            _entries += n;
        }

        private static int DocumentsOf(ReadOnlySpan<ulong> entries)
        {
            int different = 0;
            uint last = uint.MaxValue;
            foreach (ulong entry in entries)
            {
                uint document = (uint)(entry >> 8) / FingerprintPostingsFormat.PositionsPerDocument;
                if (document != last)
                    different++;
                last = document;
            }
            return different;
        }

        public override void Finish(long sumTotalTermFreq, long sumDocFreq, int docCount)
        {
            long directory = output.Position;
            foreach (int count in _counts)
                output.WriteVInt32(count);
            output.WriteInt64(directory);
            output.WriteInt64(_entries);
            output.WriteInt64(_sumDocFreq);
            output.WriteInt32(docCount);
            output.WriteInt32(_addressBytes);
            output.WriteInt64((long)_check);
        }
    }

    private sealed class Bucket : PostingsConsumer
    {
        private ulong[] _entries = new ulong[256];
        private int _count;
        private ulong _document;
        private ulong _second;

        public Span<ulong> Entries => _entries.AsSpan(0, _count);

        public void Clear(BytesRef term)
        {
            _count = 0;
            _second = term.Length > 1 ? (ulong)term.Bytes[term.Offset + 1] << 56 : 0;
        }

        public override void StartDoc(int docId, int freq) => _document = (ulong)docId * FingerprintPostingsFormat.PositionsPerDocument;

        public override void AddPosition(int position, BytesRef payload, int startOffset, int endOffset)
        {
            if (_count == _entries.Length)
                Array.Resize(ref _entries, 2 * _count);
            byte[] bytes = payload.Bytes;
            int end = payload.Offset + payload.Length;
            ulong second = payload.Length == FingerprintPostingsFormat.PassagePayload ? (ulong)bytes[payload.Offset] << 56 : _second;
            ulong hash = (ulong)bytes[end - 3] << 8 | bytes[end - 2];
            _entries[_count++] = second | hash << 40 | (_document + (uint)position) << 8 | bytes[end - 1];
        }

        public override void FinishDoc()
        {
        }
    }
}
