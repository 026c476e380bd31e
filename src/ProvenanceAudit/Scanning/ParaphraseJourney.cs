using ProvenanceAudit.Matching;
using ProvenanceAudit.Models;
using ProvenanceAudit.Similarity;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>A paraphrase whose E-value waits for the size of the scan to be known.</summary>
/// <param name="Match">The match, without E-value and significance.</param>
/// <param name="Score">What its sentence pairs tell, see <see cref="ParaphraseAlignment.Bits"/>.</param>
/// <param name="Absorbs">Matches of words of the same output that it holds, by their place in the list.</param>
internal readonly record struct PendingParaphrase(Match Match, double Score, IReadOnlyList<int> Absorbs);

/// <summary>
/// What happens to one output when meaning is compared: passages, vectors, nearest passages of works, candidate works, alignment of sentences, and what is to be kept of
/// several works that say the same. One instance a thread.
/// </summary>
internal sealed class ParaphraseJourney(IPassageIndex index, SimilaritySearch search, CancellationToken cancellation)
{
    // Of a subject that many works are about, the source is seldom further down.
    public const int Nearest = 8;

    private readonly CandidateWindows _windows = new(index);
    private readonly ParaphraseChoice _choice = new(index);
    private readonly AlignmentSettings _settings = new() { AcrossLanguages = search.Model.IsMultilingual };
    private readonly SentenceTextReader _reader = new(index.Background.BitsOf);

    /// <summary>Finds the paraphrases of outputs.</summary>
    /// <param name="outputs">The outputs.</param>
    /// <param name="matches">For each, its matches of words.</param>
    /// <returns>For each, its paraphrases, in order of their place.</returns>
    public IReadOnlyList<PendingParaphrase>[] Find(IReadOnlyList<ModelOutput> outputs, IReadOnlyList<IReadOnlyList<PendingMatch>> matches)
    {
        var texts = new List<string>();
        var passages = new List<TextSpan>();
        int[] first = new int[outputs.Count + 1];
        for (int i = 0; i < outputs.Count; i++)
        {
            string text = outputs[i].Text;
            foreach (TextPassage passage in PassageSplitter.Split(text, SentenceSplitter.Split(text)))
            {
                passages.Add(passage.Span);
                texts.Add(passage.Span.Of(text));
            }
            first[i + 1] = texts.Count;
        }
        PassageHit[] hits = search.FindNearest(texts, Nearest, cancellation);
        var found = new IReadOnlyList<PendingParaphrase>[outputs.Count];
        for (int i = 0; i < outputs.Count; i++)
        {
            cancellation.ThrowIfCancellationRequested();
            var near = new List<NearPassage>();
            for (int p = first[i]; p < first[i + 1]; p++)
            {
                foreach (PassageHit hit in hits.AsSpan(p * Nearest, Nearest))
                {
                    if (hit.Work >= 0)
                        near.Add(new NearPassage(passages[p], hit));
                }
            }
            found[i] = Align(outputs[i], near, matches[i], isExcluded: null);
        }
        return found;
    }

    /// <summary>Finds the paraphrases of one output of some works alone.</summary>
    /// <param name="output">The output.</param>
    /// <param name="matches">Its matches of words.</param>
    /// <param name="isExcluded">Works that are left out.</param>
    public IReadOnlyList<PendingParaphrase> FindAmong(ModelOutput output, IReadOnlyList<PendingMatch> matches, Predicate<int> isExcluded)
    {
        TextSpan[] passages = [.. PassageSplitter.Split(output.Text, SentenceSplitter.Split(output.Text)).Select(p => p.Span)];
        // Those that are left out stand nearest.
        const int Sought = 4 * Nearest;
        PassageHit[] hits = search.FindNearest([.. passages.Select(p => p.Of(output.Text))], Sought, cancellation);
        var near = new List<NearPassage>();
        for (int p = 0; p < passages.Length; p++)
        {
            near.AddRange(hits.Skip(p * Sought).Take(Sought).Where(hit => hit.Work >= 0 && !isExcluded(hit.Work)).Take(Nearest)
                .Select(hit => new NearPassage(passages[p], hit)));
        }
        return Align(output, near, matches, isExcluded);
    }

    private IReadOnlyList<PendingParaphrase> Align(
        ModelOutput output, IReadOnlyList<NearPassage> near, IReadOnlyList<PendingMatch> matches, Predicate<int>? isExcluded)
    {
        var found = new List<FoundParaphrase>();
        var parts = new Dictionary<TextSpan, SentenceText>();
        foreach (CandidateWindow window in _windows.Of(output.Text.Length, near, matches, isExcluded))
        {
            cancellation.ThrowIfCancellationRequested();
            if (!parts.TryGetValue(window.Output, out SentenceText? part))
                parts[window.Output] = part = search.Read(window.Output.Of(output.Text), _reader, cancellation);
            SentenceText work = search.Read(index, window.Work, window.Span, _reader, cancellation);
            var known = new List<MatchedSource>();
            var places = new List<int>();
            for (int i = 0; i < matches.Count; i++)
            {
                MatchedSource source = matches[i].Match.Source;
                if (matches[i].Work != window.Work || !window.Output.Holds(source.Output) || !window.Span.Holds(source.Span))
                    continue;
                known.Add(source with { Output = source.Output.Moved(-window.Output.Start), Span = source.Span.Moved(-window.Span.Start) });
                places.Add(i);
            }
            foreach (ParaphraseAlignment alignment in ParaphraseAligner.Align(part, work, known, _settings))
                found.Add(FoundParaphrase.Of(alignment, window, part, work, [.. alignment.Absorbed.Select(a => places[a])], matches));
        }
        return found.Count == 0 ? [] : _choice.Choose(output.Id, found, matches);
    }
}
