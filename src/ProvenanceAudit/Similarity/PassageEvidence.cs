namespace ProvenanceAudit.Similarity;

/// <summary>
/// What each word of one text tells about whether its passage was made from a passage of the other: log-odds of two explanations. By chance, a word stands in a
/// passage of n words with probability 1 - (1 - rate)^n, its rate being that of the rest of that text, smoothed by ordinary text, so that the words which both
/// texts are about tell little. If made from it, with some share more.
/// </summary>
internal sealed class PassageEvidence
{
    private readonly AlignmentSettings _settings;
    private readonly SharedStems _stems;
    private readonly int[] _text;
    private readonly int[] _counts;
    private readonly int[] _inside;
    private readonly float[] _bits;
    private readonly List<int> _met = [];

    /// <summary>Makes it.</summary>
    /// <param name="stems">Stems of both texts.</param>
    /// <param name="text">Stems of the words of the text whose passages give the evidence.</param>
    /// <param name="settings">Settings.</param>
    public PassageEvidence(SharedStems stems, int[] text, AlignmentSettings settings)
    {
        (_settings, _stems, _text) = (settings, stems, text);
        _counts = new int[stems.Count];
        foreach (int stem in text)
            _counts[stem]++;
        _inside = new int[stems.Count];
        _bits = new float[stems.Count];
    }

    /// <summary>Bits of a word of the other text by its stem, as of the last <see cref="Take"/>.</summary>
    public ReadOnlySpan<float> Bits => _bits;

    /// <summary>Takes the passage <c>[start, end)</c>.</summary>
    /// <param name="start">First word.</param>
    /// <param name="end">One past the last word.</param>
    /// <param name="share">Share of words that stands in the passage if one was made from the other, between 0 and 1.</param>
    public void Take(int start, int end, double share)
    {
        float miss = (float)Math.Log2(1 - share);
        foreach (int stem in _met)
            _inside[stem] = 0;
        _met.Clear();
        for (int i = start; i < end; i++)
        {
            if (_text[i] != 0 && _inside[_text[i]]++ == 0)
                _met.Add(_text[i]);
        }
        Array.Fill(_bits, miss);
        foreach (int stem in _met)
            _bits[stem] = BitsOf(stem, end - start, share);
    }

    /// <summary>Sum over words of the other text.</summary>
    public double Sum(ReadOnlySpan<int> words)
    {
        double sum = 0;
        foreach (int stem in words)
            sum += _bits[stem];
        return sum;
    }

    private float BitsOf(int stem, int length, double share)
    {
        double elsewhere = _counts[stem] - _inside[stem] + _settings.PriorWords * _stems.Rates[stem];
        double rate = Math.Min(0.9, elsewhere / (_text.Length - length + _settings.PriorWords));
        double chance = 1 - Math.Exp(length * Math.Log(1 - rate));
        return (float)Math.Min(_settings.WordBits, Math.Log2((share + (1 - share) * chance) / Math.Max(chance, 1e-9)));
    }
}
