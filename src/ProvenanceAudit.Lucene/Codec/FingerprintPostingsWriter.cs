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
        private uint[] _documents = new uint[256];
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
            Span<ulong> entries = _bucket.Entries;
            entries.Sort();
            // A term of two bytes is one bucket; a term of one, as passages bring it, is up to 256.
            int first = text.Bytes[text.Offset] << 8;
            for (int start = 0, end; start < entries.Length; start = end)
            {
                ulong second = entries[start] >> 56;
                end = start + 1;
                while (end < entries.Length && entries[end] >> 56 == second)
                    end++;
                Write(first | (int)second, entries[start..end]);
            }
        }

        private void Write(int number, ReadOnlySpan<ulong> entries)
        {
            int n = entries.Length;
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
            _sumDocFreq += DocumentsOf(entries);
        }

        private int DocumentsOf(ReadOnlySpan<ulong> entries)
        {
            if (_documents.Length < entries.Length)
                _documents = new uint[2 * entries.Length];
            Span<uint> documents = _documents.AsSpan(0, entries.Length);
            for (int i = 0; i < entries.Length; i++)
                documents[i] = (uint)(entries[i] >> 8) / FingerprintPostingsFormat.PositionsPerDocument;
            documents.Sort();
            int different = 1;
            for (int i = 1; i < documents.Length; i++)
                different += documents[i] != documents[i - 1] ? 1 : 0;
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
