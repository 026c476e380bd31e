using ILGPU;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>What a device collects for each query: the rows nearer than a threshold, in any order, and the nearest of all so far.</summary>
/// <param name="thresholds">What a similarity to each query must be above; positive infinity behind the last query.</param>
/// <param name="counts">Rows collected for each query since the last selection; may go beyond the capacity, which <paramref name="hasOverflowed"/> tells.</param>
/// <param name="keys">Room for <paramref name="capacity"/> collected rows for each query.</param>
/// <param name="hasOverflowed">One number, not 0 when a row found no room.</param>
/// <param name="capacity">Rows collected for a query at most.</param>
internal readonly struct DeviceCandidates(ArrayView<float> thresholds, ArrayView<int> counts, ArrayView<ulong> keys, ArrayView<int> hasOverflowed, int capacity)
{
    public readonly ArrayView<float> Thresholds = thresholds;
    public readonly ArrayView<int> Counts = counts;
    public readonly ArrayView<ulong> Keys = keys;
    public readonly ArrayView<int> HasOverflowed = hasOverflowed;
    public readonly int Capacity = capacity;

    /// <summary>Collects a row, unless it is not near enough.</summary>
    public void Offer(int query, float threshold, float similarity, uint row)
    {
        if (!(similarity > threshold))
            return;
        int at = Atomic.Add(ref Counts[query], 1);
        if (at < Capacity)
            Keys[(long)query * Capacity + at] = CandidateKernels.KeyOf(similarity, row);
        else
            HasOverflowed[0] = 1;
    }
}

/// <summary>Selects the nearest rows on a device.</summary>
internal static class CandidateKernels
{
    /// <summary>Rows collected and kept for a query together, at most: so many keys are sorted in the shared memory of a group.</summary>
    public const int SortedKeys = 4096;

    private const uint Sign = 0x80000000;

    /// <summary>A number that is greater the nearer a row is, and among rows as near the lower their number is.</summary>
    public static ulong KeyOf(float similarity, uint row)
    {
        // Negative zero is as near as zero.
        uint bits = similarity == 0 ? 0 : Interop.FloatAsInt(similarity);
        uint ordered = (bits & Sign) != 0 ? ~bits : bits | Sign;
        return ((ulong)ordered << 32) | ~row;
    }

    /// <summary>The similarity that a key holds.</summary>
    public static float SimilarityOf(ulong key)
    {
        uint ordered = (uint)(key >> 32);
        return Interop.IntAsFloat((ordered & Sign) != 0 ? ordered & ~Sign : ~ordered);
    }

    /// <summary>The row that a key holds.</summary>
    public static uint RowOf(ulong key) => ~(uint)key;

    /// <summary>
    /// Sorts what was collected and kept for the query of a group, keeps the nearest and sets the threshold: bitonic sorting (Batcher 1968), as many threads as the
    /// group has.
    /// </summary>
    /// <param name="candidates">What was collected.</param>
    /// <param name="kept">The nearest rows of each query, nearest first.</param>
    /// <param name="keptCounts">How many they are.</param>
    /// <param name="most">Rows to keep for a query.</param>
    public static void Select(DeviceCandidates candidates, ArrayView<ulong> kept, ArrayView<int> keptCounts, int most)
    {
        ArrayView<ulong> keys = SharedMemory.Allocate<ulong>(SortedKeys);
        int query = Grid.IdxX;
        int collected = candidates.Counts[query];
        int before = keptCounts[query];
        int total = before + collected;
        int size = 2;
        while (size < total)
            size *= 2;
        for (int i = Group.IdxX; i < size; i += Group.DimX)
        {
            ulong key = 0;
            if (i < before)
                key = kept[(long)query * most + i];
            else if (i < total)
                key = candidates.Keys[(long)query * candidates.Capacity + i - before];
            keys[i] = key;
        }
        Group.Barrier();
        for (int run = 2; run <= size; run *= 2)
        {
            for (int step = run / 2; step > 0; step /= 2)
            {
                for (int pair = Group.IdxX; pair < size / 2; pair += Group.DimX)
                {
                    int first = pair / step * (2 * step) + pair % step;
                    int second = first + step;
                    bool isDescending = (first & run) == 0;
                    ulong one = keys[first], other = keys[second];
                    if (one < other == isDescending)
                    {
                        keys[first] = other;
                        keys[second] = one;
                    }
                }
                Group.Barrier();
            }
        }
        int remaining = System.Math.Min(total, most);
        for (int i = Group.IdxX; i < remaining; i += Group.DimX)
            kept[(long)query * most + i] = keys[i];
        if (Group.IdxX == 0)
        {
            keptCounts[query] = remaining;
            candidates.Counts[query] = 0;
            if (total >= most)
                candidates.Thresholds[query] = SimilarityOf(keys[most - 1]);
        }
    }
}
