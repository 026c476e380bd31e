using ProvenanceAudit.Matching;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>Tells which sentences of an alignment say the same.</summary>
internal sealed class SentencePairing(SentenceText output, SentenceText work, LikeSentences like, SentenceMeaning? meaning)
{
    // Less in common than this is not shown as the same.
    private const double LeastShare = 0.12;
    private const double LeastWithMeaning = 0.35;

    private readonly double[] _common = new double[work.Sentences.Count];
    private readonly List<int> _met = [];

    /// <summary>Pairs in order of the output, clipped to the spans; each sentence of the output at most once, with the nearest of the work.</summary>
    public List<SentencePair> Pairs(WordRectangle words, TextSpan span, TextSpan workSpan)
    {
        var pairs = new List<SentencePair>();
        int first = work.SentenceOf[words.WorkStart], last = work.SentenceOf[words.WorkEnd - 1], before = -1;
        for (int sentence = output.SentenceOf[words.Start]; sentence <= output.SentenceOf[words.End - 1]; sentence++)
        {
            (int nearest, double share) = Nearest(sentence, first, last);
            if (nearest < 0)
            {
                before = -1;
                continue;
            }
            TextSpan ours = Clip(output.Sentences[sentence], span);
            if (nearest == before)
                pairs[^1] = new SentencePair(new TextSpan(pairs[^1].Output.Start, ours.End), pairs[^1].Work, Math.Max(pairs[^1].Similarity, (float)share));
            else
                pairs.Add(new SentencePair(ours, Clip(work.Sentences[nearest], workSpan), (float)share));
            before = nearest;
        }
        if (pairs.Count == 0)
            pairs.Add(new SentencePair(span, workSpan, (float)like.Share(words)));
        return pairs;
    }

    private (int Work, double Share) Nearest(int sentence, int first, int last)
    {
        (int nearest, double share) = like.Nearest(sentence, first, last, _common, _met);
        for (int other = first; meaning is not null && other <= last; other++)
        {
            if (meaning.Similarity(sentence, other) > share)
                (nearest, share) = (other, Math.Min(1, meaning.Similarity(sentence, other)));
        }
        return share < (meaning is null ? LeastShare : LeastWithMeaning) ? (-1, 0) : (nearest, share);
    }

    /// <summary>What of a sentence lies in a span; its first or last word does.</summary>
    private static TextSpan Clip(TextSpan sentence, TextSpan to) => new(Math.Max(sentence.Start, to.Start), Math.Min(sentence.End, to.End));
}
