using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>A few rows of one block of a table, as much as a thread compares at a time.</summary>
internal readonly unsafe ref struct RowUnit(byte* rows, float* factors, int count, long firstRow, int numbers)
{
    /// <summary>
    /// What queries must be multiplied by for rows of 16-bit floating-point numbers: kernels move sign, exponent and fraction to where 32-bit numbers have them and do
    /// not correct the exponent, whose bias is less by 112.
    /// </summary>
    public const float HalfScale = 5192296858534827628530496329220096f;

    /// <summary>The first row.</summary>
    public byte* Rows { get; } = rows;

    /// <summary>The factor of each row; null where rows are 16-bit floating-point numbers.</summary>
    public float* Factors { get; } = factors;

    /// <summary>Number of rows.</summary>
    public int Count { get; } = count;

    /// <summary>Number of the first row in the table.</summary>
    public long FirstRow { get; } = firstRow;

    /// <summary>Numbers of a row with its padding, a multiple of 32.</summary>
    public int Numbers { get; } = numbers;

    /// <summary>Whether rows are 16-bit floating-point numbers; 8-bit integers otherwise.</summary>
    public bool IsHalf => Factors == null;

    /// <summary>What queries are multiplied by before they are compared with rows of a storage.</summary>
    public static float ScaleOf(VectorStorage storage) => storage == VectorStorage.Half ? HalfScale : 1;
}
