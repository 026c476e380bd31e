using System.Runtime.Intrinsics;

namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// MinHash of a stream of 32-bit features with the 64 permutations of ISO 24138:2024 (<see cref="MinHashConstants"/>; Broder, "On the resemblance and
/// containment of documents", 1997), compressed to the four lowest bits of each minimum.
/// </summary>
internal sealed class MinHash
{
    /// <summary>Number of permutations.</summary>
    internal const int Permutations = 64;

    private const ulong Prime = (1UL << 61) - 1;

    private readonly uint[] _minima = new uint[Permutations];

    internal MinHash() => Array.Fill(_minima, uint.MaxValue);

    /// <summary>The minimum of each permutation over the features so far; 2³² − 1 before the first one.</summary>
    internal ReadOnlySpan<uint> Minima => _minima;

    /// <summary>Takes features in.</summary>
    internal void Add(ReadOnlySpan<uint> features)
    {
        if (Vector256.IsHardwareAccelerated)
            AddVectors(features);
        else
            AddOneByOne(features);
    }

    /// <summary>Takes features in without vector instructions; the same result as <see cref="AddVectors"/>.</summary>
    internal void AddOneByOne(ReadOnlySpan<uint> features)
    {
        for (int i = 0; i < Permutations; i++)
        {
            ulong a = MinHashConstants.Multipliers[i];
            ulong b = MinHashConstants.Addends[i];
            uint minimum = _minima[i];
            foreach (uint feature in features)
                minimum = Math.Min(minimum, (uint)((a * feature + b) % Prime));
            _minima[i] = minimum;
        }
    }

    /// <summary>Takes features in with vector instructions, or with their emulation where the processor has none.</summary>
    internal void AddVectors(ReadOnlySpan<uint> features)
    {
        if (Vector512.IsHardwareAccelerated)
            AddVectors512(features);
        else
            AddVectors256(features);
    }

    // x mod 2^61 - 1 is the sum of the lower 61 and the upper 3 bits of x, less the prime where the sum reaches it. Only the lower 32 bits are wanted, and
    // in these the subtraction is an addition of one: the carry out of bit 60 when one is added to the sum. What stands in the upper halves of the lanes
    // is compared along with the lower halves and never looked at.
    private void AddVectors512(ReadOnlySpan<uint> features)
    {
        Vector512<ulong> prime = Vector512.Create(Prime);
        for (int i = 0; i < Permutations; i += 16)
        {
            Vector512<ulong> a0 = Vector512.Create(MinHashConstants.Multipliers[i..]);
            Vector512<ulong> a1 = Vector512.Create(MinHashConstants.Multipliers[(i + 8)..]);
            Vector512<ulong> b0 = Vector512.Create(MinHashConstants.Addends[i..]);
            Vector512<ulong> b1 = Vector512.Create(MinHashConstants.Addends[(i + 8)..]);
            Vector512<uint> minimum0 = Vector512<uint>.AllBitsSet;
            Vector512<uint> minimum1 = Vector512<uint>.AllBitsSet;
            foreach (uint feature in features)
            {
                Vector512<ulong> f = Vector512.Create((ulong)feature);
                Vector512<ulong> x0 = a0 * f + b0;
                Vector512<ulong> x1 = a1 * f + b1;
                Vector512<ulong> top0 = x0 >>> 61;
                Vector512<ulong> top1 = x1 >>> 61;
                Vector512<ulong> carry0 = ((x0 & prime) + top0 + Vector512<ulong>.One) >>> 61;
                Vector512<ulong> carry1 = ((x1 & prime) + top1 + Vector512<ulong>.One) >>> 61;
                minimum0 = Vector512.Min(minimum0, (x0 + top0 + carry0).AsUInt32());
                minimum1 = Vector512.Min(minimum1, (x1 + top1 + carry1).AsUInt32());
            }
            for (int k = 0; k < 8; k++)
            {
                _minima[i + k] = Math.Min(_minima[i + k], minimum0[2 * k]);
                _minima[i + 8 + k] = Math.Min(_minima[i + 8 + k], minimum1[2 * k]);
            }
        }
    }

    private void AddVectors256(ReadOnlySpan<uint> features)
    {
        Vector256<ulong> prime = Vector256.Create(Prime);
        for (int i = 0; i < Permutations; i += 8)
        {
            Vector256<ulong> a0 = Vector256.Create(MinHashConstants.Multipliers[i..]);
            Vector256<ulong> a1 = Vector256.Create(MinHashConstants.Multipliers[(i + 4)..]);
            Vector256<ulong> b0 = Vector256.Create(MinHashConstants.Addends[i..]);
            Vector256<ulong> b1 = Vector256.Create(MinHashConstants.Addends[(i + 4)..]);
            Vector256<uint> minimum0 = Vector256<uint>.AllBitsSet;
            Vector256<uint> minimum1 = Vector256<uint>.AllBitsSet;
            foreach (uint feature in features)
            {
                Vector256<ulong> f = Vector256.Create((ulong)feature);
                Vector256<ulong> x0 = a0 * f + b0;
                Vector256<ulong> x1 = a1 * f + b1;
                Vector256<ulong> top0 = x0 >>> 61;
                Vector256<ulong> top1 = x1 >>> 61;
                Vector256<ulong> carry0 = ((x0 & prime) + top0 + Vector256<ulong>.One) >>> 61;
                Vector256<ulong> carry1 = ((x1 & prime) + top1 + Vector256<ulong>.One) >>> 61;
                minimum0 = Vector256.Min(minimum0, (x0 + top0 + carry0).AsUInt32());
                minimum1 = Vector256.Min(minimum1, (x1 + top1 + carry1).AsUInt32());
            }
            for (int k = 0; k < 4; k++)
            {
                _minima[i + k] = Math.Min(_minima[i + k], minimum0[2 * k]);
                _minima[i + 4 + k] = Math.Min(_minima[i + 4 + k], minimum1[2 * k]);
            }
        }
    }

    /// <summary>256 bits: the lowest bit of each of the 64 minima, then the second lowest of each, and so on to the fourth.</summary>
    internal byte[] Digest()
    {
        byte[] digest = new byte[Permutations * 4 / 8];
        for (int at = 0; at < digest.Length * 8; at++)
        {
            uint bit = _minima[at % Permutations] >> at / Permutations & 1;
            digest[at / 8] |= (byte)(bit << 7 - at % 8);
        }
        return digest;
    }
}
