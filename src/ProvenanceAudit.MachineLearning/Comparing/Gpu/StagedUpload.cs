using ILGPU;
using ILGPU.Runtime;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>
/// Copies blocks of tables to a device through two buffers of page-locked memory: while the device takes one, this machine fills the other. One thread at a time.
/// </summary>
internal sealed unsafe class StagedUpload : IDisposable
{
    private const int StageBytes = 32 << 20;
    private const int FourBytes = 16;

    private readonly PageLockedArray1D<FourInts>[] _stages;
    private readonly AcceleratorStream[] _streams;

    /// <summary>Allocates the buffers.</summary>
    public StagedUpload(Accelerator accelerator)
    {
        _stages = [accelerator.AllocatePageLocked1D<FourInts>(StageBytes / FourBytes), accelerator.AllocatePageLocked1D<FourInts>(StageBytes / FourBytes)];
        _streams = [accelerator.CreateStream(), accelerator.CreateStream()];
    }

    /// <summary>Copies successive blocks, and waits until they are there.</summary>
    /// <param name="table">The table.</param>
    /// <param name="firstBlock">The first block.</param>
    /// <param name="length">16-byte units to copy.</param>
    /// <param name="target">Where to.</param>
    /// <param name="cancellation">Stops between buffers.</param>
    public void Copy(VectorTable table, long firstBlock, long length, ArrayView<FourInts> target, CancellationToken cancellation)
    {
        // Blocks follow each other in memory, so that what follows the first is simply more of the same.
        var source = (FourInts*)table.Block(firstBlock).Start;
        int turn = 0;
        try
        {
            for (long done = 0; done < length; turn ^= 1)
            {
                cancellation.ThrowIfCancellationRequested();
                PageLockedArray1D<FourInts> stage = _stages[turn];
                int count = (int)Math.Min(stage.Length, length - done);
                _streams[turn].Synchronize();
                new ReadOnlySpan<FourInts>(source + done, count).CopyTo(stage.Span);
                target.SubView(done, count).CopyFrom(_streams[turn], stage.ArrayView.SubView(0, count));
                done += count;
            }
        }
        finally
        {
            _streams[0].Synchronize();
            _streams[1].Synchronize();
        }
    }

    /// <summary>Frees the buffers.</summary>
    public void Dispose()
    {
        foreach (AcceleratorStream stream in _streams)
            stream.Dispose();
        foreach (PageLockedArray1D<FourInts> stage in _stages)
            stage.Dispose();
    }
}
