using System.Runtime.InteropServices;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>
/// Compares on the processors of this machine. All products are made in 32-bit floating point; a few more rows than are asked for are kept by them, and the
/// nearest of these chosen by <see cref="ExactSimilarity"/>. The same neighbours come whatever the number of threads.
/// </summary>
public sealed unsafe class CpuVectorComparer : IVectorComparer
{
    /// <summary>Up to so many queries are compared one by one, with the rows where they lie.</summary>
    private const int FewQueries = 4;

    /// <summary>Bytes of the expanded rows that a thread compares with all queries before it goes on: they stay in its cache of the second level.</summary>
    private const int UnitBytes = 512 << 10;

    /// <summary>The same where queries are so few that each row is looked at once: they need not leave the cache of the first level.</summary>
    private const int SmallUnitBytes = 24 << 10;

    private readonly CpuKernels _kernels;
    private readonly int _threads;

    /// <summary>Prepares to compare on all processors.</summary>
    public CpuVectorComparer()
        : this(CpuKernels.Best, Environment.ProcessorCount)
    {
    }

    internal CpuVectorComparer(CpuKernels kernels, int threads)
    {
        _kernels = kernels;
        _threads = threads;
    }

    /// <inheritdoc/>
    public string Device => "cpu";

    /// <inheritdoc/>
    public void FindNearest(
        ReadOnlySpan<float> queries, VectorTable table, int count, Span<VectorNeighbour> neighbours, CancellationToken cancellation = default)
    {
        int queryCount = NearestArguments.Check(queries, table, count, neighbours.Length);
        cancellation.ThrowIfCancellationRequested();
        if (queryCount == 0)
            return;
        using HeldTable held = table.Hold();
        int numbers = table.BytesPerRow / (table.Storage == VectorStorage.Half ? sizeof(short) : sizeof(sbyte));
        int lanes = queryCount <= FewQueries ? 1 : _kernels.Lanes;
        using var panels = new QueryPanels(queries, table.Dimensions, numbers, RowUnit.ScaleOf(table.Storage), lanes, lanes == 1 ? 1 : 2);
        int capacity = (int)Math.Min(count + NearestSelection.SpareRows, Math.Max(1, table.Count));
        int unitBytes = lanes > 1 && panels.Panels.Length == 1 ? SmallUnitBytes : UnitBytes;
        int unitRows = Math.Clamp(unitBytes / (numbers * sizeof(float)) / CpuKernels.Tile * CpuKernels.Tile, CpuKernels.Tile, VectorTable.BlockRows);
        int unitsPerBlock = (VectorTable.BlockRows + unitRows - 1) / unitRows;
        var units = new UnitQueue(table.BlockCount * unitsPerBlock);
        int threads = (int)Math.Clamp(units.Count, 1, _threads);
        var found = new NearestRows[threads];
        Parallel.For(0, threads, new ParallelOptions { MaxDegreeOfParallelism = threads, CancellationToken = cancellation }, thread =>
        {
            var nearest = found[thread] = new NearestRows(queryCount, capacity);
            float* expanded = lanes == 1 ? null : (float*)NativeMemory.AlignedAlloc((nuint)(unitRows + CpuKernels.Tile) * (nuint)numbers * sizeof(float), 64);
            try
            {
                while (units.TryTake(out long unit))
                {
                    cancellation.ThrowIfCancellationRequested();
                    VectorBlock block = table.Block(unit / unitsPerBlock);
                    int first = (int)(unit % unitsPerBlock) * unitRows;
                    if (first >= block.Count)
                        continue;
                    fixed (float* factors = block.Factors)
                    {
                        var rows = new RowUnit(
                            block.Start + (long)first * table.BytesPerRow, factors == null ? null : factors + first, Math.Min(unitRows, block.Count - first),
                            block.FirstRow + first, numbers);
                        Compare(rows, expanded, panels, nearest);
                    }
                }
            }
            finally
            {
                NativeMemory.AlignedFree(expanded);
            }
        });
        NearestSelection.Choose(queries, table, count, neighbours, (query, candidates) =>
        {
            foreach (NearestRows nearest in found)
                nearest.CopyTo(query, candidates);
        }, _threads, cancellation);
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        // Nothing outlives a call.
    }

    private void Compare(in RowUnit rows, float* expanded, QueryPanels panels, NearestRows nearest)
    {
        if (expanded == null)
        {
            foreach (QueryPanel query in panels.Panels)
                _kernels.CompareOne(rows, query.Numbers, query.FirstQuery, nearest);
            return;
        }
        _kernels.Expand(rows, expanded);
        foreach (QueryPanel panel in panels.Panels)
            _kernels.Compare(rows, expanded, panel, nearest);
    }
}
