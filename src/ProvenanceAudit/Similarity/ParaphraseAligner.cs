using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// Finds passages of an output that were made from passages of a work by rewording, translating back and forth, shuffling or shortening. Pairs of like sentences
/// are gathered into clusters; about each cluster and each known match, the borders are sought between which both passages tell most of each other; what tells
/// enough is kept, the better first.
/// </summary>
/// <remarks>
/// Seeds by sentences as Sanchez-Perez, Sidorov, Gelbukh (2014) have them; borders and score by log-odds of words, which needs no sentence to end where the
/// passage does. Time is bounded whatever the texts are. Same texts, same alignments; safe for concurrent callers.
/// </remarks>
public static class ParaphraseAligner
{
    private const int MostSeeds = 2000;
    private const int MostClusters = 400;

    // Words that seeking borders may walk over. Ordinary pairs need a hundredth.
    private const long MostSteps = 1L << 27;

    /// <summary>Finds paraphrases.</summary>
    /// <param name="output">The output.</param>
    /// <param name="work">The work or a part of it; all its spans refer to this text.</param>
    /// <param name="known">Matches of words already found between these two texts, spans as in <paramref name="output"/> and <paramref name="work"/>.</param>
    /// <param name="settings">Settings; the defaults when left out.</param>
    /// <returns>Paraphrases in order of the output. A known match that none of them absorbed stands as it is.</returns>
    public static IReadOnlyList<ParaphraseAlignment> Align(
        SentenceText output, SentenceText work, IReadOnlyList<MatchedSource> known, AlignmentSettings? settings = null)
    {
        if (output.Words.Length == 0 || work.Words.Length == 0)
            return [];
        settings ??= new AlignmentSettings();
        SharedStems stems = SharedStems.Of(output, work);
        var like = new LikeSentences(output, work, stems, settings);
        var borders = new PassageBorders(output, work, stems, settings);
        var copies = new KnownCopies(output, work, known, borders, settings);

        var found = new List<(WordRectangle Words, double Bits)>();
        foreach (WordRectangle start in Starts(output, work, copies, like, settings))
        {
            if (borders.Steps > MostSteps)
                break;
            if (found.Exists(other => other.Words.Contains(start)))
                continue;
            WordRectangle words = borders.Settle(start);
            double bits = words.IsEmpty ? 0 : borders.BitsOf(words);
            if (bits >= settings.MinimumBits)
                found.Add((words, bits));
        }

        var pairing = new SentencePairing(output, work, like);
        var alignments = new List<ParaphraseAlignment>();
        foreach ((WordRectangle words, double bits) in Choose(found, copies, settings))
        {
            WordRectangle snapped = borders.Snap(words);
            TextSpan span = output.SpanOf(snapped.Start, snapped.End), workSpan = work.SpanOf(snapped.WorkStart, snapped.WorkEnd);
            if (Math.Min(span.Length, workSpan.Length) < settings.MinimumLength || copies.Explain(snapped, bits, out List<int> absorbed))
                continue;
            alignments.Add(new ParaphraseAlignment
            {
                Output = span,
                Work = workSpan,
                Bits = bits,
                Similarity = (float)like.Share(snapped),
                Sentences = pairing.Pairs(snapped, span, workSpan),
                Absorbed = absorbed,
            });
        }
        return alignments;
    }

    private static IEnumerable<WordRectangle> Starts(
        SentenceText output, SentenceText work, KnownCopies copies, LikeSentences like, AlignmentSettings settings)
    {
        List<SentenceSeed> seeds = like.Seeds(MostSeeds);
        return copies.Places.Concat(SeedClusters.Gather(seeds, settings.SeedGap, output, work).Take(MostClusters).Select(static cluster => cluster.Words));
    }

    /// <summary>The best that do not take the same words of the output, in order of the output, those beside one another joined.</summary>
    private static List<(WordRectangle Words, double Bits)> Choose(
        List<(WordRectangle Words, double Bits)> found, KnownCopies copies, AlignmentSettings settings)
    {
        double beside = settings.MinimumBits + (copies.Any ? settings.BesideCopies : 0);
        found.RemoveAll(one => one.Bits < beside && !copies.Touch(one.Words));
        found.Sort(static (a, b) => a.Bits != b.Bits ? b.Bits.CompareTo(a.Bits)
            : a.Words.Start != b.Words.Start ? a.Words.Start.CompareTo(b.Words.Start) : a.Words.WorkStart.CompareTo(b.Words.WorkStart));
        var chosen = new List<(WordRectangle Words, double Bits)>();
        foreach (var one in found)
        {
            if (!chosen.Exists(better => -one.Words.GapTo(better.Words) > settings.Taken * (one.Words.End - one.Words.Start)))
                chosen.Add(one);
        }
        chosen.Sort(static (a, b) => a.Words.Start.CompareTo(b.Words.Start));
        for (int i = 0; i < chosen.Count; i++)
        {
            for (int j = i + 1; j < chosen.Count;)
            {
                if (chosen[i].Words.GapTo(chosen[j].Words) > settings.MergeGap || chosen[i].Words.WorkGapTo(chosen[j].Words) > settings.MergeGap)
                {
                    j++;
                    continue;
                }
                chosen[i] = (chosen[i].Words.With(chosen[j].Words), chosen[i].Bits + chosen[j].Bits);
                chosen.RemoveAt(j);
                j = i + 1;
            }
        }
        return chosen;
    }
}
