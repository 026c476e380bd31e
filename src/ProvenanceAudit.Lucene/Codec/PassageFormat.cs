using System.Buffers.Binary;
using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using ProvenanceAudit.Lucene.Storage;
using Directory = Lucene.Net.Store.Directory;

namespace ProvenanceAudit.Lucene.Codec;

/// <summary>
/// Passages as plain bytes one after another, memory-mapped, so that the matcher reads a passage where it lies instead of
/// copying it out.
/// </summary>
/// <remarks>
/// File <c>.psg</c>: header; the values of all documents in order, each followed by 4 bytes, the low half of its <see
/// cref="ByteHash"/>; a table of 5-byte offsets, one a document and one past the last; 8 bytes offset of the table; 4 bytes
/// documents; Lucene's footer with the checksum. A document without a passage has no bytes at all.
/// </remarks>
[DocValuesFormatName("ProvenancePassages")]
internal sealed class PassageFormat : DocValuesFormat
{
    private const string HeaderName = "ProvenancePassages";
    private const int Version = 1;
    private const int OffsetBytes = 5;
    private const int TrailerLength = 12;
    private const int CheckLength = 4;

    /// <inheritdoc/>
    public override DocValuesConsumer FieldsConsumer(SegmentWriteState state) => new Writer(state);

    /// <inheritdoc/>
    public override DocValuesProducer FieldsProducer(SegmentReadState state) => new Reader(state);

    private static string FileName(string segment, string suffix) => IndexFileNames.SegmentFileName(segment, suffix, "psg");

    private sealed class Writer : DocValuesConsumer
    {
        private readonly IndexOutput _output;

        public Writer(SegmentWriteState state)
        {
            _output = state.Directory.CreateOutput(FileName(state.SegmentInfo.Name, state.SegmentSuffix), state.Context);
            CodecUtil.WriteHeader(_output, HeaderName, Version);
        }

        public override void AddBinaryField(FieldInfo field, IEnumerable<BytesRef> values)
        {
            var ends = new List<long>();
            foreach (BytesRef? value in values)
            {
                ends.Add(_output.Position);
                if (value is null || value.Length == 0)
                    continue;
                _output.WriteBytes(value.Bytes, value.Offset, value.Length);
                _output.WriteInt32((int)ByteHash.Of(value.Bytes.AsSpan(value.Offset, value.Length)));
            }
            long table = _output.Position;
            ends.Add(table);
            foreach (long end in ends)
            {
                _output.WriteInt32((int)(end >> 8));
                _output.WriteByte((byte)end);
            }
            _output.WriteInt64(table);
            _output.WriteInt32(ends.Count - 1);
        }

        public override void AddNumericField(FieldInfo field, IEnumerable<long?> values) => throw new NotSupportedException();

        public override void AddSortedField(FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrd) => throw new NotSupportedException();

        public override void AddSortedSetField(
            FieldInfo field, IEnumerable<BytesRef> values, IEnumerable<long?> docToOrdCount, IEnumerable<long?> ords) => throw new NotSupportedException();

        protected override void Dispose(bool disposing)
        {
            if (disposing)
            {
                CodecUtil.WriteFooter(_output);
                _output.Dispose();
            }
        }
    }

    /// <summary>The passages of one segment.</summary>
    internal sealed class Reader : DocValuesProducer
    {
        private readonly MappedFile _file;
        private readonly Directory _directory;
        private readonly string _fileName;
        private readonly IOContext _context;
        private readonly long _table;
        private readonly int _documents;

        // One bit a passage: each is compared with its check when it is first read, and never again.
        private readonly uint[] _confirmed;

        public Reader(SegmentReadState state)
        {
            _directory = state.Directory;
            _context = state.Context;
            _fileName = FileName(state.SegmentInfo.Name, state.SegmentSuffix);
            using (IndexInput input = _directory.OpenInput(_fileName, _context))
            {
                CodecUtil.CheckHeader(input, HeaderName, Version, Version);
                long header = input.Position, trailer = input.Length - CodecUtil.FooterLength() - TrailerLength;
                if (trailer < header)
                    throw new CorruptIndexException($"{_fileName} is damaged: it is too short");
                input.Seek(trailer);
                _table = input.ReadInt64();
                _documents = input.ReadInt32();
                if (_table < header || _documents != state.SegmentInfo.DocCount || _table + (_documents + 1L) * OffsetBytes != trailer)
                    throw new CorruptIndexException($"{_fileName} is damaged: its parts do not fit");
            }
            _file = new MappedFile(FingerprintPostingsFormat.PathOf(_directory, _fileName));
            _confirmed = new uint[_documents / 32 + 1];
        }

        /// <summary>A document's passage where it lies in memory; empty when it has none.</summary>
        /// <exception cref="InvalidDataException">It is not as it was written.</exception>
        public ReadOnlySpan<byte> Passage(int document)
        {
            long start = OffsetAt(document), length = OffsetAt(document + 1) - start;
            if (length == 0)
                return default;
            if (length is <= CheckLength or > int.MaxValue)
                throw new InvalidDataException($"{_fileName} is not as it was written: passage {document} has {length} bytes");
            ReadOnlySpan<byte> value = _file.Slice(start, (int)length - CheckLength);
            if ((_confirmed[document >> 5] & 1U << document) == 0)
                Confirm(document, value, _file.Slice(start + value.Length, CheckLength));
            return value;
        }

        private void Confirm(int document, ReadOnlySpan<byte> value, ReadOnlySpan<byte> check)
        {
            if (BinaryPrimitives.ReadInt32BigEndian(check) != (int)ByteHash.Of(value))
                throw new InvalidDataException($"{_fileName} is not as it was written: passage {document} has another check");
            Interlocked.Or(ref _confirmed[document >> 5], 1U << document);
        }

        /// <summary>Asks the processor to bring the place of a document's passage into its cache.</summary>
        public void ExpectOffset(int document) => _file.Expect(_table + (long)document * OffsetBytes);

        /// <summary>Asks the processor to bring the beginning of a document's passage, and a place in it, into its cache.</summary>
        public void Expect(int document, int at)
        {
            long start = OffsetAt(document);
            _file.Expect(start);
            _file.Expect(start + at);
        }

        public override BinaryDocValues GetBinary(FieldInfo field) => new Values(this);

        public override NumericDocValues GetNumeric(FieldInfo field) => throw new NotSupportedException();

        public override SortedDocValues GetSorted(FieldInfo field) => throw new NotSupportedException();

        public override SortedSetDocValues GetSortedSet(FieldInfo field) => throw new NotSupportedException();

        public override IBits GetDocsWithField(FieldInfo field) => new Present(this);

        public override long RamBytesUsed() => 0;

        public override void CheckIntegrity()
        {
            using IndexInput input = _directory.OpenInput(_fileName, _context);
            CodecUtil.ChecksumEntireFile(input);
        }

        protected override void Dispose(bool disposing)
        {
            if (disposing)
                _file.Dispose();
        }

        private long OffsetAt(int document)
        {
            ReadOnlySpan<byte> at = _file.Slice(_table + (long)document * OffsetBytes, OffsetBytes);
            return (long)BinaryPrimitives.ReadUInt32BigEndian(at) << 8 | at[4];
        }

        private sealed class Present(Reader reader) : IBits
        {
            public int Length => reader._documents;

            public bool Get(int index) => !reader.Passage(index).IsEmpty;
        }

        /// <summary>What Lucene reads when it merges; <see cref="Reader"/> is what scans read.</summary>
        internal sealed class Values(Reader reader) : BinaryDocValues
        {
            /// <summary>The segment's passages.</summary>
            public Reader Passages => reader;

            public override void Get(int docID, BytesRef result)
            {
                byte[] bytes = reader.Passage(docID).ToArray();
                result.Bytes = bytes;
                result.Offset = 0;
                result.Length = bytes.Length;
            }
        }
    }
}
