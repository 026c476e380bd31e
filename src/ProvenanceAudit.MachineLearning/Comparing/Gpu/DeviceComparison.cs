using ILGPU;
using ILGPU.Runtime;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>
/// Compares queries with the rows that a device holds, some at a time. The first are so few that there is room for all of them; from the selection of the nearest on,
/// only what is nearer than these is collected, so that ever more rows can be compared at a time. Should rows find no room all the same, they are compared again in
/// portions that certainly have room.
/// </summary>
internal sealed class DeviceComparison
{
    private const int GreatestGroups = 4096;

    /// <summary>How much more rows are compared at a time than all before, at most.</summary>
    private const int GreatestGrowth = 64;

    /// <summary>Most rows at a time: the kernels count rows of one launch in 32 bits.</summary>
    private const long GreatestPortion = 1 << 26;

    private readonly Accelerator _accelerator;
    private readonly int _side;
    private readonly int _group;
    private readonly Action<AcceleratorStream, KernelConfig, ArrayView<FourInts>, DeviceLayout, ArrayView<FourFloats>, int, DeviceCandidates, long, int, uint, SpecializedValue<int>> _stream;
    private readonly Action<AcceleratorStream, KernelConfig, TileWork, SpecializedValue<int>, SpecializedValue<int>> _tile;
    private readonly Action<AcceleratorStream, KernelConfig, DeviceCandidates, ArrayView<ulong>, ArrayView<int>, int> _select;

    /// <summary>Loads the kernels.</summary>
    /// <param name="accelerator">The device.</param>
    public DeviceComparison(Accelerator accelerator)
    {
        _accelerator = accelerator;
        // 256 threads on GPUs of today.
        _group = accelerator.MaxNumThreadsPerGroup / 4;
        _side = accelerator.MaxNumThreadsPerGroup >= TileKernel.GreatestSide * TileKernel.GreatestSide ? TileKernel.GreatestSide : TileKernel.GreatestSide / 2;
        _stream = accelerator.LoadKernel<ArrayView<FourInts>, DeviceLayout, ArrayView<FourFloats>, int, DeviceCandidates, long, int, uint, SpecializedValue<int>>(StreamKernel.Compare);
        _tile = accelerator.LoadKernel<TileWork, SpecializedValue<int>, SpecializedValue<int>>(TileKernel.Compare);
        _select = accelerator.LoadKernel<DeviceCandidates, ArrayView<ulong>, ArrayView<int>, int>(CandidateKernels.Select);
    }

    /// <summary>Rows, and queries, of a tile.</summary>
    public int TileSide => _side * TileKernel.RowsOfThread;

    /// <summary>Compares queries with the rows of a window, one window after another.</summary>
    /// <param name="window">The rows.</param>
    /// <param name="segmentStart">Number of the row that counts as 0 in keys.</param>
    /// <param name="queries">The queries.</param>
    /// <param name="storage">How rows are stored.</param>
    /// <param name="isTiled">Whether queries were laid out for tiles.</param>
    /// <param name="cancellation">Stops between portions.</param>
    public void Compare(DeviceWindow window, long segmentStart, DeviceQueries queries, VectorStorage storage, bool isTiled, CancellationToken cancellation)
    {
        long before = window.FirstRow - segmentStart;
        for (long row = 0; row < window.Layout.Rows;)
        {
            cancellation.ThrowIfCancellationRequested();
            int growth = Math.Clamp(queries.Room / (2 * queries.Capacity), 1, GreatestGrowth);
            long wanted = Math.Max(queries.Room, Math.Min(GreatestPortion, (before + row) * growth));
            int portion = (int)Math.Min(wanted, window.Layout.Rows - row);
            Launch(window, row, portion, (uint)(before + row), queries, storage, isTiled);
            if (portion > queries.Room && queries.HasOverflowed())
            {
                queries.ForgetCollected();
                for (int part = 0; part < portion; part += queries.Room)
                {
                    Launch(window, row + part, Math.Min(queries.Room, portion - part), (uint)(before + row + part), queries, storage, isTiled);
                    Select(queries);
                }
            }
            else
            {
                Select(queries);
            }
            row += portion;
        }
        // The window may be filled with other rows next.
        _accelerator.DefaultStream.Synchronize();
    }

    private void Launch(DeviceWindow window, long row, int count, uint number, DeviceQueries queries, VectorStorage storage, bool isTiled)
    {
        SpecializedValue<int> isHalf = SpecializedValue.New(storage == VectorStorage.Half ? 1 : 0);
        if (isTiled)
        {
            var work = new TileWork(window.Memory, window.Layout, queries.Numbers, queries.Stride / 4, queries.Candidates, row, count, number);
            var grid = new Index3D((count + TileSide - 1) / TileSide, queries.Stride / TileSide, 1);
            _tile(_accelerator.DefaultStream, new KernelConfig(grid, new Index3D(_side * _side, 1, 1)), work, SpecializedValue.New(_side), isHalf);
            return;
        }
        int rowsOfGroup = _group / _accelerator.WarpSize * StreamKernel.RowsOfWarp;
        int groups = Math.Clamp((count + rowsOfGroup - 1) / rowsOfGroup, 1, GreatestGroups);
        long length = queries.NumbersPerQuery / 4;
        for (int query = 0; query < queries.Count; query++)
        {
            _stream(
                _accelerator.DefaultStream, new KernelConfig(groups, _group), window.Memory, window.Layout, queries.Numbers.SubView(query * length, length), query,
                queries.Candidates, row, count, number, isHalf);
        }
    }

    private void Select(DeviceQueries queries) => _select(
        _accelerator.DefaultStream, new KernelConfig(queries.Count, _group), queries.Candidates, queries.Kept, queries.KeptCounts, queries.Capacity);
}
