using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Reports;

/// <summary>A stretch of a passage that is shown alike.</summary>
/// <param name="Span">Where it stands in the text of the passage, UTF-16 code units.</param>
/// <param name="Pair">Number of the sentence pair of a paraphrase that it belongs to, from 1; 0 when it belongs to none.</param>
/// <param name="IsShared">Whether its words are identical on both sides.</param>
/// <param name="BeginsPair">Whether the pair's stretch begins with it, so that its number goes before.</param>
public readonly record struct PassagePart(TextSpan Span, int Pair, bool IsShared, bool BeginsPair);

/// <summary>Cuts a passage where what is marked begins or ends: runs of identical words, and the sentence pairs of a paraphrase.</summary>
public static class PassageParts
{
    /// <summary>The parts of one side, in order and without a gap; together they are the passage's text, whatever a report that was read back claims.</summary>
    /// <param name="match">The match.</param>
    /// <param name="isWork">Whether it is the work's side.</param>
    /// <param name="length">Code units of <see cref="PassageText.Text"/>, or of its beginning that is shown.</param>
    public static IReadOnlyList<PassagePart> Of(Match match, bool isWork, int length)
    {
        int start = isWork ? match.Source.Span.Start : match.Output.Start;
        // The runs of a paraphrase stand in another order on the work's side, where it moved what they are of.
        TextSpan[] runs = [.. Within([.. match.Source.Runs.Select(run => isWork ? run.Work : run.Output)], start, length).OrderBy(run => run.Start)];
        // Numbered by their place in the output on both sides, so that what was moved keeps its number.
        TextSpan[] pairs = Within([.. match.Sentences.Select(pair => isWork ? pair.Work : pair.Output)], start, length);
        int[] order = [.. Enumerable.Range(0, pairs.Length).Where(i => pairs[i].Length > 0).OrderBy(i => pairs[i].Start).ThenBy(i => i)];
        var parts = new List<PassagePart>();
        int at = 0;
        foreach (int pair in order)
        {
            // Where pairs overlap, the first keeps what they share.
            int from = Math.Max(at, pairs[pair].Start);
            if (from >= pairs[pair].End)
                continue;
            AddRuns(parts, runs, at, from, 0);
            AddRuns(parts, runs, from, pairs[pair].End, pair + 1);
            at = pairs[pair].End;
        }
        AddRuns(parts, runs, at, length, 0);
        return parts;
    }

    private static void AddRuns(List<PassagePart> parts, TextSpan[] runs, int from, int to, int pair)
    {
        bool begins = pair > 0;
        void Add(int end, bool isShared)
        {
            if (from >= end)
                return;
            parts.Add(new PassagePart(new TextSpan(from, end), pair, isShared, begins));
            (from, begins) = (end, false);
        }
        foreach (TextSpan run in runs)
        {
            Add(Math.Min(run.Start, to), false);
            Add(Math.Min(run.End, to), true);
        }
        Add(to, false);
    }

    private static TextSpan[] Within(TextSpan[] spans, int start, int length) =>
        [.. spans.Select(span =>
        {
            int from = Math.Clamp(span.Start - start, 0, length);
            return new TextSpan(from, Math.Clamp(span.End - start, from, length));
        })];
}
