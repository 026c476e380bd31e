using System.Globalization;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;

namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>What a GPU gives to programs that do one thing only.</summary>
internal sealed class CudaBounds : IMachineBounds
{
    private const int Parts = 1 << 27;
    private const int Group = 256;

    private readonly Context _context;
    private readonly Accelerator _accelerator;
    private readonly MemoryBuffer1D<BoundKernels.Part, Stride1D.Dense> _memory;
    private readonly MemoryBuffer1D<float, Stride1D.Dense> _sums;
    private readonly int _groups;
    private readonly Action<AcceleratorStream, KernelConfig, ArrayView<BoundKernels.Part>, ArrayView<float>> _stream;
    private readonly Action<AcceleratorStream, KernelConfig, float, ArrayView<float>> _multiply;

    /// <summary>Prepares.</summary>
    /// <param name="device">The GPU, <c>cuda:N</c>.</param>
    public CudaBounds(string device)
    {
        _context = Context.Create(builder => builder.Cuda().Optimize(OptimizationLevel.O2));
        _accelerator = _context.GetCudaDevice(int.Parse(device.AsSpan(5), CultureInfo.InvariantCulture)).CreateAccelerator(_context);
        _memory = _accelerator.Allocate1D<BoundKernels.Part>(Parts);
        _memory.MemSetToZero();
        _groups = _accelerator.NumMultiprocessors * 32;
        _sums = _accelerator.Allocate1D<float>(_groups * Group);
        _stream = _accelerator.LoadKernel<ArrayView<BoundKernels.Part>, ArrayView<float>>(BoundKernels.Stream);
        _multiply = _accelerator.LoadKernel<float, ArrayView<float>>(BoundKernels.Multiply);
    }

    /// <inheritdoc/>
    public string Description => $"stream: {_groups} groups of {Group} threads read 2 GiB; product: as many multiply and add in registers, 16 chains a thread";

    /// <inheritdoc/>
    public double StreamBytes => 16.0 * Parts;

    /// <inheritdoc/>
    public double ProductOperations => 2.0 * BoundKernels.Chains * BoundKernels.Rounds * _groups * Group;

    /// <inheritdoc/>
    public void Stream()
    {
        _stream(_accelerator.DefaultStream, new KernelConfig(_groups, Group), _memory.View.AsContiguous(), _sums.View.AsContiguous());
        _accelerator.DefaultStream.Synchronize();
    }

    /// <inheritdoc/>
    public void Product()
    {
        _multiply(_accelerator.DefaultStream, new KernelConfig(_groups, Group), 0.5f, _sums.View.AsContiguous());
        _accelerator.DefaultStream.Synchronize();
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        _sums.Dispose();
        _memory.Dispose();
        _accelerator.Dispose();
        _context.Dispose();
    }
}
