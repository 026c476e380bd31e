namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>How often each token of a vocabulary stands in some texts, and what that makes it weigh.</summary>
internal sealed class TokenCounts(int tokens)
{
    private readonly long[] _counts = new long[tokens];

    /// <summary>Tokens counted.</summary>
    public long Total { get; private set; }

    /// <summary>Counts tokens of a text.</summary>
    public void Add(List<int> text)
    {
        foreach (int token in text)
            _counts[token]++;
        Total += text.Count;
    }

    /// <summary>
    /// Weights a / (a + p) of all tokens. Without counts, p is what Zipf's law gives by the place in the vocabulary, which is in the order of frequency in most.
    /// </summary>
    public float[] Weights(double smoothing)
    {
        float[] weights = new float[_counts.Length];
        double zipf = 0;
        for (int i = 0; i < weights.Length; i++)
            zipf += 1.0 / (i + 2);
        for (int i = 0; i < weights.Length; i++)
        {
            double share = Total > 0 ? _counts[i] / (double)Total : 1 / ((i + 2) * zipf);
            weights[i] = (float)(smoothing / (smoothing + share));
        }
        return weights;
    }
}
