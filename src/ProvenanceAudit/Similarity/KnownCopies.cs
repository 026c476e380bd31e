using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Similarity;

/// <summary>The matches of words that are known between an output and a work, and which of them an alignment may replace.</summary>
internal sealed class KnownCopies
{
    private readonly List<(int Place, WordRectangle Words, bool IsCopy)> _matches = [];
    private readonly PassageBorders _borders;
    private readonly AlignmentSettings _settings;

    public KnownCopies(SentenceText output, SentenceText work, IReadOnlyList<MatchedSource> known, PassageBorders borders, AlignmentSettings settings)
    {
        (_borders, _settings) = (borders, settings);
        for (int i = 0; i < known.Count; i++)
        {
            (int start, int end) = output.WordsOf(known[i].Output);
            (int workStart, int workEnd) = work.WordsOf(known[i].Span);
            var words = new WordRectangle(start, end, workStart, workEnd);
            if (words.IsEmpty)
                continue;
            bool isCopy = known[i].Identity >= settings.CopyIdentity;
            _matches.Add((i, words, isCopy));
            Any |= isCopy && known[i].Words >= settings.CopyWords;
        }
    }

    /// <summary>Whether a passage was copied word for word, and long enough to tell how the output makes use of the work.</summary>
    public bool Any { get; }

    /// <summary>Where the matches stand.</summary>
    public IEnumerable<WordRectangle> Places => _matches.Select(static match => match.Words);

    /// <summary>Whether a match overlaps on both sides.</summary>
    public bool Touch(WordRectangle words) => _matches.Exists(match => match.Words.Overlaps(words));

    /// <summary>
    /// Whether a copy explains an alignment, which then is none: little is told beyond it. Otherwise, which matches the alignment absorbs: all that it overlaps.
    /// </summary>
    public bool Explain(WordRectangle words, AlignmentCandidate candidate, out List<int> absorbed)
    {
        absorbed = [];
        foreach ((int place, WordRectangle match, bool isCopy) in _matches)
        {
            if (!match.Overlaps(words))
                continue;
            if (isCopy && candidate.Bits < _settings.BeyondCopy + (1 + _settings.BeyondCopyShare) * _borders.BitsOf(match, _settings.Kept))
                return true;
            absorbed.Add(place);
        }
        return false;
    }
}
