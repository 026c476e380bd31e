using System.Numerics.Tensors;

namespace ProvenanceAudit.MachineLearning.Embedding.Distilling;

/// <summary>Rows of floating-point numbers as 8-bit integers with a factor each.</summary>
internal static class Quantising
{
    /// <summary>Rounds a row to integers from -127 to 127 and gives the factor that brings them back.</summary>
    public static float Round(ReadOnlySpan<float> row, Span<sbyte> values)
    {
        float greatest = MathF.Abs(TensorPrimitives.MaxMagnitude(row));
        if (!(greatest > 0) || !float.IsFinite(greatest))
        {
            values.Clear();
            return 0;
        }
        for (int i = 0; i < row.Length; i++)
            values[i] = (sbyte)MathF.Round(row[i] / greatest * 127);
        return greatest / 127;
    }
}
