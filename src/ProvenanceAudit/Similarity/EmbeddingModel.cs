namespace ProvenanceAudit.Similarity;

/// <summary>Which model made a vector. Vectors of different models mean different things and are never compared.</summary>
/// <param name="Name">Name for people, such as <c>all-MiniLM-L6-v2</c>.</param>
/// <param name="Hash">SHA-256 over all that decides what vectors come out (weights, vocabulary, pooling, greatest length), 64 lower-case hexadecimal digits.</param>
/// <param name="Dimensions">Numbers in a vector, at least 1.</param>
public sealed record EmbeddingModel(string Name, string Hash, int Dimensions)
{
    /// <summary>Whether the model was made for texts of several languages, so that a translation is near to what it was translated from.</summary>
    public bool IsMultilingual { get; init; }

    /// <summary>Whether vectors of both models may be compared: hashes and dimensions are the same, whatever the names are.</summary>
    public bool IsSameAs(EmbeddingModel other) => Hash == other.Hash && Dimensions == other.Dimensions;

    /// <inheritdoc/>
    public override string ToString() => $"{Name} ({Hash[..Math.Min(12, Hash.Length)]}, {Dimensions} dimensions)";
}
