namespace ProvenanceAudit.Similarity;

/// <summary>Two sentences that have much in common, by number.</summary>
/// <param name="Output">Sentence of the output.</param>
/// <param name="Work">Sentence of the work.</param>
/// <param name="Bits">Weight in common times its share of both.</param>
internal readonly record struct SentenceSeed(int Output, int Work, double Bits);

/// <summary>
/// Compares sentences by the words in common, weighed by how rare they are among the sentences of both texts and in ordinary text (tf-isf and Dice's coefficient,
/// as Sanchez-Perez, Sidorov, Gelbukh 2014 do).
/// </summary>
internal sealed class LikeSentences
{
    // Pairs of sentences with a word in common that are looked at, the rarest words first: texts that repeat themselves have no end of them.
    private const long MostMeetings = 1 << 23;

    // A word in a sentence of twenty is met there by twenty times its rate.
    private const double SentenceWords = 20;

    private readonly SentenceText _output;
    private readonly SentenceText _work;
    private readonly SharedStems _stems;
    private readonly AlignmentSettings _settings;
    private readonly double[] _weights;
    private readonly List<int>[] _inWork;
    private readonly double[] _outputTotals;
    private readonly double[] _workTotals;

    public LikeSentences(SentenceText output, SentenceText work, SharedStems stems, AlignmentSettings settings)
    {
        (_output, _work, _stems, _settings) = (output, work, stems, settings);
        List<int>[] inOutput = SentencesOf(output, stems.Output);
        _inWork = SentencesOf(work, stems.Work);
        _weights = new double[stems.Count];
        double sentences = output.Sentences.Count + work.Sentences.Count;
        for (int stem = 1; stem < _weights.Length; stem++)
        {
            double share = Math.Max(SentenceWords * stems.Rates[stem], (inOutput[stem].Count + _inWork[stem].Count - 1) / sentences);
            _weights[stem] = WeightOf(share);
        }
        _outputTotals = Totals(output, stems.Output);
        _workTotals = Totals(work, stems.Work);
        GiveUpCommonWords(inOutput);
    }

    /// <summary>Pairs of sentences with enough in common, the best where there are too many.</summary>
    /// <param name="most">Most pairs.</param>
    public List<SentenceSeed> Seeds(int most)
    {
        var seeds = new List<SentenceSeed>();
        double[] common = new double[_work.Sentences.Count];
        var met = new List<int>();
        for (int sentence = 0; sentence < _output.Sentences.Count; sentence++)
        {
            Meet(sentence, common, met);
            foreach (int other in met)
            {
                double share = 2 * common[other] / (_outputTotals[sentence] + _workTotals[other]);
                if (common[other] >= _settings.SeedBits && share >= _settings.SeedShare)
                    seeds.Add(new SentenceSeed(sentence, other, common[other] * share));
                common[other] = 0;
            }
            if (seeds.Count > 4 * most)
                KeepBest(seeds, most);
        }
        KeepBest(seeds, most);
        return seeds;
    }

    /// <summary>
    /// The sentence of the work, of <c>[first, last]</c>, with the most in common with a sentence of the output.
    /// </summary>
    /// <returns>Its number and the share in common, 0 to 1; -1 when none has a word of it.</returns>
    public (int Work, double Share) Nearest(int sentence, int first, int last, double[] common, List<int> met)
    {
        Meet(sentence, common, met);
        (int best, double most) = (-1, 0);
        foreach (int other in met)
        {
            double share = Math.Min(1, 2 * common[other] / (_outputTotals[sentence] + _workTotals[other]));
            if (other >= first && other <= last && (share > most || (share == most && other < best)))
                (best, most) = (other, share);
            common[other] = 0;
        }
        return (best, most);
    }

    /// <summary>Share of what the words of two passages tell that stands on both sides, 0 to 1.</summary>
    public double Share(WordRectangle passages)
    {
        var inOutput = new HashSet<int>();
        var inWork = new HashSet<int>();
        foreach (int stem in _stems.Output.AsSpan(passages.Start..passages.End))
            inOutput.Add(stem);
        foreach (int stem in _stems.Work.AsSpan(passages.WorkStart..passages.WorkEnd))
            inWork.Add(stem);
        double common = 0, all = 0;
        for (int i = passages.Start; i < passages.End; i++)
            Count(_output.Words[i], _stems.Output[i], inWork);
        for (int i = passages.WorkStart; i < passages.WorkEnd; i++)
            Count(_work.Words[i], _stems.Work[i], inOutput);
        return all == 0 ? 0 : common / all;

        void Count(TextWord word, int stem, HashSet<int> others)
        {
            double weight = WeightOf(word, stem);
            all += weight;
            if (stem != 0 && others.Contains(stem))
                common += weight;
        }
    }

    private void Meet(int sentence, double[] common, List<int> met)
    {
        met.Clear();
        for (int i = _output.FirstWords[sentence]; i < _output.FirstWords[sentence + 1]; i++)
        {
            int stem = _stems.Output[i];
            if (stem == 0 || IsRepeated(sentence, i))
                continue;
            foreach (int other in _inWork[stem])
            {
                if (common[other] == 0)
                    met.Add(other);
                common[other] += _weights[stem];
            }
        }
    }

    /// <summary>Whether a word stood in its sentence before. Sentences are short.</summary>
    private bool IsRepeated(int sentence, int word) =>
        _stems.Output.AsSpan(_output.FirstWords[sentence], word - _output.FirstWords[sentence]).Contains(_stems.Output[word]);

    private static List<int>[] SentencesOf(SentenceText text, int[] stems, int count)
    {
        var sentences = new List<int>[count];
        for (int i = 0; i < count; i++)
            sentences[i] = [];
        for (int i = 0; i < stems.Length; i++)
        {
            List<int> of = sentences[stems[i]];
            if (stems[i] != 0 && (of.Count == 0 || of[^1] != text.SentenceOf[i]))
                of.Add(text.SentenceOf[i]);
        }
        return sentences;
    }

    private List<int>[] SentencesOf(SentenceText text, int[] stems) => SentencesOf(text, stems, _stems.Count);

    private void GiveUpCommonWords(List<int>[] inOutput)
    {
        int[] order = new int[_weights.Length];
        long[] meetings = new long[_weights.Length];
        for (int stem = 0; stem < order.Length; stem++)
        {
            order[stem] = stem;
            meetings[stem] = (long)inOutput[stem].Count * _inWork[stem].Count;
        }
        Array.Sort(meetings, order);
        long sum = 0;
        for (int i = 0; i < order.Length; i++)
        {
            sum += meetings[i];
            if (sum > MostMeetings || _weights[order[i]] < 0.5)
                _inWork[order[i]] = [];
        }
    }

    private double[] Totals(SentenceText text, int[] stems)
    {
        double[] totals = new double[text.Sentences.Count];
        for (int i = 0; i < stems.Length; i++)
            totals[text.SentenceOf[i]] += WeightOf(text.Words[i], stems[i]);
        return totals;
    }

    private double WeightOf(TextWord word, int stem) => stem == 0 ? WeightOf(SentenceWords * word.Rate) : _weights[stem];

    private double WeightOf(double share) => Math.Min(_settings.WordBits, -Math.Log2(Math.Min(0.99, share)));

    private static void KeepBest(List<SentenceSeed> seeds, int most)
    {
        if (seeds.Count <= most)
            return;
        seeds.Sort(static (a, b) => a.Bits != b.Bits ? b.Bits.CompareTo(a.Bits) : a.Output != b.Output ? a.Output.CompareTo(b.Output) : a.Work.CompareTo(b.Work));
        seeds.RemoveRange(most, seeds.Count - most);
    }
}
