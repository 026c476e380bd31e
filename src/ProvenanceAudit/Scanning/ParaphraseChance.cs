using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>
/// How often chance gives a paraphrase: two writers on one subject say alike things. Measured on decoys, as for matches of words (<see cref="ChanceMeasurement"/>): passages of each work
/// compared with all works but its own. The tail of their scores falls exponentially; its level and decay are fitted.
/// </summary>
/// <param name="Words">Of paraphrases that share words.</param>
/// <param name="Meaning">Of those found by vectors of sentences alone.</param>
/// <param name="Measured">Passages that it was measured on; 0 for the prior.</param>
internal sealed record ParaphraseChance(ScoreTail Words, ScoreTail Meaning, int Measured)
{
    // A quarter of a million words: a level of one in a hundred thousand words is known within a half.
    private const int Passages = 1024;

    // Fewer works than these say little of what independent writers share.
    private const int LeastWorks = 4;

    // What shares so many words in a row is no chance: an edition, a quotation, a copy.
    private const int ReuseWords = 16;

    /// <summary>What to expect where a catalog is too small to measure: 22 English novels, each against the others.</summary>
    public static ParaphraseChance Prior { get; } = new(new ScoreTail(1e-6, 75, 0.05), new ScoreTail(1e-5, 16, 0.3), 0);

    /// <summary>Expected paraphrases of this score and more for each word of unrelated text.</summary>
    public double PerWord(double score, bool isByMeaning) => (isByMeaning ? Meaning : Words).PerWord(score);

    /// <summary>Compares decoys and fits.</summary>
    public static ParaphraseChance Measure(IPassageIndex index, SimilaritySearch search, MatchSettings settings)
    {
        if (index.WorkCount < LeastWorks)
            return Prior;
        List<(int Work, int Word)> passages = PassageSample.Choose(index, Passages);
        List<double> words = [], meaning = [];
        long count = 0;
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
                    words.AddRange(decoys.Scores.Where(s => !s.IsByMeaning).Select(s => s.Score));
                    meaning.AddRange(decoys.Scores.Where(s => s.IsByMeaning).Select(s => s.Score));
                    count += decoys.Words;
                }
            });
        return new ParaphraseChance(Prior.Words.Fit(words, count), Prior.Meaning.Fit(meaning, count), passages.Count);
    }

    /// <summary>One thread's decoys.</summary>
    private sealed class Decoys(IPassageIndex index, SimilaritySearch search, MatchSettings settings)
    {
        private readonly OutputJourney _words = new(index, settings);
        private readonly ParaphraseJourney _meaning = new(index, search, CancellationToken.None);
        private readonly TextSpan[] _spans = new TextSpan[IPassageIndex.BlockWords];

        public List<PendingParaphrase> Scores { get; } = [];

        public long Words { get; private set; }

        public void Add(int work, int word)
        {
            int count = index.ReadBlockSpans(work, word, _spans);
            string text = index.ReadText(index.WorkAt(work).Id, new TextSpan(_spans[0].Start, _spans[count - 1].End));
            IReadOnlyList<PendingMatch> matches = _words.Find("decoy", text);
            HashSet<int> excluded = [work, .. matches.Where(m => m.Match.LongestRun >= ReuseWords).Select(m => m.Work)];
            Words += count;
            Scores.AddRange(_meaning.FindAmong(new ModelOutput { Id = "decoy", Text = text }, matches, excluded.Contains));
        }
    }
}
