namespace ProvenanceAudit.Similarity;

/// <summary>
/// What each word of one text tells about whether its passage was made from a passage of the other: log-odds of two explanations. By chance, a word stands in a
/// passage of n words with probability 1 - (1 - rate)^n, its rate being that of the rest of that text, smoothed by ordinary text, so that what a text is about
/// tells little. If one was made from the other, some share of words stands there besides.
/// </summary>
/// <param name="stems">Stems of both texts.</param>
/// <param name="text">Stem of each word of the text whose passages give the evidence.</param>
/// <param name="settings">Settings.</param>
internal sealed class PassageEvidence(SharedStems stems, int[] text, AlignmentSettings settings)
{
    private readonly int[] _counts = CountsOf(text, stems.Count);
    private readonly int[] _inside = new int[stems.Count];
    private readonly int[] _used = new int[stems.Count];
    private readonly float[] _bits = new float[stems.Count];
    private readonly List<int> _met = [];
    private float _miss;

    /// <summary>Takes the passage <c>[start, end)</c>.</summary>
    /// <param name="start">First word.</param>
    /// <param name="end">One past the last word.</param>
    /// <param name="share">Share of words that stands in the passage if one was made from the other, between 0 and 1.</param>
    public void Take(int start, int end, double share)
    {
        foreach (int stem in _met)
            _inside[stem] = 0;
        _met.Clear();
        for (int i = start; i < end; i++)
        {
            if (text[i] != 0 && _inside[text[i]]++ == 0)
                _met.Add(text[i]);
        }
        _miss = settings.VectorsAlone ? 0 : (float)Math.Log2(1 - share);
        foreach (int stem in _met)
            _bits[stem] = BitsOf(stem, end - start, share);
    }

    /// <summary>
    /// Bits of words of the other text. A word that stands in the passage a few times speaks for that many of its occurrences, those nearest to the middle;
    /// further ones tell nothing, or else the borders would run on as long as the other text keeps to its subject. But where one text shortens the other, it says
    /// once what the other says again and again.
    /// </summary>
    /// <param name="words">Stems of the words.</param>
    /// <param name="middle">Place among them from which to begin.</param>
    /// <param name="again">Whether further ones tell as much as the first.</param>
    /// <param name="bits">Receives the bits.</param>
    public void Write(ReadOnlySpan<int> words, int middle, bool again, Span<float> bits)
    {
        middle = Math.Clamp(middle, 0, words.Length);
        for (int before = middle - 1, behind = middle; before >= 0 || behind < words.Length; before--, behind++)
        {
            if (behind < words.Length)
                bits[behind] = Use(words[behind], again);
            if (before >= 0)
                bits[before] = Use(words[before], again);
        }
        foreach (int stem in words)
            _used[stem] = 0;
    }

    private float Use(int stem, bool again)
    {
        if (_inside[stem] == 0)
            return _miss;
        return !again && _bits[stem] > 0 && _used[stem]++ >= _inside[stem] ? 0 : _bits[stem];
    }

    private float BitsOf(int stem, int length, double share)
    {
        double elsewhere = _counts[stem] - _inside[stem] + settings.PriorWords * stems.Rates[stem];
        double rate = Math.Min(0.9, elsewhere / (text.Length - length + settings.PriorWords));
        double chance = 1 - Math.Exp(length * Math.Log(1 - rate));
        return (float)Math.Min(settings.WordBits, Math.Log2((share + (1 - share) * chance) / Math.Max(chance, 1e-9)));
    }

    private static int[] CountsOf(int[] text, int count)
    {
        int[] counts = new int[count];
        foreach (int stem in text)
            counts[stem]++;
        return counts;
    }
}
