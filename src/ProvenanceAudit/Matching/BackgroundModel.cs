using ProvenanceAudit.Text;

namespace ProvenanceAudit.Matching;

/// <summary>
/// How predictable words are in ordinary text, learnt from the catalog: a trigram model with interpolated back-off (Jelinek, Mercer 1980). An idiom is made of
/// common sequences of words and so tells little; the same number of words in an unusual order tells much. Filled by one thread, then read by many.
/// </summary>
/// <remarks>
/// A copied passage stands in the text that the model was learnt from, and must not vouch for its own commonness: <see cref="Bits"/> leaves out as many
/// occurrences as the passage has sources.
/// </remarks>
public sealed class BackgroundModel
{
    // A context seen this often is trusted as much as the shorter one behind it.
    private const double BigramTrust = 25;
    private const double TrigramTrust = 10;

    // Even a sequence that never went on otherwise may do so in the next text.
    private const double LongerShare = 0.9;

    // Words whose counts are on their way from memory while one word is reckoned.
    private const int Ahead = 8;

    private const ulong BigramKey = 0xA24BAED4963EE407UL;
    private const ulong TrigramKey = 0x9FB21C651E98DF25UL;

    // 4 million words tell how predictable every word is that is not rare anyway, in half a second.
    private const int MostPassages = 1 << 14;

    private readonly WordFrequencies _words = new();
    private readonly NgramCounts _sequences;
    private readonly double _share;

    private BackgroundModel(long words, double share)
    {
        // Of running text two thirds of the trigrams and a third of the bigrams are new.
        _sequences = new NgramCounts(words);
        _share = share;
    }

    /// <summary>Learns from all passages of an index, or from evenly spread ones where it has more than 4 million words.</summary>
    public static BackgroundModel Learn(IPassageIndex index)
    {
        List<(int Work, int Word)> passages = PassageSample.Choose(index, MostPassages);
        long words = Math.Min(index.Statistics.Words, passages.Count * (long)IPassageIndex.BlockWords);
        var model = new BackgroundModel(words, index.Statistics.Words == 0 ? 1 : (double)words / index.Statistics.Words);
        Span<ulong> hashes = stackalloc ulong[IPassageIndex.BlockWords];
        foreach ((int work, int word) in passages)
            model.Add(hashes[..index.ReadBlock(work, word, hashes)]);
        model._words.Settle();
        return model;
    }

    private void Add(ReadOnlySpan<ulong> words)
    {
        _words.Add(words);
        for (int i = 1; i < words.Length; i++)
        {
            ulong bigram = Bigram(words[i - 1], words[i]);
            _sequences.Add(bigram);
            if (i > 1)
                _sequences.Add(Trigram(words[i - 2], bigram));
        }
    }

    /// <summary>What a word tells by its rarity alone, in bits; one that was never met counts as half an occurrence. 0 or more.</summary>
    public double BitsOf(ulong word) => _words.BitsOf(word);

    /// <summary>
    /// What words tell, in bits: minus the binary logarithm of their probability, each after the two words before it.
    /// </summary>
    /// <param name="words">Words of a text.</param>
    /// <param name="start">First word that counts; the two before it serve as context.</param>
    /// <param name="end">First word after it that does not.</param>
    /// <param name="sources">Places of the catalog where the words stand because they were copied from there or to there, 1 or more; these occurrences do not count.</param>
    /// <param name="enough">Bits after which no more words are looked at.</param>
    public double Bits(ReadOnlySpan<ulong> words, int start, int end, int sources, double enough = double.PositiveInfinity)
    {
        double own = sources * _share, total = Math.Max(1, _words.Total);
        double bits = 0, product = 1;
        // What the word before said serves its successor as context.
        int count = start > 0 ? _words.CountOf(words[start - 1]) : 0;
        int sequence = start > 1 ? _sequences.Of(Bigram(words[start - 2], words[start - 1])) : 0;
        for (int i = start; i < end && bits < enough; i++)
        {
            Expect(words, i + Ahead, end);
            int before = count, sequenceBefore = sequence;
            count = _words.CountOf(words[i]);
            double probability = Math.Max(0.5, count - own) / total;
            if (i > 0)
            {
                ulong bigram = Bigram(words[i - 1], words[i]);
                sequence = _sequences.Of(bigram);
                probability = Mix(probability, sequence - own, before - own, BigramTrust);
                if (i > 1)
                    probability = Mix(probability, _sequences.Of(Trigram(words[i - 2], bigram)) - own, sequenceBefore - own, TrigramTrust);
            }
            // A logarithm costs as much as the rest. Probabilities are above 1e-20, so that a product of two such does not come near to zero.
            product *= probability;
            if (product < 1e-20)
            {
                bits -= Math.Log2(product);
                product = 1;
            }
        }
        return bits - Math.Log2(product);
    }

    /// <summary>Asks the processor to bring into its cache what is read of a word; the tables are larger than that.</summary>
    private void Expect(ReadOnlySpan<ulong> words, int i, int end)
    {
        if (i >= end || i == 0)
            return;
        _words.Expect(words[i]);
        ulong bigram = Bigram(words[i - 1], words[i]);
        _sequences.Expect(bigram);
        if (i > 1)
            _sequences.Expect(Trigram(words[i - 2], bigram));
    }

    private static double Mix(double shorter, double count, double context, double trust)
    {
        if (context <= 0)
            return shorter;
        double weight = LongerShare * context / (context + trust);
        return weight * Math.Clamp(count / context, 0, 1) + (1 - weight) * shorter;
    }

    private static ulong Bigram(ulong first, ulong second) => WordHash.Fold(first ^ BigramKey, second * TrigramKey);

    private static ulong Trigram(ulong first, ulong bigram) => WordHash.Fold(first ^ TrigramKey, bigram * BigramKey | 1);
}
