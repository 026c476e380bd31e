using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>
/// For machines with vector registers of 512 bits. Many queries are multiplied as matrix products are: 12 rows by 32 queries in 24 registers, so that of 26 numbers
/// or vectors loaded 24 products are made (Goto, van de Geijn 2008: Anatomy of High-Performance Matrix Multiplication).
/// </summary>
internal sealed unsafe class Vector512Kernels : CpuKernels
{
    private const int Width = 16;
    private const int PrefetchedAhead = 4096;

    private Vector512Kernels()
    {
    }

    /// <summary>The one instance.</summary>
    public static Vector512Kernels Instance { get; } = new();

    /// <summary>Whether the machine has such registers. Without them the results are the same, and slow.</summary>
    public static bool IsFast => Vector512.IsHardwareAccelerated && Avx512BW.IsSupported;

    /// <inheritdoc/>
    public override int Lanes => Width;

    /// <inheritdoc/>
    public override void CompareOne(in RowUnit unit, float* query, int queryIndex, NearestRows nearest)
    {
        for (int row = 0; row < unit.Count; row++)
        {
            float similarity = unit.IsHalf
                ? MultiplyHalves((short*)unit.Rows + (long)row * unit.Numbers, query, unit.Numbers)
                : MultiplyBytes((sbyte*)unit.Rows + (long)row * unit.Numbers, query, unit.Numbers) * unit.Factors[row];
            if (similarity > nearest.Thresholds[queryIndex])
                nearest.Add(queryIndex, similarity, unit.FirstRow + row);
        }
    }

    /// <inheritdoc/>
    public override void Expand(in RowUnit unit, float* expanded)
    {
        long numbers = (long)unit.Count * unit.Numbers;
        if (unit.IsHalf)
        {
            short* stored = (short*)unit.Rows;
            for (float* end = expanded + numbers; expanded < end; expanded += 2 * Width, stored += 2 * Width)
            {
                Prefetch(stored);
                Halves(stored).Store(expanded);
                Halves(stored + Width).Store(expanded + Width);
            }
        }
        else
        {
            sbyte* stored = (sbyte*)unit.Rows;
            for (float* end = expanded + numbers; expanded < end; expanded += 4 * Width, stored += 4 * Width)
            {
                Prefetch(stored);
                for (int part = 0; part < 4; part++)
                    Bytes(stored + part * Width).Store(expanded + part * Width);
            }
        }
    }

    /// <inheritdoc/>
    public override void Compare(in RowUnit unit, float* expanded, QueryPanel panel, NearestRows nearest)
    {
        if (panel.Vectors == 2)
            CompareWide(unit, expanded, panel, nearest);
        else
            CompareNarrow(unit, expanded, panel, nearest);
    }

    private static void CompareWide(in RowUnit unit, float* expanded, QueryPanel panel, NearestRows nearest)
    {
        Vector512<float>* found = stackalloc Vector512<float>[2 * Tile];
        float* thresholds = nearest.Thresholds + panel.FirstQuery;
        for (int first = 0; first < unit.Count; first += Tile)
        {
            MultiplyWide(expanded + (long)first * unit.Numbers, unit.Numbers, panel.Numbers, found);
            Vector512<float> threshold0 = Vector512.Load(thresholds), threshold1 = Vector512.Load(thresholds + Width);
            int rows = Math.Min(Tile, unit.Count - first);
            for (int row = 0; row < rows; row++)
            {
                Vector512<float> factor = Vector512.Create(unit.IsHalf ? 1f : unit.Factors[first + row]);
                Vector512<float> near0 = found[2 * row] * factor, near1 = found[2 * row + 1] * factor;
                ulong mask = Vector512.GreaterThan(near0, threshold0).ExtractMostSignificantBits()
                    | (Vector512.GreaterThan(near1, threshold1).ExtractMostSignificantBits() << Width);
                if (mask == 0)
                    continue;
                Take(mask, near0, near1, panel.FirstQuery, unit.FirstRow + first + row, nearest);
                threshold0 = Vector512.Load(thresholds);
                threshold1 = Vector512.Load(thresholds + Width);
            }
        }
    }

    private static void CompareNarrow(in RowUnit unit, float* expanded, QueryPanel panel, NearestRows nearest)
    {
        Vector512<float>* found = stackalloc Vector512<float>[Tile];
        float* thresholds = nearest.Thresholds + panel.FirstQuery;
        for (int first = 0; first < unit.Count; first += Tile)
        {
            MultiplyNarrow(expanded + (long)first * unit.Numbers, unit.Numbers, panel.Numbers, found);
            int rows = Math.Min(Tile, unit.Count - first);
            for (int row = 0; row < rows; row++)
            {
                Vector512<float> near = found[row] * Vector512.Create(unit.IsHalf ? 1f : unit.Factors[first + row]);
                ulong mask = Vector512.GreaterThan(near, Vector512.Load(thresholds)).ExtractMostSignificantBits();
                if (mask != 0)
                    Take(mask, near, near, panel.FirstQuery, unit.FirstRow + first + row, nearest);
            }
        }
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static void Take(ulong mask, Vector512<float> near0, Vector512<float> near1, int firstQuery, long row, NearestRows nearest)
    {
        float* similarities = stackalloc float[2 * Width];
        near0.Store(similarities);
        near1.Store(similarities + Width);
        for (; mask != 0; mask &= mask - 1)
        {
            int lane = System.Numerics.BitOperations.TrailingZeroCount(mask);
            nearest.Add(firstQuery + lane, similarities[lane], row);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyWide(float* rows, int numbers, float* queries, Vector512<float>* found)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector512<float> a6 = default, a7 = default, a8 = default, a9 = default, a10 = default, a11 = default;
        Vector512<float> b0 = default, b1 = default, b2 = default, b3 = default, b4 = default, b5 = default;
        Vector512<float> b6 = default, b7 = default, b8 = default, b9 = default, b10 = default, b11 = default;
        float* rows4 = rows + 4 * (nint)numbers;
        float* rows8 = rows + 8 * (nint)numbers;
        nint one = numbers, two = 2 * one, three = 3 * one;
        for (float* end = rows + numbers; rows < end; rows++, rows4++, rows8++, queries += 2 * Width)
        {
            Vector512<float> left = Vector512.Load(queries), right = Vector512.Load(queries + Width);
            Vector512<float> row = Vector512.Create(*rows);
            a0 = Vector512.FusedMultiplyAdd(left, row, a0);
            b0 = Vector512.FusedMultiplyAdd(right, row, b0);
            row = Vector512.Create(rows[one]);
            a1 = Vector512.FusedMultiplyAdd(left, row, a1);
            b1 = Vector512.FusedMultiplyAdd(right, row, b1);
            row = Vector512.Create(rows[two]);
            a2 = Vector512.FusedMultiplyAdd(left, row, a2);
            b2 = Vector512.FusedMultiplyAdd(right, row, b2);
            row = Vector512.Create(rows[three]);
            a3 = Vector512.FusedMultiplyAdd(left, row, a3);
            b3 = Vector512.FusedMultiplyAdd(right, row, b3);
            row = Vector512.Create(*rows4);
            a4 = Vector512.FusedMultiplyAdd(left, row, a4);
            b4 = Vector512.FusedMultiplyAdd(right, row, b4);
            row = Vector512.Create(rows4[one]);
            a5 = Vector512.FusedMultiplyAdd(left, row, a5);
            b5 = Vector512.FusedMultiplyAdd(right, row, b5);
            row = Vector512.Create(rows4[two]);
            a6 = Vector512.FusedMultiplyAdd(left, row, a6);
            b6 = Vector512.FusedMultiplyAdd(right, row, b6);
            row = Vector512.Create(rows4[three]);
            a7 = Vector512.FusedMultiplyAdd(left, row, a7);
            b7 = Vector512.FusedMultiplyAdd(right, row, b7);
            row = Vector512.Create(*rows8);
            a8 = Vector512.FusedMultiplyAdd(left, row, a8);
            b8 = Vector512.FusedMultiplyAdd(right, row, b8);
            row = Vector512.Create(rows8[one]);
            a9 = Vector512.FusedMultiplyAdd(left, row, a9);
            b9 = Vector512.FusedMultiplyAdd(right, row, b9);
            row = Vector512.Create(rows8[two]);
            a10 = Vector512.FusedMultiplyAdd(left, row, a10);
            b10 = Vector512.FusedMultiplyAdd(right, row, b10);
            row = Vector512.Create(rows8[three]);
            a11 = Vector512.FusedMultiplyAdd(left, row, a11);
            b11 = Vector512.FusedMultiplyAdd(right, row, b11);
        }
        (found[0], found[1], found[2], found[3], found[4], found[5], found[6], found[7]) = (a0, b0, a1, b1, a2, b2, a3, b3);
        (found[8], found[9], found[10], found[11], found[12], found[13], found[14], found[15]) = (a4, b4, a5, b5, a6, b6, a7, b7);
        (found[16], found[17], found[18], found[19], found[20], found[21], found[22], found[23]) = (a8, b8, a9, b9, a10, b10, a11, b11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void MultiplyNarrow(float* rows, int numbers, float* queries, Vector512<float>* found)
    {
        Vector512<float> a0 = default, a1 = default, a2 = default, a3 = default, a4 = default, a5 = default;
        Vector512<float> a6 = default, a7 = default, a8 = default, a9 = default, a10 = default, a11 = default;
        float* rows4 = rows + 4 * (nint)numbers;
        float* rows8 = rows + 8 * (nint)numbers;
        nint one = numbers, two = 2 * one, three = 3 * one;
        for (float* end = rows + numbers; rows < end; rows++, rows4++, rows8++, queries += Width)
        {
            Vector512<float> query = Vector512.Load(queries);
            a0 = Vector512.FusedMultiplyAdd(query, Vector512.Create(*rows), a0);
            a1 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows[one]), a1);
            a2 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows[two]), a2);
            a3 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows[three]), a3);
            a4 = Vector512.FusedMultiplyAdd(query, Vector512.Create(*rows4), a4);
            a5 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows4[one]), a5);
            a6 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows4[two]), a6);
            a7 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows4[three]), a7);
            a8 = Vector512.FusedMultiplyAdd(query, Vector512.Create(*rows8), a8);
            a9 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows8[one]), a9);
            a10 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows8[two]), a10);
            a11 = Vector512.FusedMultiplyAdd(query, Vector512.Create(rows8[three]), a11);
        }
        (found[0], found[1], found[2], found[3], found[4], found[5]) = (a0, a1, a2, a3, a4, a5);
        (found[6], found[7], found[8], found[9], found[10], found[11]) = (a6, a7, a8, a9, a10, a11);
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MultiplyBytes(sbyte* row, float* query, int numbers)
    {
        Vector512<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (sbyte* end = row + numbers; row < end; row += 4 * Width, query += 4 * Width)
        {
            Prefetch(row);
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Load(query), Bytes(row), sum0);
            sum1 = Vector512.FusedMultiplyAdd(Vector512.Load(query + Width), Bytes(row + Width), sum1);
            sum2 = Vector512.FusedMultiplyAdd(Vector512.Load(query + 2 * Width), Bytes(row + 2 * Width), sum2);
            sum3 = Vector512.FusedMultiplyAdd(Vector512.Load(query + 3 * Width), Bytes(row + 3 * Width), sum3);
        }
        return Vector512.Sum(sum0 + sum1 + (sum2 + sum3));
    }

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static float MultiplyHalves(short* row, float* query, int numbers)
    {
        Vector512<float> sum0 = default, sum1 = default;
        for (short* end = row + numbers; row < end; row += 2 * Width, query += 2 * Width)
        {
            Prefetch(row);
            sum0 = Vector512.FusedMultiplyAdd(Vector512.Load(query), Halves(row), sum0);
            sum1 = Vector512.FusedMultiplyAdd(Vector512.Load(query + Width), Halves(row + Width), sum1);
        }
        return Vector512.Sum(sum0 + sum1);
    }

    /// <summary>
    /// Asks for the cache line that is needed in a while, behind the end of the table too, where it does nothing. Without it, one core reads at half the speed that it can.
    /// </summary>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static void Prefetch(void* line)
    {
        if (Sse.IsSupported)
            Sse.Prefetch0((byte*)line + PrefetchedAhead);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Bytes(sbyte* stored)
    {
        if (Avx512F.IsSupported)
            return Avx512F.ConvertToVector512Single(Avx512F.ConvertToVector512Int32(Vector128.Load(stored)));
        (Vector256<short> low, _) = Vector256.Widen(Vector256.Create(Vector128.Load(stored), default));
        (Vector512<int> wide, _) = Vector512.Widen(Vector512.Create(low, default));
        return Vector512.ConvertToSingle(wide);
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Halves(short* stored)
    {
        Vector512<int> wide = Avx512F.IsSupported
            ? Avx512F.ConvertToVector512Int32(Vector256.Load(stored))
            : Vector512.WidenLower(Vector512.Create(Vector256.Load(stored), default));
        return ((wide << 13) & Vector512.Create(unchecked((int)0x8fffffff))).AsSingle();
    }
}
