using ProvenanceAudit.Matching;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Scanning;

/// <summary>A match whose E-value waits for the size of the scan to be known.</summary>
/// <param name="Match">The match, without E-value and significance.</param>
/// <param name="Bits">What its words tell, in bits.</param>
/// <param name="Work">Number of the source in the index.</param>
/// <param name="Runs">The runs of identical words at the source that is named first.</param>
/// <param name="Diagonal">Place in the work minus place in the output, in words.</param>
internal readonly record struct PendingMatch(Match Match, double Bits, int Work, WordRun[] Runs, int Diagonal);

/// <summary>What happens to one output: words, seeds, alignments, groups, spans, quotation, chance. One instance a thread.</summary>
internal sealed class OutputJourney(IPassageIndex index, MatchSettings settings)
{
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();
    private readonly Matcher _matcher = new(index, settings);
    private readonly MatchGrouping _grouping = new(index, settings.MinimumWords);
    private readonly MatchSpans _spans = new(index);
    private readonly Quotation _quotation = new(index);
    private readonly Significance _significance = new(index);
    private readonly List<WordAlignment> _alignments = [];

    /// <summary>Words of the output that was last looked at.</summary>
    public WordTokens Tokens => _tokens;

    /// <summary>Finds the matches of one output, in order of their place.</summary>
    public IReadOnlyList<PendingMatch> Find(string outputId, string text)
    {
        _tokeniser.Tokenise(text, _tokens);
        _alignments.Clear();
        _matcher.Find(_tokens.Hashes, _alignments);
        if (_alignments.Count == 0)
            return [];
        var matches = new List<PendingMatch>();
        List<List<WordAlignment>> groups = _grouping.Group(_alignments);
        _quotation.Read(text, _tokens, groups);
        foreach (List<WordAlignment> group in groups)
        {
            WordAlignment head = group[0];
            MatchedSource source = _spans.SourceOf(head, _tokens);
            var match = new Match
            {
                OutputId = outputId,
                Kind = head.Runs.Length == 1 ? MatchKind.Verbatim : MatchKind.NearVerbatim,
                Source = source,
                AlsoIn = [.. group.Skip(1).Select(other => _spans.SourceOf(other, _tokens))],
                LongestRun = head.LongestRun,
                EValue = double.NaN,
                Significant = false,
                Quotation = _quotation.SignsOf(group, source),
            };
            matches.Add(new PendingMatch(match, _significance.Bits(group, _tokens.Hashes), head.Work, head.Runs, head.WorkStart - head.Start));
        }
        return matches;
    }
}
