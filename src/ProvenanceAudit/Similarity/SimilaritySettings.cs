namespace ProvenanceAudit.Similarity;

/// <summary>Settings of the comparison of meaning in a scan, validated as a whole and printed in every report.</summary>
public sealed record SimilaritySettings
{
    /// <summary>The embedder that ships with the program and needs no other file: the default of <see cref="Embedder"/>.</summary>
    public const string BuiltIn = "built-in";

    /// <summary>
    /// What makes the vectors: <see cref="BuiltIn"/>, <c>minilm</c> for the all-MiniLM-L6-v2 that ships with the program, or the path of a folder with an ONNX model or of a
    /// file that <c>embeddings distil</c> wrote.
    /// </summary>
    public string Embedder { get; init; } = BuiltIn;

    /// <summary>Where vectors are compared: <c>auto</c> (a GPU where there is one), <c>cpu</c>, or <c>cuda:N</c>.</summary>
    public string Device { get; init; } = "auto";

    /// <summary>
    /// Share of the significant paraphrases that chance may have given, above 0, at most 1, as estimated on passages of the catalog's own works.
    /// </summary>
    public double MaximumFalseDiscoveryRate { get; init; } = 0.01;

    /// <summary>Every mistake in the settings, one sentence each; empty when they are usable.</summary>
    public IReadOnlyList<string> Mistakes()
    {
        var mistakes = new List<string>();
        if (string.IsNullOrWhiteSpace(Embedder))
            mistakes.Add("the embedder is empty; it must be built-in, minilm, or the path of a model");
        if (Device is not ("auto" or "cpu") && !IsCuda(Device))
            mistakes.Add($"the device is '{Device}'; it must be auto, cpu, or cuda:N");
        if (!(MaximumFalseDiscoveryRate is > 0 and <= 1))
            mistakes.Add($"the false discovery rate of paraphrases is {MaximumFalseDiscoveryRate}; it must be above 0 and at most 1");
        return mistakes;
    }

    private static bool IsCuda(string device) =>
        device.StartsWith("cuda:", StringComparison.Ordinal) && byte.TryParse(device.AsSpan(5), System.Globalization.NumberStyles.None, null, out _);
}
