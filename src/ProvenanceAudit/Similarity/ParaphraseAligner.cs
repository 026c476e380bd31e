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
/// passage does. Vectors of sentences, where both texts have them, add what words miss. Time is bounded whatever the texts are. Same texts, same alignments; safe for concurrent callers.
/// </remarks>
public static class ParaphraseAligner
{
    private const int MostSeeds = 2000;
    private const int MostClusters = 400;

    /// <summary>Finds paraphrases.</summary>
    /// <param name="output">The output.</param>
    /// <param name="work">The work or a part of it; all its spans refer to this text.</param>
    /// <param name="known">Matches of words already found between these two texts, spans as in <paramref name="output"/> and <paramref name="work"/>.</param>
    /// <param name="settings">Settings; the defaults when left out.</param>
    /// <exception cref="ArgumentException">The vectors of the texts do not fit them or each other.</exception>
    /// <returns>Paraphrases in order of the output. A known match that none of them absorbed stands as it is.</returns>
    public static IReadOnlyList<ParaphraseAlignment> Align(
        SentenceText output, SentenceText work, IReadOnlyList<MatchedSource> known, AlignmentSettings? settings = null)
    {
        if (output.Words.Length == 0 || work.Words.Length == 0)
            return [];
        settings ??= new AlignmentSettings();
        SharedStems stems = SharedStems.Of(output, work);
        settings = settings with { VectorsAlone = settings.AcrossLanguages && !output.Vectors.IsEmpty && stems.ShareOfOutput < settings.SameLanguage };
        var like = new LikeSentences(output, work, stems, settings);
        SentenceMeaning? meaning = SentenceMeaning.Of(output, work, settings);
        var borders = new PassageBorders(output, work, stems, meaning, settings);
        var copies = new KnownCopies(output, work, known, borders, settings);
        List<SentenceSeed> seeds = like.Seeds(MostSeeds);
        meaning?.AddSeeds(seeds);
        List<WordRectangle> clusters = SeedClusters.Gather(seeds, settings.SeedGap, output, work);
        var pairing = new SentencePairing(output, work, like, meaning);
        var alignments = new List<ParaphraseAlignment>();
        foreach (AlignmentCandidate candidate in new CandidateSearch(copies, borders, settings).Find([.. copies.Places, .. clusters.Take(MostClusters)]))
        {
            WordRectangle words = borders.Snap(candidate.Words, candidate.IsSummary ? settings.KeptSummary : settings.Kept);
            TextSpan span = output.SpanOf(words.Start, words.End), workSpan = work.SpanOf(words.WorkStart, words.WorkEnd);
            if (Math.Min(span.Length, workSpan.Length) < settings.MinimumLength || copies.Explain(words, candidate, out List<int> absorbed))
                continue;
            List<SentencePair> pairs = pairing.Pairs(words, span, workSpan);
            alignments.Add(new ParaphraseAlignment
            {
                Output = span,
                Work = workSpan,
                Bits = candidate.Bits,
                IsSummary = candidate.IsSummary,
                Similarity = Math.Max((float)like.Share(words), meaning is null ? 0 : pairs.Average(static pair => pair.Similarity)),
                Sentences = pairs,
                Absorbed = absorbed,
            });
        }
        return alignments;
    }
}
