using ProvenanceAudit.Text;

namespace ProvenanceAudit.Fingerprints;

/// <summary>64-bit hashes of all runs of k consecutive words.</summary>
public static class KgramHashes
{
    // Odd constants from the digits of square roots; one a place, so that the order of the words matters.
    private static readonly ulong[] Places =
    [
        0x9E3779B97F4A7C15UL, 0xBB67AE8584CAA73BUL, 0x3C6EF372FE94F82BUL, 0xA54FF53A5F1D36F1UL,
        0x510E527FADE682D1UL, 0x9B05688C2B3E6C1FUL, 0x1F83D9ABFB41BD6BUL, 0x5BE0CD19137E2179UL,
        0xCBBB9D5DC1059ED9UL, 0x629A292A367CD507UL, 0x9159015A3070DD17UL, 0x152FECD8F70E5939UL,
        0x67332667FFC00B31UL, 0x8EB44A8768581511UL, 0xDB0C2E0D64F98FA7UL, 0x47B5481DBEFA4FA5UL,
    ];

    /// <summary>Number of k-grams of a text of <paramref name="words"/> words.</summary>
    public static int Count(int words, int k) => Math.Max(0, words - k + 1);

    /// <summary>Computes the hash of the k-gram that starts at each word.</summary>
    /// <param name="wordHashes">Hashes of the words of one text.</param>
    /// <param name="k">Words per k-gram, 2 to 16.</param>
    /// <param name="kgrams">Receives <see cref="Count"/> hashes.</param>
    public static void Compute(ReadOnlySpan<ulong> wordHashes, int k, Span<ulong> kgrams)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(k, 2);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(k, Places.Length);
        int count = Count(wordHashes.Length, k);
        if (k == 4)
        {
            ComputeFours(wordHashes, kgrams[..count]);
            return;
        }
        for (int i = 0; i < count; i++)
        {
            ulong sum = 0;
            for (int j = 0; j < k; j++)
                sum += wordHashes[i + j] * Places[j];
            kgrams[i] = Finish(sum);
        }
    }

    private static void ComputeFours(ReadOnlySpan<ulong> wordHashes, Span<ulong> kgrams)
    {
        ulong p0 = Places[0], p1 = Places[1], p2 = Places[2], p3 = Places[3];
        for (int i = 0; i < kgrams.Length; i++)
        {
            ReadOnlySpan<ulong> words = wordHashes.Slice(i, 4);
            kgrams[i] = Finish(words[0] * p0 + words[1] * p1 + words[2] * p2 + words[3] * p3);
        }
    }

    // The sum's low bits depend on the words' low bits alone; the folded product spreads them over all 64.
    private static ulong Finish(ulong sum) => WordHash.Fold(sum, 0xD6E8FEB86659FD93UL);
}
