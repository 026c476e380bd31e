namespace ProvenanceAudit.Fingerprints;

/// <summary>
/// How words become fingerprints. Written into every index; an index made with another scheme is refused, both named.
/// </summary>
/// <param name="Name">Name of the algorithm.</param>
/// <param name="Version">Version of its implementation; any change of a hash or of a selection raises it.</param>
/// <param name="KgramWords">k: consecutive words hashed together, 2 to 16.</param>
/// <param name="WindowKgrams">w: consecutive k-grams of which at least one is selected, 1 to 64.</param>
/// <param name="Normaliser">Name and version of the comparison form of words.</param>
public sealed record FingerprintScheme(string Name, int Version, int KgramWords, int WindowKgrams, string Normaliser)
{
    /// <summary>The scheme of this version of the product: every shared run of 8 words is found.</summary>
    public static FingerprintScheme Default { get; } = new("winnowing", 1, 4, 5, "words-nfkc-1");

    /// <summary>t = w + k - 1: every run of this many words that two texts share is found (Schleimer, Wilkerson, Aiken 2003).</summary>
    public int GuaranteedRun => WindowKgrams + KgramWords - 1;

    /// <summary>One line, for example <c>winnowing v1, k=4, w=5, guarantees runs of 8 words, words-nfkc-1</c>.</summary>
    public override string ToString() =>
        $"{Name} v{Version}, k={KgramWords}, w={WindowKgrams}, guarantees runs of {GuaranteedRun} words, {Normaliser}";
}
