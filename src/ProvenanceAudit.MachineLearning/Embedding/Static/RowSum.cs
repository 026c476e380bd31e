using System.Diagnostics;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;

namespace ProvenanceAudit.MachineLearning.Embedding.Static;

/// <summary>Adds rows of 8-bit integers times a factor to a sum of floating-point numbers.</summary>
internal static class RowSum
{
    /// <summary>Adds one row; sums are the same on every processor but for the rounding of fused operations.</summary>
    public static void Add(Span<float> sum, ReadOnlySpan<sbyte> row, float factor)
    {
        Debug.Assert(sum.Length == row.Length);
        int i = 0;
        if (Vector256.IsHardwareAccelerated)
        {
            ref float to = ref MemoryMarshal.GetReference(sum);
            ref sbyte from = ref MemoryMarshal.GetReference(row);
            Vector256<float> by = Vector256.Create(factor);
            for (; i <= sum.Length - Vector128<sbyte>.Count; i += Vector128<sbyte>.Count)
            {
                Vector256<short> shorts = Vector256.WidenLower(Vector128.LoadUnsafe(ref from, (nuint)i).ToVector256Unsafe());
                (Vector256<int> low, Vector256<int> high) = Vector256.Widen(shorts);
                AddTo(ref Unsafe.Add(ref to, i), low, by);
                AddTo(ref Unsafe.Add(ref to, i + 8), high, by);
            }
        }
        for (; i < sum.Length; i++)
            sum[i] += row[i] * factor;
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void AddTo(ref float to, Vector256<int> numbers, Vector256<float> by) =>
        Vector256.MultiplyAddEstimate(Vector256.ConvertToSingle(numbers), by, Vector256.LoadUnsafe(ref to)).StoreUnsafe(ref to);
}
