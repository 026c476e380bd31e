using System.Numerics.Tensors;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>
/// The similarity that is reported: the product of the query's 32-bit numbers and the stored ones, each product exact in double precision, summed in one order. It is
/// the same to the last bit on every machine and device, and whatever else is compared in the call.
/// </summary>
internal sealed unsafe class ExactSimilarity
{
    private const int Lanes = 8;

    private readonly VectorTable _table;
    private readonly double[] _query;
    private readonly float[] _row;

    /// <summary>Prepares for the rows of a table. One thread at a time.</summary>
    public ExactSimilarity(VectorTable table)
    {
        _table = table;
        int padded = (table.Dimensions + Lanes - 1) / Lanes * Lanes;
        _query = new double[padded];
        _row = new float[padded];
    }

    /// <summary>Sets the query that rows are compared with.</summary>
    public void SetQuery(ReadOnlySpan<float> query) => TensorPrimitives.ConvertChecked(query, _query.AsSpan(0, query.Length));

    /// <summary>Compares the query with a row.</summary>
    public float Of(long row)
    {
        VectorBlock block = _table.Block(row / VectorTable.BlockRows);
        int inBlock = (int)(row - block.FirstRow);
        ReadOnlySpan<byte> stored = block.Rows.Slice(inBlock * _table.BytesPerRow, _table.BytesPerRow);
        Span<float> numbers = _row.AsSpan(0, _table.Dimensions);
        double factor = 1;
        if (_table.Storage == VectorStorage.Half)
        {
            TensorPrimitives.ConvertToSingle(MemoryMarshal.Cast<byte, Half>(stored)[..numbers.Length], numbers);
        }
        else
        {
            TensorPrimitives.ConvertChecked(MemoryMarshal.Cast<byte, sbyte>(stored)[..numbers.Length], numbers);
            factor = block.Factors[inBlock];
        }
        Vector512<double> sums = Vector512<double>.Zero;
        for (int i = 0; i < _query.Length; i += Lanes)
        {
            Vector512<double> row8 = Vector512.WidenLower(Vector512.Create(Vector256.LoadUnsafe(ref _row[i]), default));
            sums += Vector512.LoadUnsafe(ref _query[i]) * row8;
        }
        double sum = 0;
        for (int lane = 0; lane < Lanes; lane++)
            sum += sums[lane];
        return (float)Math.Clamp(sum * factor, -1, 1);
    }
}
