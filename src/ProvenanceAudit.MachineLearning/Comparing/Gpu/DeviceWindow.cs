using ILGPU;
using ILGPU.Runtime;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>Successive whole blocks of a table in the memory of a device.</summary>
internal sealed class DeviceWindow : IDisposable
{
    private const int FourBytes = 16;

    private readonly MemoryBuffer1D<FourInts, Stride1D.Dense> _memory;
    private readonly int _rowLength;
    private readonly int _blockLength;
    private readonly long _blocks;

    /// <summary>Allocates memory.</summary>
    /// <param name="accelerator">The device.</param>
    /// <param name="table">The table.</param>
    /// <param name="blocks">Blocks to hold at most.</param>
    public DeviceWindow(Accelerator accelerator, VectorTable table, long blocks)
    {
        _rowLength = table.BytesPerRow / FourBytes;
        _blockLength = BytesOfBlock(table) / FourBytes;
        _blocks = blocks;
        _memory = accelerator.Allocate1D<FourInts>(blocks * _blockLength);
    }

    /// <summary>The memory.</summary>
    public ArrayView<FourInts> Memory => _memory.View.AsContiguous();

    /// <summary>Where the rows lie that it holds now.</summary>
    public DeviceLayout Layout { get; private set; }

    /// <summary>Number of the first row that it holds now.</summary>
    public long FirstRow { get; private set; }

    /// <summary>Bytes of a whole block of a table.</summary>
    public static int BytesOfBlock(VectorTable table) =>
        VectorTable.BlockRows * (table.BytesPerRow + (table.Storage == VectorStorage.Bytes ? sizeof(float) : 0));

    /// <summary>Fills it with what follows a block of the table.</summary>
    public void Fill(VectorTable table, long firstBlock, StagedUpload upload, CancellationToken cancellation)
    {
        FirstRow = firstBlock * VectorTable.BlockRows;
        long rows = Math.Min(table.Count - FirstRow, _blocks * VectorTable.BlockRows);
        long rest = rows % VectorTable.BlockRows;
        // Factors of the last rows follow these, in whole lines of 64 bytes.
        long restBytes = rest * table.BytesPerRow + (table.Storage == VectorStorage.Bytes ? (rest * sizeof(float) + 63) / 64 * 64 : 0);
        upload.Copy(table, firstBlock, rows / VectorTable.BlockRows * _blockLength + restBytes / FourBytes, Memory, cancellation);
        Layout = new(_rowLength, _blockLength, rows);
    }

    /// <summary>Frees the memory.</summary>
    public void Dispose() => _memory.Dispose();
}
