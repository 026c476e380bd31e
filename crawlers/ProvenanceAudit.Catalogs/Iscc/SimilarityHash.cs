namespace ProvenanceAudit.Catalogs.Iscc;

/// <summary>
/// Similarity hash of 256-bit digests: each bit is 1 where at least half of the digests have it (ISO 24138:2024; Charikar, "Similarity estimation
/// techniques from rounding algorithms", 2002).
/// </summary>
internal sealed class SimilarityHash
{
    /// <summary>Bytes of a digest.</summary>
    internal const int Bytes = 32;

    // Each byte spread over eight bytes, so that eight counters go up with one addition.
    private static readonly ulong[] Spread = MakeSpread();

    private readonly ulong[] _pending = new ulong[Bytes];
    private readonly int[] _counts = new int[Bytes * 8];
    private int _pendingDigests;
    private int _digests;

    /// <summary>Takes a digest of <see cref="Bytes"/> bytes in.</summary>
    internal void Add(ReadOnlySpan<byte> digest)
    {
        for (int i = 0; i < Bytes; i++)
            _pending[i] += Spread[digest[i]];
        _digests++;
        if (++_pendingDigests == byte.MaxValue)
            Flush();
    }

    /// <summary>The hash of the digests so far, of which there must be one.</summary>
    internal byte[] Digest()
    {
        Flush();
        byte[] hash = new byte[Bytes];
        for (int bit = 0; bit < _counts.Length; bit++)
        {
            if (2L * _counts[bit] >= _digests)
                hash[bit / 8] |= (byte)(0x80 >> bit % 8);
        }
        return hash;
    }

    private void Flush()
    {
        for (int i = 0; i < Bytes; i++)
        {
            for (int bit = 0; bit < 8; bit++)
                _counts[i * 8 + bit] += (int)(_pending[i] >> 8 * bit & 0xFF);
            _pending[i] = 0;
        }
        _pendingDigests = 0;
    }

    private static ulong[] MakeSpread()
    {
        ulong[] spread = new ulong[256];
        for (int value = 0; value < spread.Length; value++)
        {
            for (int bit = 0; bit < 8; bit++)
                spread[value] |= (ulong)(value >> 7 - bit & 1) << 8 * bit;
        }
        return spread;
    }
}
