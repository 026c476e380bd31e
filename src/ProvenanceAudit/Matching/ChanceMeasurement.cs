using System.Collections.Concurrent;
using System.Runtime.CompilerServices;

namespace ProvenanceAudit.Matching;

/// <summary>
/// Measures the chance model of a catalog on decoys: passages of each work, matched with all other works. What independent
/// writers share is chance, by construction; real reuse between works (editions, anthologies, long quotations) is told by its
/// length and left out.
/// </summary>
internal sealed class ChanceMeasurement(IPassageIndex index, MatchSettings settings)
{
    // A million words give some fifty chance matches among novels: the level is known within a third.
    private const int Passages = 4096;

    // Novels of different authors share 15 words once in hundreds of millions of words; longer runs are quotations.
    private const int ReuseWords = 16;

    // Decoys are matched in rounds, and no more of them once they have had this many places to compare: in a catalog of ten
    // thousand works with one page of boilerplate each would have ten thousand.
    private const int Rounds = 32;
    private const long MostAlignments = 250_000;

    // What stands in more works than this is boilerplate, no coincidence, and comparing all its places costs more than it tells.
    private const int BoilerplateWorks = 256;

    // The prior counts as much as this many chance matches.
    private const double PriorMatches = 20;

    // As few as these tell a rate within a third.
    private const int EnoughMatches = 8;

    // What novels differ by among themselves is less.
    private const double FarMore = 4;

    // What was measured belongs to an index as its background model does: one that stays open for many scans is measured once.
    private static readonly ConditionalWeakTable<IPassageIndex, ConcurrentDictionary<(int, double), Lazy<ChanceModel>>> Measured = [];

    private readonly Lock _lock = new();
    private readonly List<double> _scores = [];
    private long _words;
    private long _alignments;
    private long _wordPairs;

    /// <summary>The model of an index under settings, measured when first asked for.</summary>
    public static ChanceModel Of(IPassageIndex index, MatchSettings settings) =>
        Measured.GetOrCreateValue(index).GetOrAdd(
            (settings.MinimumWords, settings.MinimumIdentity),
            _ => new Lazy<ChanceModel>(() => new ChanceMeasurement(index, settings).Measure())).Value;

    /// <summary>Matches the decoys and fits the model.</summary>
    public ChanceModel Measure()
    {
        if (index.WorkCount < 2)
            return ChanceModel.Prior;
        List<(int Work, int Word)> passages = PassageSample.Choose(index, Passages);
        for (int round = 0; round < Rounds && _alignments < MostAlignments; round++)
            MatchRound(passages, round);
        return Fit();
    }

    /// <summary>Matches every so-many-th passage: after any round, what was seen is spread evenly over the catalog.</summary>
    private void MatchRound(List<(int Work, int Word)> passages, int round)
    {
        int count = (passages.Count - round + Rounds - 1) / Rounds;
        Parallel.ForEach(
            Partitioner.Create(0, Math.Max(1, count), Math.Max(1, count / (4 * settings.Threads))),
            new ParallelOptions { MaxDegreeOfParallelism = settings.Threads },
            () => new DecoyMatcher(index, settings),
            (range, _, matcher) =>
            {
                for (int i = range.Item1; i < Math.Min(range.Item2, count); i++)
                {
                    (int work, int word) = passages[i * Rounds + round];
                    matcher.Match(work, word);
                }
                return matcher;
            },
            Gather);
    }

    private void Gather(DecoyMatcher matcher)
    {
        lock (_lock)
        {
            _scores.AddRange(matcher.Scores);
            _words += matcher.Words;
            _alignments += matcher.Alignments;
            _wordPairs += matcher.WordPairs;
        }
    }

    private ChanceModel Fit()
    {
        ChanceModel prior = ChanceModel.Prior;
        _scores.Sort();
        // The upper half is the tail; where it begins is where the level holds.
        double origin = _scores.Count >= EnoughMatches ? _scores[_scores.Count / 2] : prior.Origin;
        double[] tail = [.. _scores.Where(s => s >= origin)];
        double excess = tail.Sum(s => s - origin);
        double decay = (tail.Length + PriorMatches) / (excess + PriorMatches / prior.Decay);
        // A gamma prior on the rates: as if the prior's had been seen on as many word pairs as give PriorMatches.
        double level = Rate(tail.Length, prior.PerWord(origin, 1));
        double total = Rate(_scores.Count, prior.Total);
        return new ChanceModel(level, origin, decay, Math.Max(level, total), _scores.Count, _words);
    }

    /// <summary>
    /// In a small catalog the prior outweighs what was seen. Where far more was seen than it expects, as among contracts or
    /// recipes, that counts and the prior does not.
    /// </summary>
    private double Rate(int matches, double expected)
    {
        double seen = (double)matches / Math.Max(1, _wordPairs);
        double weighed = (matches + PriorMatches) / (_wordPairs + PriorMatches / expected);
        return matches >= EnoughMatches && seen > FarMore * weighed ? seen : weighed;
    }

    /// <summary>One thread's part of the decoys.</summary>
    private sealed class DecoyMatcher(IPassageIndex index, MatchSettings settings)
    {
        private readonly Matcher _matcher = new(index, settings);
        private readonly MatchGrouping _grouping = new(index, settings.MinimumWords);
        private readonly Significance _significance = new(index);
        private readonly List<WordAlignment> _alignments = [];
        private readonly ulong[] _hashes = new ulong[IPassageIndex.BlockWords];

        /// <summary>Bits of each chance match.</summary>
        public List<double> Scores { get; } = [];

        /// <summary>Places that were compared.</summary>
        public long Alignments { get; private set; }

        /// <summary>Words of decoys.</summary>
        public long Words { get; private set; }

        /// <summary>Words of decoys times words of the works that they were matched with.</summary>
        public long WordPairs { get; private set; }

        public void Match(int work, int word)
        {
            ReadOnlySpan<ulong> words = _hashes.AsSpan(0, index.ReadBlock(work, word, _hashes));
            _alignments.Clear();
            _matcher.Find(words, _alignments);
            Alignments += _alignments.Count;
            var reused = _alignments.Where(a => a.LongestRun >= ReuseWords).Select(a => a.Work).ToHashSet();
            _alignments.RemoveAll(a => a.Work == work || reused.Contains(a.Work));
            Words += words.Length;
            WordPairs += words.Length * (index.Statistics.Words - index.WordCountAt(work));
            if (_alignments.Count is 0 or > BoilerplateWorks)
                return;
            foreach (List<WordAlignment> group in _grouping.Group(_alignments))
                Scores.Add(_significance.Bits(group, words, inCatalog: true));
        }
    }
}
