using CsCheck;
using ProvenanceAudit.Fingerprints;

namespace ProvenanceAudit.Tests.Fingerprints;

public sealed class KgramHashesTests
{
    [Fact]
    public void Hashes_depend_on_the_words_and_their_order_alone()
    {
        Gen.Select(Gen.ULong.Array[0, 60], Gen.Int[2, 16], Gen.ULong).Sample(
            (words, k, other) =>
            {
                ulong[] kgrams = Compute(words, k);
                for (int i = 0; i < kgrams.Length; i++)
                {
                    Assert.Equal(kgrams[i], Compute(words[i..(i + k)], k)[0]);
                    ulong[] changed = words[i..(i + k)];
                    changed[i % k] ^= other | 1;
                    Assert.NotEqual(kgrams[i], Compute(changed, k)[0]);
                }
            },
            iter: 1_000);
    }

    [Fact]
    public void Swapped_words_give_another_hash() => Assert.NotEqual(Compute([1, 2, 3, 4], 4), Compute([2, 1, 3, 4], 4));

    [Theory]
    [InlineData(0, 4, 0)]
    [InlineData(3, 4, 0)]
    [InlineData(4, 4, 1)]
    [InlineData(10, 4, 7)]
    public void A_text_has_a_kgram_for_each_word_that_enough_others_follow(int words, int k, int count) =>
        Assert.Equal(count, KgramHashes.Count(words, k));

    [Theory]
    [InlineData(1)]
    [InlineData(17)]
    public void Kgrams_of_other_than_2_to_16_words_are_refused(int k) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => Compute(new ulong[20], k));

    [Fact]
    public void The_first_32_bits_of_hashes_rarely_collide()
    {
        // The index on disk keeps no more than these. A million different k-grams give 116 colliding pairs by chance.
        ulong[] words = [.. Enumerable.Range(0, 1_000_003).Select(i => (ulong)i)];
        ulong[] kgrams = Compute(words, 4);
        int distinct = kgrams.Select(h => (uint)(h >> 32)).Distinct().Count();
        Assert.InRange(kgrams.Length - distinct, 50, 250);
    }

    private static ulong[] Compute(ulong[] words, int k)
    {
        ulong[] kgrams = new ulong[KgramHashes.Count(words.Length, k)];
        KgramHashes.Compute(words, k, kgrams);
        return kgrams;
    }
}
