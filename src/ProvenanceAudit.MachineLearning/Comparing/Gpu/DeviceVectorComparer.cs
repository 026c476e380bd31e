using ILGPU;
using ILGPU.Runtime;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>
/// Compares on a device of ILGPU: a GPU of NVIDIA, of which only the driver must be there. A table that fits into its memory stays there until another is compared; of a
/// greater one, one part is compared while the next is copied. What is reported is chosen from the candidates as <see cref="CpuVectorComparer"/> does.
/// </summary>
internal sealed class DeviceVectorComparer : IVectorComparer
{
    /// <summary>Up to so many queries are compared one by one, each as fast as rows come from memory.</summary>
    private const int FewQueries = 4;

    /// <summary>Queries whose candidates are on the device at a time: 32 KiB each.</summary>
    private const int QueriesOfBatch = 8192;

    /// <summary>Rows that keys can tell apart.</summary>
    private const long SegmentBlocks = (1L << 32) / VectorTable.BlockRows;

    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly long _windowBytes;
    private readonly DeviceComparison _comparison;
    private readonly StagedUpload _upload;
    private WeakReference<VectorTable>? _residentTable;
    private DeviceWindow? _resident;

    /// <summary>Takes a device.</summary>
    /// <param name="context">Its context, which goes with this.</param>
    /// <param name="accelerator">The device, which goes with this.</param>
    /// <param name="device">What to call it.</param>
    /// <param name="tableBytes">Bytes of its memory that tables may take.</param>
    public DeviceVectorComparer(Context context, Accelerator accelerator, string device, long tableBytes)
    {
        _context = context;
        _accelerator = accelerator;
        Device = device;
        _windowBytes = tableBytes;
        _comparison = new DeviceComparison(accelerator);
        _upload = new StagedUpload(accelerator);
    }

    /// <inheritdoc/>
    public string Device { get; }

    /// <inheritdoc/>
    public void FindNearest(
        ReadOnlySpan<float> queries, VectorTable table, int count, Span<VectorNeighbour> neighbours, CancellationToken cancellation = default)
    {
        _ = NearestArguments.Check(queries, table, count, neighbours.Length);
        cancellation.ThrowIfCancellationRequested();
        using HeldTable held = table.Hold();
        _accelerator.Bind();
        for (int first = 0; first * table.Dimensions < queries.Length; first += QueriesOfBatch)
        {
            int batch = Math.Min(QueriesOfBatch, queries.Length / table.Dimensions - first);
            FindNearestOfBatch(
                queries.Slice(first * table.Dimensions, batch * table.Dimensions), table, count, neighbours.Slice(first * count, batch * count), cancellation);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _resident?.Dispose();
        _upload.Dispose();
        _accelerator.Dispose();
        _context.Dispose();
    }

    private void FindNearestOfBatch(ReadOnlySpan<float> queries, VectorTable table, int count, Span<VectorNeighbour> neighbours, CancellationToken cancellation)
    {
        int capacity = count + NearestSelection.SpareRows;
        bool isTiled = queries.Length / table.Dimensions > FewQueries;
        var found = new List<(long FirstRow, ulong[] Keys, int[] Counts)>();
        for (long firstBlock = 0; firstBlock < table.BlockCount; firstBlock += SegmentBlocks)
        {
            using var onDevice = new DeviceQueries(_accelerator, queries, table, capacity, isTiled ? _comparison.TileSide : 0);
            long segmentStart = firstBlock * VectorTable.BlockRows;
            CompareSegment(table, firstBlock, Math.Min(SegmentBlocks, table.BlockCount - firstBlock), window =>
                _comparison.Compare(window, segmentStart, onDevice, table.Storage, isTiled, cancellation), cancellation);
            (ulong[] keys, int[] counts) = onDevice.Read();
            found.Add((segmentStart, keys, counts));
        }
        NearestSelection.Choose(queries, table, count, neighbours, (query, candidates) =>
        {
            foreach ((long firstRow, ulong[] keys, int[] counts) in found)
            {
                for (int i = 0; i < counts[query]; i++)
                {
                    ulong key = keys[(long)query * capacity + i];
                    candidates.Add(new(firstRow + CandidateKernels.RowOf(key), CandidateKernels.SimilarityOf(key)));
                }
            }
        }, Environment.ProcessorCount, cancellation);
    }

    /// <summary>Has all blocks of a segment compared, window after window.</summary>
    private void CompareSegment(VectorTable table, long firstBlock, long blocks, Action<DeviceWindow> compare, CancellationToken cancellation)
    {
        long fitting = Math.Max(2, _windowBytes / DeviceWindow.BytesOfBlock(table));
        if (blocks == table.BlockCount && blocks <= fitting)
        {
            compare(Resident(table, cancellation));
            return;
        }
        Forget();
        using var one = new DeviceWindow(_accelerator, table, fitting / 2);
        using var other = new DeviceWindow(_accelerator, table, fitting / 2);
        DeviceWindow current = one, next = other;
        current.Fill(table, firstBlock, _upload, cancellation);
        for (long done = fitting / 2; ; done += fitting / 2)
        {
            DeviceWindow compared = current;
            Task comparing = Task.Run(
                () =>
                {
                    _accelerator.Bind();
                    compare(compared);
                },
                CancellationToken.None);
            try
            {
                if (done < blocks)
                    next.Fill(table, firstBlock + done, _upload, cancellation);
            }
            finally
            {
                comparing.GetAwaiter().GetResult();
            }
            if (done >= blocks)
                return;
            (current, next) = (next, current);
        }
    }

    private DeviceWindow Resident(VectorTable table, CancellationToken cancellation)
    {
        if (_resident is not null && _residentTable!.TryGetTarget(out VectorTable? held) && ReferenceEquals(held, table))
            return _resident;
        Forget();
        var window = new DeviceWindow(_accelerator, table, table.BlockCount);
        try
        {
            window.Fill(table, 0, _upload, cancellation);
        }
        catch
        {
            window.Dispose();
            throw;
        }
        _residentTable = new(table);
        return _resident = window;
    }

    private void Forget()
    {
        _resident?.Dispose();
        _resident = null;
    }
}
