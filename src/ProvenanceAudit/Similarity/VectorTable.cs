namespace ProvenanceAudit.Similarity;

/// <summary>How the numbers of vectors are stored.</summary>
public enum VectorStorage
{
    /// <summary>16-bit floating-point numbers.</summary>
    Half,

    /// <summary>8-bit integers from -127 to 127, with one factor a row.</summary>
    Bytes,
}

/// <summary>Vectors of one model in a file, mapped into memory as far as they are looked at, so that it may be larger than memory.</summary>
public sealed class VectorTable
{
    /// <summary>Which model made the vectors.</summary>
    public required EmbeddingModel Model { get; init; }

    /// <summary>Number of vectors.</summary>
    public required long Count { get; init; }

    /// <summary>How they are stored.</summary>
    public required VectorStorage Storage { get; init; }
}
