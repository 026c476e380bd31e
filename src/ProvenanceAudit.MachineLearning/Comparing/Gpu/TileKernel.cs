using ILGPU;
using ILGPU.Runtime;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>What the groups of one launch of <see cref="TileKernel"/> compare.</summary>
/// <param name="table">The part of the table that is held.</param>
/// <param name="layout">Where its rows lie.</param>
/// <param name="queries">The scaled queries, for each dimension those of all queries, as many as tiles hold, in parts of four.</param>
/// <param name="queryStride">Queries with those added to fill tiles, in parts of four.</param>
/// <param name="candidates">Takes rows that are near.</param>
/// <param name="firstRow">First row of the part to compare.</param>
/// <param name="rowCount">Rows to compare.</param>
/// <param name="firstNumber">Number of the first row to compare, for keys.</param>
internal readonly struct TileWork(
    ArrayView<FourInts> table, DeviceLayout layout, ArrayView<FourFloats> queries, int queryStride, DeviceCandidates candidates, long firstRow, int rowCount, uint firstNumber)
{
    public readonly ArrayView<FourInts> Table = table;
    public readonly DeviceLayout Layout = layout;
    public readonly ArrayView<FourFloats> Queries = queries;
    public readonly int QueryStride = queryStride;
    public readonly DeviceCandidates Candidates = candidates;
    public readonly long FirstRow = firstRow;
    public readonly int RowCount = rowCount;
    public readonly uint FirstNumber = firstNumber;
}

/// <summary>
/// Compares many queries with rows on a device: a matrix product of which only what is near leaves the registers. A group of side by side threads takes a square tile,
/// 8 rows by 8 queries a thread, over the dimensions in steps of 16 bytes a row; while one step is multiplied, the next is loaded into the other half of shared memory.
/// </summary>
internal static class TileKernel
{
    /// <summary>Rows, and queries, of a thread.</summary>
    public const int RowsOfThread = 8;

    /// <summary>Greatest side of a group.</summary>
    public const int GreatestSide = 16;

    private const int GreatestStep = 16;
    private const int SharedFours = 2 * GreatestStep * RowsOfThread * GreatestSide / 4;

    /// <summary>Compares: the groups along the first axis take the rows, those along the second the queries.</summary>
    /// <param name="work">What to compare.</param>
    /// <param name="side">Side of a group, 8 or 16.</param>
    /// <param name="isHalf">1 where rows are 16-bit floating-point numbers, 0 where they are 8-bit integers.</param>
    public static void Compare(TileWork work, SpecializedValue<int> side, SpecializedValue<int> isHalf)
    {
        ArrayView<FourFloats> sharedQueries = SharedMemory.Allocate<FourFloats>(SharedFours);
        ArrayView<FourFloats> sharedRows = SharedMemory.Allocate<FourFloats>(SharedFours);
        ArrayView<float> rowNumbers = sharedRows.Cast<float>();
        int tileSide = RowsOfThread * side.Value, tileFours = tileSide / 4, step = isHalf.Value != 0 ? 8 : 16, half = tileSide / 2;
        int thread = Group.IdxX, threadX = thread % side.Value, threadY = thread / side.Value, threads = side.Value * side.Value;
        int tile = Grid.IdxX * tileSide;
        bool loadsRow = thread < tileSide;
        long row = work.Layout.StartOf(work.FirstRow + System.Math.Min(tile + thread, work.RowCount - 1));
        int queryStart = Grid.IdxY * tileFours;
        int fours = step * tileFours;
        FourFloats a0 = default, b0 = default;
        FourFloats a1 = default, b1 = default;
        FourFloats a2 = default, b2 = default;
        FourFloats a3 = default, b3 = default;
        FourFloats a4 = default, b4 = default;
        FourFloats a5 = default, b5 = default;
        FourFloats a6 = default, b6 = default;
        FourFloats a7 = default, b7 = default;
        FourInts nextRow = default;
        if (loadsRow)
        {
            nextRow = work.Table[row];
            Store(rowNumbers, thread, tileSide, nextRow, isHalf.Value);
        }
        for (int i = thread; i < fours; i += threads)
            sharedQueries[i] = work.Queries[(long)(i / tileFours) * work.QueryStride + queryStart + i % tileFours];
        Group.Barrier();
        for (int part = 0; part < work.Layout.RowLength; part++)
        {
            int current = (part & 1) * fours, other = fours - current;
            bool hasNext = part + 1 < work.Layout.RowLength;
            if (hasNext)
            {
                if (loadsRow)
                    nextRow = work.Table[row + part + 1];
                for (int i = thread; i < fours; i += threads)
                    sharedQueries[other + i] = work.Queries[((long)(part + 1) * step + i / tileFours) * work.QueryStride + queryStart + i % tileFours];
            }
            for (int k = 0; k < step; k++)
            {
                int at = current + k * tileFours;
                FourFloats near = sharedRows[at + threadX], far = sharedRows[at + tileFours / 2 + threadX];
                FourFloats left = sharedQueries[at + threadY], right = sharedQueries[at + tileFours / 2 + threadY];
                a0 = FourFloats.MultiplyAdd(near.X, left, a0);
                b0 = FourFloats.MultiplyAdd(near.X, right, b0);
                a1 = FourFloats.MultiplyAdd(near.Y, left, a1);
                b1 = FourFloats.MultiplyAdd(near.Y, right, b1);
                a2 = FourFloats.MultiplyAdd(near.Z, left, a2);
                b2 = FourFloats.MultiplyAdd(near.Z, right, b2);
                a3 = FourFloats.MultiplyAdd(near.W, left, a3);
                b3 = FourFloats.MultiplyAdd(near.W, right, b3);
                a4 = FourFloats.MultiplyAdd(far.X, left, a4);
                b4 = FourFloats.MultiplyAdd(far.X, right, b4);
                a5 = FourFloats.MultiplyAdd(far.Y, left, a5);
                b5 = FourFloats.MultiplyAdd(far.Y, right, b5);
                a6 = FourFloats.MultiplyAdd(far.Z, left, a6);
                b6 = FourFloats.MultiplyAdd(far.Z, right, b6);
                a7 = FourFloats.MultiplyAdd(far.W, left, a7);
                b7 = FourFloats.MultiplyAdd(far.W, right, b7);
            }
            if (hasNext && loadsRow)
                Store(rowNumbers, 4 * other + thread, tileSide, nextRow, isHalf.Value);
            Group.Barrier();
        }
        int query = Grid.IdxY * tileSide + 4 * threadY;
        Offer(work, tile + 4 * threadX + 0, a0, b0, query, half, isHalf.Value);
        Offer(work, tile + 4 * threadX + 1, a1, b1, query, half, isHalf.Value);
        Offer(work, tile + 4 * threadX + 2, a2, b2, query, half, isHalf.Value);
        Offer(work, tile + 4 * threadX + 3, a3, b3, query, half, isHalf.Value);
        Offer(work, tile + half + 4 * threadX + 0, a4, b4, query, half, isHalf.Value);
        Offer(work, tile + half + 4 * threadX + 1, a5, b5, query, half, isHalf.Value);
        Offer(work, tile + half + 4 * threadX + 2, a6, b6, query, half, isHalf.Value);
        Offer(work, tile + half + 4 * threadX + 3, a7, b7, query, half, isHalf.Value);
    }

    /// <summary>Puts the numbers of 16 bytes of a row where those of one dimension lie side by side.</summary>
    private static void Store(ArrayView<float> shared, int at, int stride, FourInts stored, int isHalf)
    {
        if (isHalf != 0)
        {
            Store(shared, at, stride, StoredNumbersKernel.OfHalves(stored.X, stored.Y));
            Store(shared, at + 4 * stride, stride, StoredNumbersKernel.OfHalves(stored.Z, stored.W));
        }
        else
        {
            Store(shared, at, stride, StoredNumbersKernel.OfBytes(stored.X));
            Store(shared, at + 4 * stride, stride, StoredNumbersKernel.OfBytes(stored.Y));
            Store(shared, at + 8 * stride, stride, StoredNumbersKernel.OfBytes(stored.Z));
            Store(shared, at + 12 * stride, stride, StoredNumbersKernel.OfBytes(stored.W));
        }
    }

    private static void Store(ArrayView<float> shared, int at, int stride, FourFloats numbers)
    {
        shared[at] = numbers.X;
        shared[at + stride] = numbers.Y;
        shared[at + 2 * stride] = numbers.Z;
        shared[at + 3 * stride] = numbers.W;
    }

    private static void Offer(TileWork work, int row, FourFloats left, FourFloats right, int query, int half, int isHalf)
    {
        if (row >= work.RowCount)
            return;
        float factor = isHalf != 0 ? 1 : work.Table.Cast<float>()[work.Layout.FactorOf(work.FirstRow + row)];
        uint number = work.FirstNumber + (uint)row;
        Offer(work.Candidates, query, factor * left.X, number);
        Offer(work.Candidates, query + 1, factor * left.Y, number);
        Offer(work.Candidates, query + 2, factor * left.Z, number);
        Offer(work.Candidates, query + 3, factor * left.W, number);
        Offer(work.Candidates, query + half, factor * right.X, number);
        Offer(work.Candidates, query + half + 1, factor * right.Y, number);
        Offer(work.Candidates, query + half + 2, factor * right.Z, number);
        Offer(work.Candidates, query + half + 3, factor * right.W, number);
    }

    private static void Offer(DeviceCandidates candidates, int query, float similarity, uint row) =>
        candidates.Offer(query, candidates.Thresholds[query], similarity, row);
}
