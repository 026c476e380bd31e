using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Matching;

/// <summary>Turns alignments, which count words, into spans of the original texts.</summary>
internal sealed class MatchSpans(IPassageIndex index)
{
    private readonly TextSpan[] _block = new TextSpan[IPassageIndex.BlockWords];
    private int _work = -1;
    private int _first = -1;
    private int _last;

    /// <summary>One place that a match was copied from.</summary>
    public MatchedSource SourceOf(WordAlignment alignment, WordTokens tokens)
    {
        _work = -1;
        _last = alignment.Runs[^1].WorkEnd - 1;
        var runs = new CommonRun[alignment.Runs.Length];
        for (int i = 0; i < runs.Length; i++)
        {
            WordRun run = alignment.Runs[i];
            var work = new TextSpan(SpanOf(alignment.Work, run.WorkWord).Start, SpanOf(alignment.Work, run.WorkEnd - 1).End);
            runs[i] = new CommonRun(tokens.SpanOf(run.Word, run.End), work, run.Length);
        }
        return new MatchedSource
        {
            WorkId = index.WorkAt(alignment.Work).Id,
            Span = new TextSpan(runs[0].Work.Start, runs[^1].Work.End),
            Output = new TextSpan(runs[0].Output.Start, runs[^1].Output.End),
            Words = alignment.Words,
            Identity = alignment.Identity,
            Runs = runs,
        };
    }

    private TextSpan SpanOf(int work, int word)
    {
        int first = word / IPassageIndex.BlockWords * IPassageIndex.BlockWords;
        if (work != _work || first != _first)
        {
            // A span costs as many steps as words stand before it: those behind the alignment are not asked for.
            index.ReadBlockSpans(work, first, _block.AsSpan(0, Math.Min(_block.Length, _last - first + 1)));
            (_work, _first) = (work, first);
        }
        return _block[word - first];
    }
}
