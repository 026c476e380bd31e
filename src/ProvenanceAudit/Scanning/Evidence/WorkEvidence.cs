using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning.Evidence;

/// <summary>One place of a work that one output repeats.</summary>
/// <param name="output">Number of the output.</param>
/// <param name="match">The match.</param>
/// <param name="place">The place in the work: its source, or one of the others.</param>
/// <param name="promptKept">Whether it is known what the model was asked.</param>
internal sealed class CopiedPassage(int output, Match match, MatchedSource place, bool promptKept)
{
    /// <summary>Number of the output.</summary>
    public int Output => output;

    /// <summary>The match.</summary>
    public Match Match => match;

    /// <summary>The place in the work.</summary>
    public MatchedSource Place => place;

    /// <summary>Whether it is known what the model was asked.</summary>
    public bool PromptKept => promptKept;

    /// <summary>Runs of identical words that the prompt did not contain: place in the work, and words.</summary>
    public List<(TextSpan Work, int Words)> Own { get; } = [];

    /// <summary>Identical words that the prompt contained.</summary>
    public int PromptWords { get; set; }

    /// <summary>Whether a work of another author holds the passage too.</summary>
    public bool Shared { get; set; }

    /// <summary>Whether more of it came from the model than from the prompt.</summary>
    public bool IsUnprompted => 2 * PromptWords < place.Words || place.Words == 0;
}

/// <summary>Sums up what outputs repeat of one work.</summary>
internal sealed class WorkEvidence
{
    private readonly List<CopiedPassage> _passages = [];
    private readonly HashSet<string> _others = new(StringComparer.Ordinal);
    private long _words, _promptWords, _wordsWithPrompt, _quoted, _shared, _public;
    private double _identity;

    /// <summary>Notes that a work of another author holds a passage too.</summary>
    public void AddOther(string workId) => _others.Add(workId);

    /// <summary>Adds a passage.</summary>
    public void Add(CopiedPassage copy, bool hasPublicSource)
    {
        int words = copy.Place.Words;
        _passages.Add(copy);
        _words += words;
        _identity += words * copy.Place.Identity;
        if (copy.PromptKept)
        {
            _wordsWithPrompt += words;
            _promptWords += copy.PromptWords;
        }
        _quoted += copy.Match.Quoted ? words : 0;
        _shared += copy.Shared ? words : 0;
        _public += hasPublicSource ? words : 0;
    }

    /// <summary>The evidence.</summary>
    public FindingEvidence Finish(string workId, int length, long wordsScanned)
    {
        CopiedPassage[] own = [.. _passages.Where(p => p.IsUnprompted).OrderBy(p => p.Place.Span.Start)];
        return new FindingEvidence
        {
            WorkId = workId,
            LongestRun = _passages.SelectMany(p => p.Own).Select(run => run.Words).DefaultIfEmpty().Max(),
            CopiedWords = WordsOnce(),
            Passages = WorkCoverage.Union(own.Select(p => p.Place.Span)).Count,
            SmallestEValue = own.Where(p => !p.Shared).Select(p => p.Match.EValue).DefaultIfEmpty(double.PositiveInfinity).Min(),
            Significance = SignificanceOf(own.Where(p => !p.Shared)),
            Identity = _words == 0 ? 0 : Math.Clamp(_identity / _words, 0, 1),
            ParaphraseSimilarity = _passages.Max(p => p.Match.Similarity),
            ParaphrasedSentences = _passages.Sum(p => p.Match.Sentences.Count),
            PromptShare = _wordsWithPrompt == 0 ? null : (double)_promptWords / _wordsWithPrompt,
            QuotedShare = ShareOf(_quoted),
            SharedShare = ShareOf(_shared),
            OtherWorks = _others.Count,
            PublicSourceShare = ShareOf(_public),
            Repetitions = MostOutputsAtOnePlace(),
            Outputs = _passages.Select(p => p.Output).Distinct().Count(),
            ShareOfWork = Math.Min(1, WorkCoverage.ShareOf(WorkCoverage.Union(_passages.Select(p => p.Place.Span)), length)),
            WordsScanned = wordsScanned,
        };
    }

    private double ShareOf(long words) => _words == 0 ? 0 : (double)words / _words;

    /// <summary>Words of the work under the runs; of a run that lies partly under others, as much as its letters that do not.</summary>
    private long WordsOnce()
    {
        double words = 0;
        int end = 0;
        foreach ((TextSpan span, int count) in _passages.SelectMany(p => p.Own).OrderBy(run => run.Work.Start))
        {
            words += count * (double)Math.Max(0, span.End - Math.Max(end, span.Start)) / Math.Max(1, span.Length);
            end = Math.Max(end, span.End);
        }
        return (long)Math.Round(words);
    }

    /// <summary>The least E-value of each stretch of passages that touch, summed as powers of ten.</summary>
    private static double SignificanceOf(IEnumerable<CopiedPassage> inOrder)
    {
        double sum = 0, strongest = 0;
        int end = -1;
        foreach (CopiedPassage copy in inOrder)
        {
            double power = Math.Clamp(-Math.Log10(copy.Match.EValue), 0, FindingEvidence.MostSignificance);
            if (copy.Place.Span.Start > end)
                (sum, strongest) = (sum + strongest, 0);
            strongest = Math.Max(strongest, double.IsNaN(power) ? 0 : power);
            end = Math.Max(end, copy.Place.Span.End);
        }
        return sum + strongest;
    }

    private int MostOutputsAtOnePlace()
    {
        var edges = new List<(int Place, int Step)>();
        foreach (var output in _passages.GroupBy(p => p.Output))
        {
            foreach (TextSpan span in WorkCoverage.Union(output.Select(p => p.Place.Span)))
            {
                edges.Add((span.Start, 1));
                edges.Add((span.End, -1));
            }
        }
        edges.Sort();
        int most = 1, now = 0;
        foreach ((_, int step) in edges)
            most = Math.Max(most, now += step);
        return most;
    }
}
