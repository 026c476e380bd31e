namespace ProvenanceAudit.Similarity;

/// <summary>How the numbers of vectors are stored.</summary>
public enum VectorStorage
{
    /// <summary>
    /// 16-bit floating-point numbers (IEEE 754 binary16), without subnormal ones: what is nearer to 0 than 2^-14 becomes 0 or 2^-14, which is off by less than the
    /// rounding of a number of 0.07 is.
    /// </summary>
    Half,

    /// <summary>
    /// 8-bit integers from -127 to 127 and one 32-bit factor a row: 1 over the length of the integers, so that the stored vector has length 1, or 0 for the zero vector.
    /// </summary>
    Bytes,
}
