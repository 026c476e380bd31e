using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>
/// How often chance gives a paraphrase: two writers on one subject say alike things. Measured on decoys, as for matches of words (<see cref="ChanceMeasurement"/>): passages of each work
/// compared with all works but its own. The tail of their scores falls exponentially; its level and decay are fitted.
/// </summary>
/// <param name="Tail">How the scores of chance finds are spread.</param>
/// <param name="Measured">Passages that it was measured on; 0 for the prior.</param>
internal sealed record ParaphraseChance(ScoreTail Tail, int Measured)
{
    // Each costs as much as an output of a scan. Where works are about the same things, these give scores enough; where they are not, hardly any passages would.
    private const int Passages = 384;

    // Fewer works than these say little of what independent writers share.
    private const int LeastWorks = 4;

    // What shares so many words in a row is no chance: an edition, a quotation, a copy.
    private const int ReuseWords = 16;

    /// <summary>What to expect where a catalog is too small to measure: 22 English novels, each against the others.</summary>
    public static ParaphraseChance Prior { get; } = new(new ScoreTail(5e-6, 60, 0.07), 0);

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
        return new ParaphraseChance(Prior.Tail.Fit(scores, words), passages.Count);
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
