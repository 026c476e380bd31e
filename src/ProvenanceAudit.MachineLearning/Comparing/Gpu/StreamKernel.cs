using ILGPU;
using ILGPU.Runtime;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>
/// Compares one query with rows on a device as fast as these come from its memory. The threads of a warp take the parts of a row, 16 bytes each, of four rows at a time,
/// so that enough loads are under way; the parts of the query that they need lie side by side.
/// </summary>
internal static class StreamKernel
{
    /// <summary>Rows that a warp compares at a time.</summary>
    public const int RowsOfWarp = 4;

    /// <summary>Compares.</summary>
    /// <param name="table">The part of the table that is held.</param>
    /// <param name="layout">Where its rows lie.</param>
    /// <param name="query">The scaled query as <see cref="PartOf"/> orders it.</param>
    /// <param name="queryIndex">Its number.</param>
    /// <param name="candidates">Takes rows that are near.</param>
    /// <param name="firstRow">First row of the part to compare.</param>
    /// <param name="rowCount">Rows to compare.</param>
    /// <param name="firstNumber">Number of the first row to compare, for keys.</param>
    /// <param name="isHalf">1 where rows are 16-bit floating-point numbers, 0 where they are 8-bit integers.</param>
    public static void Compare(
        ArrayView<FourInts> table, DeviceLayout layout, ArrayView<FourFloats> query, int queryIndex, DeviceCandidates candidates, long firstRow, int rowCount,
        uint firstNumber, SpecializedValue<int> isHalf)
    {
        ArrayView<float> factors = table.Cast<float>();
        float threshold = candidates.Thresholds[queryIndex];
        int warps = Grid.DimX * (Group.DimX / Warp.WarpSize);
        for (int first = (Grid.IdxX * (Group.DimX / Warp.WarpSize) + Group.IdxX / Warp.WarpSize) * RowsOfWarp; first < rowCount; first += warps * RowsOfWarp)
        {
            // Of the last rows some may be compared twice.
            int last = rowCount - 1;
            long start0 = layout.StartOf(firstRow + first), start1 = layout.StartOf(firstRow + System.Math.Min(first + 1, last));
            long start2 = layout.StartOf(firstRow + System.Math.Min(first + 2, last)), start3 = layout.StartOf(firstRow + System.Math.Min(first + 3, last));
            float sum0 = 0, sum1 = 0, sum2 = 0, sum3 = 0;
            for (int i = Warp.LaneIdx; i < layout.RowLength; i += Warp.WarpSize)
            {
                FourInts row0 = table[start0 + i], row1 = table[start1 + i], row2 = table[start2 + i], row3 = table[start3 + i];
                if (isHalf.Value != 0)
                {
                    FourFloats low = query[i], high = query[layout.RowLength + i];
                    sum0 = OfHalves(row0, low, high, sum0);
                    sum1 = OfHalves(row1, low, high, sum1);
                    sum2 = OfHalves(row2, low, high, sum2);
                    sum3 = OfHalves(row3, low, high, sum3);
                }
                else
                {
                    FourFloats part0 = query[i], part1 = query[layout.RowLength + i];
                    FourFloats part2 = query[2 * layout.RowLength + i], part3 = query[3 * layout.RowLength + i];
                    sum0 = OfBytes(row0, part0, part1, part2, part3, sum0);
                    sum1 = OfBytes(row1, part0, part1, part2, part3, sum1);
                    sum2 = OfBytes(row2, part0, part1, part2, part3, sum2);
                    sum3 = OfBytes(row3, part0, part1, part2, part3, sum3);
                }
            }
            for (int mask = Warp.WarpSize / 2; mask > 0; mask /= 2)
            {
                sum0 += Warp.ShuffleXor(sum0, mask);
                sum1 += Warp.ShuffleXor(sum1, mask);
                sum2 += Warp.ShuffleXor(sum2, mask);
                sum3 += Warp.ShuffleXor(sum3, mask);
            }
            if (Warp.LaneIdx < RowsOfWarp && first + Warp.LaneIdx < rowCount)
            {
                int row = first + Warp.LaneIdx;
                float similarity = Warp.LaneIdx == 0 ? sum0 : Warp.LaneIdx == 1 ? sum1 : Warp.LaneIdx == 2 ? sum2 : sum3;
                if (isHalf.Value == 0)
                    similarity *= factors[layout.FactorOf(firstRow + row)];
                candidates.Offer(queryIndex, threshold, similarity, firstNumber + (uint)row);
            }
        }
    }

    /// <summary>
    /// Where a number of the query goes: parts of four numbers, those first that meet the first numbers of each 16 bytes of a row, so that threads side by side load
    /// parts side by side.
    /// </summary>
    /// <param name="dimension">Which number.</param>
    /// <param name="rowLength">16-byte units of a row.</param>
    /// <param name="isHalf">Whether 8 numbers are in 16 bytes; 16 otherwise.</param>
    public static int PartOf(int dimension, int rowLength, bool isHalf)
    {
        int numbers = isHalf ? 8 : 16;
        return (dimension % numbers / 4 * rowLength + dimension / numbers) * 4 + dimension % 4;
    }

    private static float OfBytes(FourInts row, FourFloats part0, FourFloats part1, FourFloats part2, FourFloats part3, float sum)
    {
        sum = Add(StoredNumbersKernel.OfBytes(row.X), part0, sum);
        sum = Add(StoredNumbersKernel.OfBytes(row.Y), part1, sum);
        sum = Add(StoredNumbersKernel.OfBytes(row.Z), part2, sum);
        return Add(StoredNumbersKernel.OfBytes(row.W), part3, sum);
    }

    private static float OfHalves(FourInts row, FourFloats low, FourFloats high, float sum)
    {
        sum = Add(StoredNumbersKernel.OfHalves(row.X, row.Y), low, sum);
        return Add(StoredNumbersKernel.OfHalves(row.Z, row.W), high, sum);
    }

    private static float Add(FourFloats stored, FourFloats part, float sum)
    {
        sum = stored.X * part.X + sum;
        sum = stored.Y * part.Y + sum;
        sum = stored.Z * part.Z + sum;
        return stored.W * part.W + sum;
    }
}
