using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>What aligning an output with one work gave, before it is compared with what other works gave.</summary>
/// <param name="Work">Number of the work.</param>
/// <param name="Output">Span in the output.</param>
/// <param name="Span">Span in the work.</param>
/// <param name="Bits">Its score.</param>
/// <param name="Similarity">How near both sides are, 0 to 1.</param>
/// <param name="Sentences">Pairs of sentences, in order of the output.</param>
/// <param name="Runs">Runs of identical words of the matches that it holds, in order of the output and not overlapping there.</param>
/// <param name="Identity">Words of these runs as a share of the longer side's words, 0 to 1.</param>
/// <param name="Absorbs">These matches, by their place in the list of the output.</param>
internal sealed record FoundParaphrase(
    int Work, TextSpan Output, TextSpan Span, double Bits, float Similarity, IReadOnlyList<SentencePair> Sentences, IReadOnlyList<CommonRun> Runs,
    double Identity, IReadOnlyList<int> Absorbs)
{
    /// <summary>Puts an alignment of two parts into the places of the whole texts.</summary>
    public static FoundParaphrase Of(
        ParaphraseAlignment alignment, CandidateWindow window, SentenceText output, SentenceText work, IReadOnlyList<int> absorbs,
        IReadOnlyList<PendingMatch> matches)
    {
        TextSpan span = alignment.Output.Moved(window.Output.Start), workSpan = alignment.Work.Moved(window.Span.Start);
        var runs = new List<CommonRun>();
        int end = 0;
        foreach (CommonRun run in absorbs.SelectMany(a => matches[a].Match.Source.Runs).OrderBy(r => r.Output.Start).ThenByDescending(r => r.Words))
        {
            // What stands beyond the borders was found with the match, but is not of this passage.
            if (run.Output.Start < end || !span.Holds(run.Output) || !workSpan.Holds(run.Work))
                continue;
            runs.Add(run);
            end = run.Output.End;
        }
        int words = Math.Max(output.WordsIn(alignment.Output), work.WordsIn(alignment.Work));
        return new FoundParaphrase(
            window.Work, span, workSpan, alignment.Bits, alignment.Similarity,
            [.. OnePairEach(alignment.Sentences).Select(s => s with { Output = s.Output.Moved(window.Output.Start), Work = s.Work.Moved(window.Span.Start) })],
            runs, Math.Min(1, runs.Sum(r => r.Words) / (double)Math.Max(1, words)), absorbs);
    }

    /// <summary>The pairs without those whose stretch of the work is another pair's, which is nearer: shown side by side, a stretch has one number.</summary>
    private static IEnumerable<SentencePair> OnePairEach(IReadOnlyList<SentencePair> pairs) =>
        pairs.Where((pair, i) => !pairs.Where((other, j) => other.Work.Overlaps(pair.Work)
            && (other.Similarity > pair.Similarity || (other.Similarity == pair.Similarity && j < i))).Any());

    /// <summary>This as one of the places that a passage was made from.</summary>
    public MatchedSource ToSource(IPassageIndex index) => new()
    {
        WorkId = index.WorkAt(Work).Id,
        Span = Span,
        Output = Output,
        Words = Runs.Sum(r => r.Words),
        Identity = Identity,
        Runs = Runs,
    };
}
