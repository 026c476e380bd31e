using ProvenanceAudit.Matching;
using ProvenanceAudit.Text;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning.Evidence;

/// <summary>Takes the outputs of a scan one after the other and sums up what each says about works.</summary>
internal sealed class EvidenceGathering(IPassageIndex index, DateOnly on, EvidenceScope scope)
{
    private readonly Tokeniser _tokeniser = new();
    private readonly WordTokens _words = new();
    private readonly PromptWords _prompt = new();
    private readonly WorkKinship _kinship = new(index, on);
    private readonly Dictionary<string, WorkEvidence> _works = new(StringComparer.Ordinal);
    private int[] _given = new int[1024];
    private int _output;

    /// <summary>Adds the matches of one output.</summary>
    public void Add(ScannedOutput output)
    {
        _output++;
        bool read = false;
        foreach (Match match in output.Matches)
        {
            if (scope.HasFlag(EvidenceScope.Significant) && !match.Significant)
                continue;
            if (!read)
                Read(output);
            read = true;
            Add(match, match.Source, output.Output.Prompt is not null);
            if (!scope.HasFlag(EvidenceScope.EveryWork))
                continue;
            foreach (MatchedSource source in match.AlsoIn)
                Add(match, source, output.Output.Prompt is not null);
        }
    }

    /// <summary>The evidence by work.</summary>
    public IReadOnlyDictionary<string, FindingEvidence> Finish(long wordsScanned) =>
        _works.ToDictionary(w => w.Key, w => w.Value.Finish(w.Key, index.TextLengthOf(w.Key), wordsScanned), StringComparer.Ordinal);

    private void Read(ScannedOutput output)
    {
        _tokeniser.Tokenise(output.Output.Text, _words);
        if (_given.Length <= _words.Count)
            _given = new int[_words.Count + _words.Count / 2 + 1];
        _prompt.Count(output.Output.Prompt, _words, _given);
    }

    private void Add(Match match, MatchedSource place, bool promptKept)
    {
        if (!_works.TryGetValue(place.WorkId, out WorkEvidence? work))
            _works[place.WorkId] = work = new WorkEvidence();
        var copy = new CopiedPassage(_output, match, place, promptKept);
        foreach (CommonRun run in place.Runs)
            AddRun(copy, run);
        bool isPublic = false;
        foreach (MatchedSource other in match.AlsoIn.Prepend(match.Source))
        {
            if (other.WorkId == place.WorkId || !_kinship.AreOfOthers(place.WorkId, other.WorkId))
                continue;
            copy.Shared = true;
            work.AddOther(other.WorkId);
            isPublic = isPublic || _kinship.IsPublic(other.WorkId);
        }
        work.Add(copy, isPublic);
    }

    /// <summary>Cuts a run of identical words where the prompt contained them.</summary>
    private void AddRun(CopiedPassage copy, CommonRun run)
    {
        int first = WordAt(run.Output.Start), end = WordAt(run.Output.End);
        copy.PromptWords += _given[end] - _given[first];
        for (int word = first; word < end;)
        {
            int from = word;
            bool given = IsGiven(word);
            while (word < end && IsGiven(word) == given)
                word++;
            if (!given)
                copy.Own.Add((PartOf(run.Work, from - first, word - first, end - first), word - from));
        }
    }

    private bool IsGiven(int word) => _given[word + 1] > _given[word];

    // The words of both sides are the same but for their spelling, so that equal shares of words are about equal shares of letters.
    private static TextSpan PartOf(TextSpan span, int from, int to, int of) =>
        new(span.Start + (int)((long)span.Length * from / of), span.Start + (int)((long)span.Length * to / of));

    /// <summary>The first word that begins at this place or after it.</summary>
    private int WordAt(int place)
    {
        int found = _words.Starts.BinarySearch(place);
        return found < 0 ? ~found : found;
    }
}
