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

    /// <summary>Share of all words that a word makes up; one that was never met counts as half an occurrence. Above 0, at most 1.</summary>
    public double FrequencyOf(ulong word) => _words.Of(word);

    /// <summary>Asks the processor to bring into its cache what <see cref="Bits"/> reads of a word; a place beyond the text does nothing.</summary>
    public void Expect(ReadOnlySpan<ulong> words, int i)
    {
        if (i >= words.Length)
            return;
        _words.Expect(words[i]);
        if (i == 0)
            return;
        ulong bigram = Bigram(words[i - 1], words[i]);
        _sequences.Expect(bigram);
        if (i > 1)
            _sequences.Expect(Trigram(words[i - 2], bigram));
    }

    /// <summary>What a word tells, in bits: minus the binary logarithm of its probability after the two words before it.</summary>
    /// <param name="words">Words of a text.</param>
    /// <param name="i">The word.</param>
    /// <param name="sources">Places of the catalog where the words stand because they were copied from there or to there, 1 or more; these occurrences do not count.</param>
    public double Bits(ReadOnlySpan<ulong> words, int i, int sources)
    {
        double own = sources * _share;
        double probability = Math.Max(0.5, _words.CountOf(words[i]) - own) / Math.Max(1, _words.Total);
        if (i > 0)
        {
            ulong bigram = Bigram(words[i - 1], words[i]);
            int sequence = _sequences.Of(bigram);
            probability = Mix(probability, sequence - own, _words.CountOf(words[i - 1]) - own, BigramTrust);
            if (i > 1)
            {
                int longer = _sequences.Of(Trigram(words[i - 2], bigram));
                probability = Mix(probability, longer - own, _sequences.Of(Bigram(words[i - 2], words[i - 1])) - own, TrigramTrust);
            }
        }
        return -Math.Log2(probability);
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
