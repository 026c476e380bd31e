using System.Numerics;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>For any machine, with vector registers as wide as .NET takes for <see cref="Vector{T}"/>.</summary>
internal sealed unsafe class PortableKernels : CpuKernels
{
    private const int SmallTile = 4;

    private PortableKernels()
    {
    }

    /// <summary>The one instance.</summary>
    public static PortableKernels Instance { get; } = new();

    /// <inheritdoc/>
    public override int Lanes => Vector<float>.Count;

    /// <inheritdoc/>
    public override void CompareOne(in RowUnit unit, float* query, int queryIndex, NearestRows nearest)
    {
        float* threshold = nearest.Thresholds + queryIndex;
        float* expanded = stackalloc float[4 * Vector<float>.Count];
        int bytesPerRow = unit.Numbers * (unit.IsHalf ? sizeof(short) : sizeof(sbyte));
        for (int row = 0; row < unit.Count; row++)
        {
            byte* stored = unit.Rows + (long)row * bytesPerRow;
            Vector<float> sum = default;
            for (int i = 0; i < unit.Numbers; i += 4 * Vector<float>.Count)
            {
                int numbers = unit.IsHalf ? ExpandHalves((short*)stored + i, expanded) : ExpandBytes((sbyte*)stored + i, expanded);
                for (int part = 0; part < numbers; part += Vector<float>.Count)
                    sum = Vector.FusedMultiplyAdd(Vector.Load(query + i + part), Vector.Load(expanded + part), sum);
            }
            float similarity = Vector.Sum(sum) * (unit.IsHalf ? 1 : unit.Factors[row]);
            if (similarity > *threshold)
                nearest.Add(queryIndex, similarity, unit.FirstRow + row);
        }
    }

    /// <inheritdoc/>
    public override void Expand(in RowUnit unit, float* expanded)
    {
        long numbers = (long)unit.Count * unit.Numbers;
        for (long i = 0; i < numbers; i += 4 * Vector<float>.Count)
            _ = unit.IsHalf ? ExpandHalves((short*)unit.Rows + i, expanded + i) : ExpandBytes((sbyte*)unit.Rows + i, expanded + i);
    }

    /// <inheritdoc/>
    public override void Compare(in RowUnit unit, float* expanded, QueryPanel panel, NearestRows nearest)
    {
        int width = panel.Vectors * Vector<float>.Count;
        Vector<float>* found = stackalloc Vector<float>[SmallTile];
        for (int first = 0; first < unit.Count; first += SmallTile)
        {
            float* rows = expanded + (long)first * unit.Numbers;
            for (int vector = 0; vector < panel.Vectors; vector++)
            {
                Multiply(rows, unit.Numbers, panel.Numbers + vector * Vector<float>.Count, width, found);
                int firstQuery = panel.FirstQuery + vector * Vector<float>.Count;
                for (int row = 0; row < Math.Min(SmallTile, unit.Count - first); row++)
                {
                    Vector<float> similarities = found[row] * new Vector<float>(unit.IsHalf ? 1 : unit.Factors[first + row]);
                    if (!Vector.GreaterThanAny(similarities, Vector.Load(nearest.Thresholds + firstQuery)))
                        continue;
                    for (int lane = 0; lane < Vector<float>.Count; lane++)
                    {
                        if (similarities[lane] > nearest.Thresholds[firstQuery + lane])
                            nearest.Add(firstQuery + lane, similarities[lane], unit.FirstRow + first + row);
                    }
                }
            }
        }
    }

    /// <summary>The products of four rows with the queries of a vector register.</summary>
    private static void Multiply(float* rows, int numbers, float* queries, int width, Vector<float>* found)
    {
        Vector<float> sum0 = default, sum1 = default, sum2 = default, sum3 = default;
        for (int i = 0; i < numbers; i++)
        {
            Vector<float> query = Vector.Load(queries + (long)i * width);
            sum0 = Vector.FusedMultiplyAdd(query, new Vector<float>(rows[i]), sum0);
            sum1 = Vector.FusedMultiplyAdd(query, new Vector<float>(rows[i + numbers]), sum1);
            sum2 = Vector.FusedMultiplyAdd(query, new Vector<float>(rows[i + 2 * numbers]), sum2);
            sum3 = Vector.FusedMultiplyAdd(query, new Vector<float>(rows[i + 3 * numbers]), sum3);
        }
        (found[0], found[1], found[2], found[3]) = (sum0, sum1, sum2, sum3);
    }

    private static int ExpandBytes(sbyte* stored, float* expanded)
    {
        Vector.Widen(Vector.Load(stored), out Vector<short> low, out Vector<short> high);
        Vector.Widen(low, out Vector<int> first, out Vector<int> second);
        Vector.Widen(high, out Vector<int> third, out Vector<int> fourth);
        Vector.Store(Vector.ConvertToSingle(first), expanded);
        Vector.Store(Vector.ConvertToSingle(second), expanded + Vector<float>.Count);
        Vector.Store(Vector.ConvertToSingle(third), expanded + 2 * Vector<float>.Count);
        Vector.Store(Vector.ConvertToSingle(fourth), expanded + 3 * Vector<float>.Count);
        return 4 * Vector<float>.Count;
    }

    private static int ExpandHalves(short* stored, float* expanded)
    {
        var kept = new Vector<int>(unchecked((int)0x8fffffff));
        for (int part = 0; part < 4; part += 2)
        {
            Vector.Widen(Vector.Load(stored + part * Vector<float>.Count), out Vector<int> low, out Vector<int> high);
            Vector.Store(((low << 13) & kept).As<int, float>(), expanded + part * Vector<float>.Count);
            Vector.Store(((high << 13) & kept).As<int, float>(), expanded + (part + 1) * Vector<float>.Count);
        }
        return 4 * Vector<float>.Count;
    }
}
