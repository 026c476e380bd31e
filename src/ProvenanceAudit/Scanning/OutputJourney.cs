using ProvenanceAudit.Matching;
using ProvenanceAudit.Text;

namespace ProvenanceAudit.Scanning;

/// <summary>A match whose E-value waits for the size of the scan to be known.</summary>
/// <param name="Match">The match, without E-value and significance.</param>
/// <param name="ChancePerWord">Matches at least this telling that chance gives per scanned word.</param>
internal readonly record struct PendingMatch(Match Match, double ChancePerWord);

/// <summary>What happens to one output: words, seeds, alignments, groups, spans, chance. One instance a thread.</summary>
internal sealed class OutputJourney(IPassageIndex index, MatchSettings settings)
{
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _tokens = new();
    private readonly Matcher _matcher = new(index, settings);
    private readonly MatchGrouping _grouping = new(index, settings.MinimumWords);
    private readonly MatchSpans _spans = new(index);
    private readonly Significance _significance = new(index);
    private readonly List<WordAlignment> _alignments = [];

    /// <summary>Words of the output that was last looked at.</summary>
    public WordTokens Tokens => _tokens;

    /// <summary>Finds the matches of one output, in order of their place.</summary>
    public IReadOnlyList<PendingMatch> Find(string outputId, string text)
    {
        _tokeniser.Tokenise(text, _tokens);
        _alignments.Clear();
        _matcher.Find(_tokens, _alignments);
        if (_alignments.Count == 0)
            return [];
        var matches = new List<PendingMatch>();
        foreach (List<WordAlignment> group in _grouping.Group(_alignments))
        {
            WordAlignment head = group[0];
            var match = new Match
            {
                OutputId = outputId,
                Kind = head.Runs.Length == 1 ? MatchKind.Verbatim : MatchKind.NearVerbatim,
                Source = _spans.SourceOf(head, _tokens),
                AlsoIn = [.. group.Skip(1).Select(other => _spans.SourceOf(other, _tokens))],
                LongestRun = head.LongestRun,
                EValue = double.NaN,
                Significant = false,
            };
            matches.Add(new PendingMatch(match, _significance.ChancePerWord(head, _tokens.Hashes)));
        }
        return matches;
    }
}
