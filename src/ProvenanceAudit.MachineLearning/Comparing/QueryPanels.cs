using System.Runtime.InteropServices;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>Queries side by side: for each dimension the numbers of as many queries as a panel has lanes, so that one vector register holds one number of each.</summary>
internal sealed unsafe class QueryPanels : IDisposable
{
    /// <summary>Most queries of a panel.</summary>
    public const int GreatestLanes = 32;

    private const int Alignment = 64;

    private readonly float* _numbers;
    private readonly List<QueryPanel> _panels = [];

    /// <summary>Lays queries out.</summary>
    /// <param name="queries">The queries, row after row.</param>
    /// <param name="dimensions">Numbers of a query.</param>
    /// <param name="padded">Numbers of a stored row with its padding.</param>
    /// <param name="scale">What to multiply the numbers by.</param>
    /// <param name="lanes">Lanes of a vector register, or 1 for queries that are compared one by one.</param>
    /// <param name="widest">Width of panels in vector registers, 1 or 2; the last one has 1 where that is enough.</param>
    public QueryPanels(ReadOnlySpan<float> queries, int dimensions, int padded, float scale, int lanes, int widest)
    {
        int count = queries.Length / dimensions;
        int vectors = (count + lanes - 1) / lanes;
        nuint bytes = (nuint)vectors * (nuint)lanes * (nuint)padded * sizeof(float);
        _numbers = (float*)NativeMemory.AlignedAlloc(bytes, Alignment);
        NativeMemory.Clear(_numbers, bytes);
        float* start = _numbers;
        for (int first = 0; first < count;)
        {
            int width = count - first > lanes ? widest * lanes : lanes;
            int inPanel = Math.Min(width, count - first);
            for (int query = 0; query < inPanel; query++)
            {
                ReadOnlySpan<float> numbers = queries.Slice((first + query) * dimensions, dimensions);
                for (int i = 0; i < dimensions; i++)
                    start[(long)i * width + query] = numbers[i] * scale;
            }
            _panels.Add(new(start, first, width / lanes));
            start += (long)padded * width;
            first += inPanel;
        }
    }

    /// <summary>The panels.</summary>
    public ReadOnlySpan<QueryPanel> Panels => CollectionsMarshal.AsSpan(_panels);

    /// <summary>Frees the memory.</summary>
    public void Dispose() => NativeMemory.AlignedFree(_numbers);
}

/// <summary>One panel.</summary>
/// <param name="Address">Where its numbers are.</param>
/// <param name="FirstQuery">Number of its first query.</param>
/// <param name="Vectors">Its width in vector registers, 1 or 2.</param>
internal readonly unsafe record struct QueryPanel(nint Address, int FirstQuery, int Vectors)
{
    public QueryPanel(float* numbers, int firstQuery, int vectors)
        : this((nint)numbers, firstQuery, vectors)
    {
    }

    /// <summary>The numbers.</summary>
    public float* Numbers => (float*)Address;
}
