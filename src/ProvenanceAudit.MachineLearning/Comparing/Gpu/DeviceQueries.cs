using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>Queries in the memory of a device, in the order that its kernels read them, and what was collected for them.</summary>
internal sealed class DeviceQueries : IDisposable
{
    private readonly MemoryBuffer1D<FourFloats, Stride1D.Dense> _numbers;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _thresholds;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _counts;
    private readonly MemoryBuffer1D<ulong, Stride1D.Dense> _collected;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _hasOverflowed;
    private readonly MemoryBuffer1D<ulong, Stride1D.Dense> _kept;
    private readonly MemoryBuffer1D<int, Stride1D.Dense> _keptCounts;

    /// <summary>Copies queries to a device.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="queries">The queries, row after row.</param>
    /// <param name="table">The table to compare with.</param>
    /// <param name="capacity">Rows to keep for each query.</param>
    /// <param name="tileSide">Queries of a tile; 0 where each query is compared alone.</param>
    public DeviceQueries(Accelerator accelerator, ReadOnlySpan<float> queries, VectorTable table, int capacity, int tileSide)
    {
        Count = queries.Length / table.Dimensions;
        Capacity = capacity;
        int numbers = table.BytesPerRow / (table.Storage == VectorStorage.Half ? sizeof(short) : sizeof(sbyte));
        int padded = tileSide == 0 ? Count : (Count + tileSide - 1) / tileSide * tileSide;
        NumbersPerQuery = numbers;
        Stride = padded;
        var laidOut = new FourFloats[(long)padded * numbers / 4];
        Lay(queries, table, tileSide, MemoryMarshal.Cast<FourFloats, float>(laidOut.AsSpan()));
        float[] thresholds = new float[padded];
        Array.Fill(thresholds, float.PositiveInfinity, Count, padded - Count);
        Array.Fill(thresholds, float.NegativeInfinity, 0, Count);
        _numbers = accelerator.Allocate1D(laidOut);
        _thresholds = accelerator.Allocate1D(thresholds);
        _counts = accelerator.Allocate1D(new int[padded]);
        Room = CandidateKernels.SortedKeys - capacity;
        _collected = accelerator.Allocate1D<ulong>((long)Count * Room);
        _hasOverflowed = accelerator.Allocate1D(new int[1]);
        _kept = accelerator.Allocate1D<ulong>((long)Count * capacity);
        _keptCounts = accelerator.Allocate1D(new int[Count]);
    }

    /// <summary>Number of queries.</summary>
    public int Count { get; }

    /// <summary>Rows to keep for each query.</summary>
    public int Capacity { get; }

    /// <summary>Rows that can be collected for each query between two selections.</summary>
    public int Room { get; }

    /// <summary>Queries with those added to fill tiles.</summary>
    public int Stride { get; }

    /// <summary>Numbers of a query with its padding.</summary>
    public int NumbersPerQuery { get; }

    /// <summary>The queries.</summary>
    public ArrayView<FourFloats> Numbers => _numbers.View.AsContiguous();

    /// <summary>The nearest rows of each query so far.</summary>
    public ArrayView<ulong> Kept => _kept.View.AsContiguous();

    /// <summary>How many they are.</summary>
    public ArrayView<int> KeptCounts => _keptCounts.View.AsContiguous();

    /// <summary>What is collected.</summary>
    public DeviceCandidates Candidates => new(
        _thresholds.View.AsContiguous(), _counts.View.AsContiguous(), _collected.View.AsContiguous(), _hasOverflowed.View.AsContiguous(), Room);

    /// <summary>Whether rows found no room; waits for what was launched before.</summary>
    public bool HasOverflowed() => _hasOverflowed.GetAsArray1D()[0] != 0;

    /// <summary>Forgets what was collected since the last selection.</summary>
    public void ForgetCollected()
    {
        _counts.MemSetToZero();
        _hasOverflowed.MemSetToZero();
    }

    /// <summary>The nearest rows of each query, as many as <see cref="Capacity"/> keys for each, and how many of these there are.</summary>
    public (ulong[] Keys, int[] Counts) Read() => (_kept.GetAsArray1D(), _keptCounts.GetAsArray1D());

    /// <summary>Frees the memory.</summary>
    public void Dispose()
    {
        _numbers.Dispose();
        _thresholds.Dispose();
        _counts.Dispose();
        _collected.Dispose();
        _hasOverflowed.Dispose();
        _kept.Dispose();
        _keptCounts.Dispose();
    }

    private void Lay(ReadOnlySpan<float> queries, VectorTable table, int tileSide, Span<float> laidOut)
    {
        bool isHalf = table.Storage == VectorStorage.Half;
        float scale = RowUnit.ScaleOf(table.Storage);
        for (int query = 0; query < Count; query++)
        {
            ReadOnlySpan<float> numbers = queries.Slice(query * table.Dimensions, table.Dimensions);
            for (int i = 0; i < numbers.Length; i++)
            {
                int at = tileSide == 0
                    ? query * NumbersPerQuery + StreamKernel.PartOf(i, table.BytesPerRow / 16, isHalf)
                    : i * Stride + query;
                laidOut[at] = numbers[i] * scale;
            }
        }
    }
}
