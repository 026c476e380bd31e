using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ProvenanceAudit.Fingerprints;

/// <summary>
/// Answers "this fingerprint is in no work" from one cache line: a split-block Bloom filter (Putze, Sanders, Singler 2007; the
/// layout of Apache Parquet): each key sets one bit in each of the eight 32-bit words of one 32-byte block. Never denies a key that was added;
/// at <see cref="BitsPerKey"/> = 12 it lets about 0.6 % of other keys pass.
/// </summary>
public sealed unsafe class MembershipFilter : IDisposable
{
    /// <summary>Bits of memory for each key: 10.5 give 1 % false positives, 12 give 0.6 %, 16 give 0.1 %; past 12 the larger table misses the cache more often.</summary>
    public const double BitsPerKey = 12;

    private static readonly Vector256<uint> Salts = Vector256.Create(
        0x47b6137bU, 0x44974d91U, 0x8824ad5bU, 0xa2b7289dU, 0x705495c7U, 0x2df1424bU, 0x9efc4947U, 0x5c6bfb31U);

    private readonly LargeTable _table;
    private readonly Vector256<uint>* _blocks;
    private readonly ulong _blockCount;

    /// <summary>Makes an empty filter.</summary>
    /// <param name="expectedKeys">Number of keys that will be added, 0 or more.</param>
    public MembershipFilter(long expectedKeys)
    {
        ArgumentOutOfRangeException.ThrowIfNegative(expectedKeys);
        _blockCount = (ulong)Math.Max(1, (long)(expectedKeys * BitsPerKey / 256) + 1);
        _table = new LargeTable((long)_blockCount * 32);
        _blocks = (Vector256<uint>*)_table.Start;
    }

    /// <summary>Size of the table in bytes.</summary>
    public long MemoryBytes => _table.Bytes;

    /// <summary>Adds a key. Not safe for concurrent use with itself; safe with nothing else.</summary>
    /// <param name="key">A well-mixed 32-bit hash.</param>
    public void Add(uint key)
    {
        Vector256<uint>* block = _blocks + BlockOf(key);
        *block |= MaskOf(key);
    }

    /// <summary>False: the key was never added. True: it probably was.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public bool MayContain(uint key)
    {
        Vector256<uint> mask = MaskOf(key);
        return Vector256.AndNot(mask, _blocks[BlockOf(key)]) == Vector256<uint>.Zero;
    }

    /// <summary>Asks the processor to bring the key's block into its cache.</summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public void Prefetch(uint key)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0(_blocks + BlockOf(key));
    }

    /// <summary>Share of set bits, 0 to 1.</summary>
    public double Fill()
    {
        long set = 0;
        ulong* words = (ulong*)_blocks;
        for (long i = 0; i < MemoryBytes / 8; i++)
            set += BitOperations.PopCount(words[i]);
        return set / (MemoryBytes * 8.0);
    }

    /// <summary>Share of keys that were never added and yet pass, 0 to 1: over the blocks, the mean chance that one bit of each word is set.</summary>
    public double FalsePositiveRate()
    {
        double sum = 0;
        for (ulong block = 0; block < _blockCount; block++)
        {
            double chance = 1;
            for (int word = 0; word < 8; word++)
                chance *= BitOperations.PopCount(_blocks[block].GetElement(word)) / 32.0;
            sum += chance;
        }
        return sum / _blockCount;
    }

    /// <summary>Frees the table, which must not be used any more.</summary>
    public void Dispose() => _table.Free();

    // Winnowing selects small hashes, so that the high bits of keys are anything but even; those of the product are.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private ulong BlockOf(uint key) => key * 0xC2B2AE35U * _blockCount >> 32;

    // Another product than the one that chooses the block, so that the bits in a block are independent of the choice.
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector256<uint> MaskOf(uint key)
    {
        Vector256<uint> places = Vector256.ShiftRightLogical(Vector256.Create(key * 0x9E3779B1U ^ key >> 15) * Salts, 27);
        return Avx2.IsSupported ? Avx2.ShiftLeftLogicalVariable(Vector256<uint>.One, places) : ShiftEach(places);
    }

    private static Vector256<uint> ShiftEach(Vector256<uint> places)
    {
        Vector256<uint> mask = default;
        for (int i = 0; i < 8; i++)
            mask = mask.WithElement(i, 1U << (int)places.GetElement(i));
        return mask;
    }
}
