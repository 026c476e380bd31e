namespace ProvenanceAudit.Similarity;

/// <summary>Successive rows of a table, where they lie in memory. Valid while the table is not disposed of, or held (<see cref="VectorTable.Hold"/>).</summary>
public readonly unsafe ref struct VectorBlock
{
    private readonly byte* _rows;
    private readonly int _bytesPerRow;
    private readonly bool _hasFactors;

    internal VectorBlock(byte* rows, int bytesPerRow, bool hasFactors, long firstRow, int count)
    {
        _rows = rows;
        _bytesPerRow = bytesPerRow;
        _hasFactors = hasFactors;
        FirstRow = firstRow;
        Count = count;
    }

    /// <summary>Number of the first row in the table.</summary>
    public long FirstRow { get; }

    /// <summary>Number of rows, 1 to <see cref="VectorTable.BlockRows"/>.</summary>
    public int Count { get; }

    /// <summary>
    /// The rows, <see cref="VectorTable.BytesPerRow"/> bytes each, the first at an address that is a multiple of 64. Zeros follow the numbers of a row up to its end.
    /// </summary>
    public ReadOnlySpan<byte> Rows => new(_rows, Count * _bytesPerRow);

    /// <summary>The factor of each row, directly behind the rows; empty where the storage is <see cref="VectorStorage.Half"/>.</summary>
    public ReadOnlySpan<float> Factors => new(_rows + (long)Count * _bytesPerRow, _hasFactors ? Count : 0);

    /// <summary>Where the rows start.</summary>
    public byte* Start => _rows;
}
