using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>
/// The nearest rows of each of many queries that one thread has seen, in a heap each. Rows must be offered in ascending order: a row as near as the farthest kept
/// one is then rightly left out, and whoever offers needs to compare with one number alone.
/// </summary>
internal sealed unsafe class NearestRows
{
    private readonly int _capacity;
    private readonly float[] _similarities;
    private readonly long[] _rows;
    private readonly int[] _counts;
    private readonly float[] _thresholds;

    /// <summary>Starts without any row.</summary>
    /// <param name="queries">Number of queries.</param>
    /// <param name="capacity">Rows to keep for each.</param>
    public NearestRows(int queries, int capacity)
    {
        _capacity = capacity;
        _similarities = new float[(long)queries * capacity];
        _rows = new long[(long)queries * capacity];
        _counts = new int[queries];
        // Lanes beyond the last query, to the width of the widest panel, take nothing.
        _thresholds = GC.AllocateArray<float>(queries + QueryPanels.GreatestLanes, pinned: true);
        _thresholds.AsSpan(0, queries).Fill(float.NegativeInfinity);
        _thresholds.AsSpan(queries).Fill(float.PositiveInfinity);
    }

    /// <summary>What a similarity to each query must be above to be kept; positive infinity for the lanes behind the last query.</summary>
    public float* Thresholds => (float*)Unsafe.AsPointer(ref MemoryMarshal.GetArrayDataReference(_thresholds));

    /// <summary>Takes a row, which is nearer than the threshold of the query.</summary>
    public void Add(int query, float similarity, long row)
    {
        int start = query * _capacity;
        Span<float> similarities = _similarities.AsSpan(start, _capacity);
        Span<long> rows = _rows.AsSpan(start, _capacity);
        int count = _counts[query];
        int at;
        if (count < _capacity)
        {
            // Up from the new leaf.
            _counts[query] = ++count;
            at = count - 1;
            while (at > 0 && IsFarther(similarity, row, similarities[(at - 1) / 2], rows[(at - 1) / 2]))
            {
                similarities[at] = similarities[(at - 1) / 2];
                rows[at] = rows[(at - 1) / 2];
                at = (at - 1) / 2;
            }
        }
        else
        {
            // Down from the root, whose row goes.
            at = 0;
            while (true)
            {
                int child = 2 * at + 1;
                if (child >= count)
                    break;
                if (child + 1 < count && IsFarther(similarities[child + 1], rows[child + 1], similarities[child], rows[child]))
                    child++;
                if (!IsFarther(similarities[child], rows[child], similarity, row))
                    break;
                similarities[at] = similarities[child];
                rows[at] = rows[child];
                at = child;
            }
        }
        similarities[at] = similarity;
        rows[at] = row;
        if (count == _capacity)
            _thresholds[query] = similarities[0];
    }

    /// <summary>Adds the rows kept for a query to a list, in any order.</summary>
    public void CopyTo(int query, List<VectorNeighbour> neighbours)
    {
        int start = query * _capacity;
        for (int i = 0; i < _counts[query]; i++)
            neighbours.Add(new(_rows[start + i], _similarities[start + i]));
    }

    private static bool IsFarther(float similarity, long row, float otherSimilarity, long otherRow) =>
        similarity < otherSimilarity || (similarity == otherSimilarity && row > otherRow);
}
