using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.X86;
using Lucene.Net.Codecs;
using Lucene.Net.Index;
using Lucene.Net.Store;
using Lucene.Net.Util;
using ProvenanceAudit.Lucene.Storage;
using Directory = Lucene.Net.Store.Directory;

namespace ProvenanceAudit.Lucene.Codec;

/// <summary>
/// The table of one segment, memory-mapped. Scans look hashes up in it directly; to Lucene, which merges and checks it, it is a
/// field like any other.
/// </summary>
internal sealed unsafe class FingerprintPostingsReader : FieldsProducer
{
    private readonly MappedFile _file;
    private readonly Terms _terms;
    private readonly string _fieldName;
    private readonly Directory _directory;
    private readonly string _fileName;
    private readonly IOContext _context;
    private readonly uint[] _starts = new uint[FingerprintPostingsFormat.Buckets + 1];
    private readonly long _base;
    private readonly ulong _check;

    public FingerprintPostingsReader(SegmentReadState state)
    {
        _directory = state.Directory;
        _context = state.Context;
        _fieldName = FingerprintCodec.FingerprintField;
        _fileName = FingerprintPostingsFormat.FileName(state.SegmentInfo.Name, state.SegmentSuffix);
        using (IndexInput input = _directory.OpenInput(_fileName, _context))
        {
            CodecUtil.CheckHeader(input, FingerprintPostingsFormat.HeaderName, FingerprintPostingsFormat.Version, FingerprintPostingsFormat.Version);
            _base = input.Position;
            long trailer = input.Length - CodecUtil.FooterLength() - FingerprintPostingsFormat.TrailerLength;
            Require(trailer >= _base, "it is too short");
            input.Seek(trailer);
            long directory = input.ReadInt64();
            Entries = input.ReadInt64();
            SumDocFreq = input.ReadInt64();
            DocCount = input.ReadInt32();
            AddressBytes = input.ReadInt32();
            _check = (ulong)input.ReadInt64();
            Require(AddressBytes is 3 or 4 && Entries is >= 0 and <= uint.MaxValue, "its trailer makes no sense");
            Require(directory == _base + Entries * (3 + AddressBytes) && trailer - directory is > 0 and < int.MaxValue, "its parts do not fit");
            byte[] counts = new byte[trailer - directory];
            input.Seek(directory);
            input.ReadBytes(counts, 0, counts.Length);
            int at = 0;
            long start = 0;
            for (int i = 0; i < FingerprintPostingsFormat.Buckets; i++)
            {
                _starts[i] = (uint)start;
                int count = VarInt.Read(counts, ref at);
                start += count;
                Require(count >= 0 && start <= Entries, "its directory counts more fingerprints than its trailer");
                if (count > 0)
                    BucketsUsed++;
            }
            _starts[FingerprintPostingsFormat.Buckets] = (uint)start;
            Require(start == Entries && at == counts.Length, "its directory counts fewer fingerprints than its trailer");
        }
        _file = new MappedFile(FingerprintPostingsFormat.PathOf(_directory, _fileName));
        if (_file.Length < _base + Entries * (3 + AddressBytes))
        {
            _file.Dispose();
            Require(false, "it is too short");
        }
        _terms = new FingerprintTerms(this);
    }

    /// <summary>Number of fingerprints of the segment, those of deleted works included until they are merged away.</summary>
    public long Entries { get; }

    /// <summary>Bytes of an address.</summary>
    public int AddressBytes { get; }

    /// <summary>Documents summed over buckets.</summary>
    public long SumDocFreq { get; }

    /// <summary>Documents with at least one fingerprint.</summary>
    public int DocCount { get; }

    /// <summary>Number of buckets that are not empty.</summary>
    public int BucketsUsed { get; }

    /// <inheritdoc/>
    public override int Count => 1;

    /// <summary>One bucket's columns.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public BucketView Bucket(int number)
    {
        uint start = _starts[number];
        return new BucketView(_file.First + _base + start * (long)(3 + AddressBytes), (int)(_starts[number + 1] - start), AddressBytes);
    }

    /// <summary>Compares a check of all columns with that of the file.</summary>
    /// <exception cref="InvalidDataException">They differ: the table is not as it was written.</exception>
    public void Confirm(ulong check)
    {
        if (check != _check)
            throw new InvalidDataException($"{_fileName} is not as it was written");
    }

    /// <inheritdoc/>
    public override IEnumerator<string> GetEnumerator()
    {
        yield return _fieldName;
    }

    /// <inheritdoc/>
    public override Terms? GetTerms(string field) => field == _fieldName ? _terms : null;

    /// <inheritdoc/>
    public override long RamBytesUsed() => 4L * _starts.Length;

    /// <inheritdoc/>
    public override void CheckIntegrity()
    {
        using IndexInput input = _directory.OpenInput(_fileName, _context);
        CodecUtil.ChecksumEntireFile(input);
    }

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
            _file.Dispose();
    }

    private void Require(bool condition, string otherwise)
    {
        if (!condition)
            throw new CorruptIndexException($"{_fileName} is damaged: {otherwise}");
    }
}

/// <summary>The three columns of one bucket.</summary>
internal readonly unsafe struct BucketView(byte* first, int count, int addressBytes)
{
    /// <summary>Number of entries.</summary>
    public int Count => count;

    /// <summary>All three.</summary>
    public ReadOnlySpan<byte> Columns => new(first, checked(count * (3 + addressBytes)));

    /// <summary>Second 16 bits of an entry's hash.</summary>
    public ushort HashAt(int i) => Unsafe.ReadUnaligned<ushort>(first + 2 * (long)i);

    /// <summary>Neighbour byte of an entry.</summary>
    public byte NeighboursAt(int i) => first[2 * (long)count + i];

    /// <summary>Address of an entry: document number * 256 + position.</summary>
    public uint AddressAt(int i)
    {
        byte* at = first + 3 * (long)count + i * (long)addressBytes;
        return addressBytes == 4 ? Unsafe.ReadUnaligned<uint>(at) : (uint)(Unsafe.ReadUnaligned<ushort>(at) | at[2] << 16);
    }

    /// <summary>Asks the processor to bring the columns into its cache about where a hash stands: hashes are spread evenly in a bucket.</summary>
    public void Expect(ushort hash)
    {
        if (!Sse.IsSupported)
            return;
        long at = hash * (long)count >> 16;
        Sse.Prefetch0(first + 2 * at);
        Sse.Prefetch0(first + 2 * (long)count + at);
        Sse.Prefetch0(first + 3 * (long)count + at * addressBytes);
    }

    /// <summary>Index of the first entry whose 16 bits are at least <paramref name="hash"/>; at most 65,536.</summary>
    public int LowerBound(int hash)
    {
        int low = 0, length = count;
        while (length > 0)
        {
            int half = length >> 1;
            // Written so that the compiler can make it a conditional move: which half it is, is a coin toss.
            int probe = low + half;
            bool right = HashAt(probe) < hash;
            low = right ? probe + 1 : low;
            length = right ? length - half - 1 : half;
        }
        return low;
    }
}
