using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>
/// How often chance gives a paraphrase: two writers on one subject say alike things. Measured on decoys, as for matches of words (<see cref="ChanceMeasurement"/>): passages of each work
/// compared with all works but its own. The tail of their scores falls exponentially; its level and decay are fitted.
/// </summary>
/// <param name="Level">Expected paraphrases of <paramref name="Origin"/> bits and more for each word of unrelated text; above 0.</param>
/// <param name="Origin">Score in bits at which the level holds.</param>
/// <param name="Decay">How fast the tail falls: expected paraphrases of s bits and more are <c>Level * exp(-Decay * (s - Origin))</c> a word.</param>
/// <param name="Measured">Passages that it was measured on; 0 for the prior.</param>
internal sealed record ParaphraseChance(double Level, double Origin, double Decay, int Measured)
{
    // A quarter of a million words: a level of one in a hundred thousand words is known within a half.
    private const int Passages = 1024;

    // Fewer works than these say little of what independent writers share.
    private const int LeastWorks = 4;

    // What shares so many words in a row is no chance: an edition, a quotation, a copy.
    private const int ReuseWords = 16;

    // The prior counts as much as this many chance paraphrases.
    private const double PriorMatches = 5;

    /// <summary>What to expect where a catalog is too small to measure.</summary>
    public static ParaphraseChance Prior { get; } = new(1e-6, 75, 0.05, 0);

    /// <summary>Expected paraphrases of this score and more for each word of unrelated text.</summary>
    public double PerWord(double score) => Level * Math.Exp(-Decay * (score - Origin));

    /// <summary>Compares decoys and fits.</summary>
    public static ParaphraseChance Measure(IPassageIndex index, SimilaritySearch search, MatchSettings settings)
    {
        if (index.WorkCount < LeastWorks)
            return Prior;
        List<(int Work, int Word)> passages = PassageSample.Choose(index, Passages);
        var scores = new List<double>();
        long words = 0;
        var gate = new Lock();
        Parallel.ForEach(
            passages, new ParallelOptions { MaxDegreeOfParallelism = settings.Threads },
            () => new Decoys(index, search, settings),
            (passage, _, decoys) =>
            {
                decoys.Add(passage.Work, passage.Word);
                return decoys;
            },
            decoys =>
            {
                lock (gate)
                {
                    scores.AddRange(decoys.Scores);
                    words += decoys.Words;
                }
            });
        return Fit(scores, words, passages.Count);
    }

    /// <summary>Fits the tail to the scores of decoys.</summary>
    internal static ParaphraseChance Fit(List<double> scores, long words, int decoys)
    {
        ParaphraseChance prior = Prior;
        double origin = prior.Origin;
        double[] tail = [.. scores.Where(s => s >= origin).Order()];
        double level = (tail.Length + PriorMatches) / (words + PriorMatches / prior.Level);
        double decay = (tail.Length + PriorMatches) / (tail.Sum(s => s - origin) + PriorMatches / prior.Decay);
        return new ParaphraseChance(level, origin, decay, decoys);
    }

    /// <summary>One thread's decoys.</summary>
    private sealed class Decoys(IPassageIndex index, SimilaritySearch search, MatchSettings settings)
    {
        private readonly OutputJourney _words = new(index, settings);
        private readonly ParaphraseJourney _meaning = new(index, search, CancellationToken.None);
        private readonly TextSpan[] _spans = new TextSpan[IPassageIndex.BlockWords];

        public List<double> Scores { get; } = [];

        public long Words { get; private set; }

        public void Add(int work, int word)
        {
            int count = index.ReadBlockSpans(work, word, _spans);
            string text = index.ReadText(index.WorkAt(work).Id, new TextSpan(_spans[0].Start, _spans[count - 1].End));
            IReadOnlyList<PendingMatch> matches = _words.Find("decoy", text);
            HashSet<int> excluded = [work, .. matches.Where(m => m.Match.LongestRun >= ReuseWords).Select(m => m.Work)];
            Words += count;
            Scores.AddRange(_meaning.FindAmong(new ModelOutput { Id = "decoy", Text = text }, matches, excluded.Contains).Select(p => p.Score));
        }
    }
}
