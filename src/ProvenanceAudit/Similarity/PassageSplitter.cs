using ProvenanceAudit.Works;

namespace ProvenanceAudit.Similarity;

/// <summary>
/// Gathers sentences into passages that a model takes whole, each overlapping the one before by up to half, so that a few sentences stand together in one
/// wherever they begin.
/// </summary>
public static class PassageSplitter
{
    /// <summary>Longest passage of more than one sentence, in letters of the alphabets; ideographs and syllables count thrice.</summary>
    public const int MaximumLength = 500;

    // From here on in Unicode, characters stand for syllables and words.
    private const char FirstIdeograph = '\u2E80';

    /// <summary>Gathers sentences.</summary>
    /// <param name="text">The text.</param>
    /// <param name="sentences">Its sentences, as <see cref="SentenceSplitter.Split"/> gives them.</param>
    /// <returns>Passages in order; every sentence stands in at least one. No more than there are sentences.</returns>
    public static IReadOnlyList<TextPassage> Split(ReadOnlySpan<char> text, IReadOnlyList<TextSpan> sentences)
    {
        var passages = new List<TextPassage>();
        int[] lengths = new int[sentences.Count];
        for (int i = 0; i < lengths.Length; i++)
            lengths[i] = LengthOf(text[sentences[i].Start..sentences[i].End]);
        for (int first = 0, length = 0, end = 0; end < sentences.Count;)
        {
            if (end <= first)
                (end, length) = (first + 1, lengths[first]);
            while (end < sentences.Count && length + lengths[end] <= MaximumLength)
                length += lengths[end++];
            passages.Add(new TextPassage(first, end - first, new TextSpan(sentences[first].Start, sentences[end - 1].End)));
            if (end == sentences.Count)
                break;
            // The next begins behind half of this one, and reaches further than it.
            int left = length;
            while (first < end && (left > length / 2 || left + lengths[end] > MaximumLength))
                left -= lengths[first++];
            length = left;
        }
        return passages;
    }

    private static int LengthOf(ReadOnlySpan<char> sentence)
    {
        int length = sentence.Length;
        foreach (char c in sentence)
        {
            if (c >= FirstIdeograph && !char.IsSurrogate(c))
                length += 2;
        }
        return length;
    }
}
