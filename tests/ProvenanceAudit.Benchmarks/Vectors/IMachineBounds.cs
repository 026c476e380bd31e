namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>What a device gives to programs that do one thing only: read memory, or multiply 32-bit floating-point numbers.</summary>
internal interface IMachineBounds : IDisposable
{
    /// <summary>What is done, for people.</summary>
    string Description { get; }

    /// <summary>Bytes that <see cref="Stream"/> reads.</summary>
    double StreamBytes { get; }

    /// <summary>Operations of <see cref="Product"/>, a multiplication and an addition counted as two.</summary>
    double ProductOperations { get; }

    /// <summary>Reads memory.</summary>
    void Stream();

    /// <summary>Multiplies.</summary>
    void Product();
}
