namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>Where rows lie in the part of a table that a device holds: block after block, as in the file. All lengths are in units of 16 bytes.</summary>
/// <param name="rowLength">Of a row.</param>
/// <param name="blockLength">Of a whole block.</param>
/// <param name="rows">Rows that are held.</param>
internal readonly struct DeviceLayout(int rowLength, int blockLength, long rows)
{
    /// <summary>Rows of a block, as <see cref="Similarity.VectorTable.BlockRows"/>.</summary>
    public const int BlockRows = 1024;

    /// <summary>Length of a row.</summary>
    public readonly int RowLength = rowLength;

    /// <summary>Length of a block.</summary>
    public readonly int BlockLength = blockLength;

    /// <summary>Rows that are held.</summary>
    public readonly long Rows = rows;

    /// <summary>Where a row starts.</summary>
    public long StartOf(long row) => row / BlockRows * BlockLength + row % BlockRows * RowLength;

    /// <summary>Which 32-bit number is the factor of a row, of storages that have factors.</summary>
    public long FactorOf(long row)
    {
        long block = row / BlockRows;
        long rowsOfBlock = System.Math.Min(BlockRows, Rows - block * BlockRows);
        return (block * BlockLength + rowsOfBlock * RowLength) * 4 + row % BlockRows;
    }
}
