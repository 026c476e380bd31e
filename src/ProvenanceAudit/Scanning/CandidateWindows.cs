using ProvenanceAudit.Matching;
using ProvenanceAudit.Similarity.Passages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Scanning;

/// <summary>A passage of an output with a passage of a work that is near to it.</summary>
/// <param name="Output">Where the passage stands in the output.</param>
/// <param name="Hit">The passage of the work.</param>
internal readonly record struct NearPassage(TextSpan Output, PassageHit Hit);

/// <summary>A part of a work that a part of an output is to be aligned with.</summary>
/// <param name="Work">Number of the work.</param>
/// <param name="Output">The part of the output.</param>
/// <param name="Span">The part of the work.</param>
/// <param name="Rank">How promising it is; the greatest first.</param>
internal readonly record struct CandidateWindow(int Work, TextSpan Output, TextSpan Span, double Rank);

/// <summary>Chooses what an output is aligned with: works that stand near to its passages, or that it shares words with, and of long works the parts about these places.</summary>
internal sealed class CandidateWindows(IPassageIndex index)
{
    /// <summary>Works, and parts of works, that one output is aligned with at most, for each of its passages; a longer output may have more sources.</summary>
    private const double WindowsPerPassage = 2;
    private const int LeastWindows = 12;

    // A text of this length is aligned whole: some 200 sentences.
    private const int Whole = 24_000;

    // What stands this far about a near passage may belong to the same paraphrase.
    private const int Margin = 3_000;

    // A passage less near than this is of another subject, whatever the model.
    private const float LeastSimilarity = 0.3f;

    /// <summary>Chooses the windows of one output.</summary>
    /// <param name="length">Length of the output.</param>
    /// <param name="near">Passages near to its own.</param>
    /// <param name="matches">Its matches of words.</param>
    /// <param name="isExcluded">Works that are left out; null leaves none out.</param>
    public List<CandidateWindow> Of(
        int length, IReadOnlyList<NearPassage> near, IReadOnlyList<PendingMatch> matches, Predicate<int>? isExcluded)
    {
        var places = new Dictionary<int, List<(TextSpan Output, TextSpan Work, double Rank)>>();
        void Add(int work, TextSpan output, TextSpan span, double rank)
        {
            if (isExcluded?.Invoke(work) == true)
                return;
            if (!places.TryGetValue(work, out var list))
                places[work] = list = [];
            list.Add((output, span, rank));
        }
        foreach ((TextSpan output, PassageHit hit) in near)
        {
            if (hit.Similarity >= LeastSimilarity)
                Add(hit.Work, output, hit.Span, hit.Similarity);
        }
        // Words in common tell more than nearness does.
        foreach (PendingMatch match in matches)
            Add(match.Work, match.Match.Output, match.Match.Source.Span, 1 + match.Bits / 100);
        int most = Math.Max(LeastWindows, (int)(WindowsPerPassage * near.Count / ParaphraseJourney.Nearest));
        return [.. places.SelectMany(work => WindowsOf(work.Key, length, work.Value))
            .OrderByDescending(w => w.Rank).ThenBy(w => w.Work).ThenBy(w => w.Span.Start).Take(most)];
    }

    private IEnumerable<CandidateWindow> WindowsOf(int work, int length, List<(TextSpan Output, TextSpan Work, double Rank)> places)
    {
        int workLength = index.TextLengthOf(index.WorkAt(work).Id);
        if (workLength <= Whole)
        {
            yield return new CandidateWindow(work, OutputOf(places, length), new TextSpan(0, workLength), RankOf(places));
            yield break;
        }
        places.Sort((a, b) => a.Work.Start.CompareTo(b.Work.Start));
        for (int first = 0, next; first < places.Count; first = next)
        {
            int end = places[first].Work.End;
            for (next = first + 1; next < places.Count && places[next].Work.Start <= end + Margin && places[next].Work.End - places[first].Work.Start <= Whole; next++)
                end = Math.Max(end, places[next].Work.End);
            var some = places.GetRange(first, next - first);
            yield return new CandidateWindow(
                work, OutputOf(some, length),
                new TextSpan(Math.Max(0, places[first].Work.Start - Margin), Math.Min(workLength, end + Margin)), RankOf(some));
        }
    }

    // The nearest counts, and each further one a little: a work that many passages are near to is a better guess.
    private static double RankOf(List<(TextSpan Output, TextSpan Work, double Rank)> places)
    {
        double most = places.Max(p => p.Rank);
        return most + 0.1 * Math.Log2(places.Select(p => p.Output).Distinct().Count());
    }

    private static TextSpan OutputOf(List<(TextSpan Output, TextSpan Work, double Rank)> places, int length)
    {
        if (length <= Whole)
            return new TextSpan(0, length);
        int start = places.Min(p => p.Output.Start), end = places.Max(p => p.Output.End);
        return new TextSpan(Math.Max(0, start - Margin), Math.Min(length, end + Margin));
    }
}
