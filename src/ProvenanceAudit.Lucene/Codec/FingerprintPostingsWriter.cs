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
        private long _entries;
        private ulong _check;

        public override IComparer<BytesRef> Comparer => BytesRef.UTF8SortedAsUnicodeComparer;

        public override PostingsConsumer StartTerm(BytesRef text)
        {
            _bucket.Clear();
            return _bucket;
        }

        public override void FinishTerm(BytesRef text, TermStats stats)
        {
            int number = text.Bytes[text.Offset] << 8 | text.Bytes[text.Offset + 1];
            Span<ulong> entries = _bucket.Entries;
            entries.Sort();
            int n = entries.Length;
            int needed = n * (3 + _addressBytes);
            if (_columns.Length < needed)
                _columns = new byte[2 * needed];
            for (int i = 0; i < n; i++)
            {
                // An entry in sorting order: 16 bits of the hash, 32 of the address, 8 of the neighbours.
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

        public override void Finish(long sumTotalTermFreq, long sumDocFreq, int docCount)
        {
            long directory = output.Position;
            foreach (int count in _counts)
                output.WriteVInt32(count);
            output.WriteInt64(directory);
            output.WriteInt64(_entries);
            output.WriteInt64(sumDocFreq);
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

        public Span<ulong> Entries => _entries.AsSpan(0, _count);

        public void Clear() => _count = 0;

        public override void StartDoc(int docId, int freq) => _document = (ulong)docId * FingerprintPostingsFormat.PositionsPerDocument;

        public override void AddPosition(int position, BytesRef payload, int startOffset, int endOffset)
        {
            if (_count == _entries.Length)
                Array.Resize(ref _entries, 2 * _count);
            byte[] bytes = payload.Bytes;
            int at = payload.Offset;
            ulong hash = (ulong)bytes[at] << 8 | bytes[at + 1];
            _entries[_count++] = hash << 40 | (_document + (uint)position) << 8 | bytes[at + 2];
        }

        public override void FinishDoc()
        {
        }
    }
}
