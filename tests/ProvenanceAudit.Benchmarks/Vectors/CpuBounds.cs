using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>What all processors of this machine together give to programs that do one thing only.</summary>
internal sealed unsafe class CpuBounds : IMachineBounds
{
    private const long MemoryBytes = 1L << 30;
    private const int Side = 4096;

    private readonly byte* _memory;
    private readonly SessionOptions _options = new() { IntraOpNumThreads = Environment.ProcessorCount };
    private readonly RunOptions _run = new();
    private readonly InferenceSession _session;
    private readonly OrtValue[] _factors;
    private readonly OrtValue[] _products;
    private readonly int _dimensions;

    /// <summary>Prepares for vectors of so many dimensions.</summary>
    public CpuBounds(int dimensions)
    {
        _dimensions = dimensions;
        _memory = (byte*)NativeMemory.AlignedAlloc((nuint)MemoryBytes, 64);
        NativeMemory.Fill(_memory, (nuint)MemoryBytes, 1);
        _session = new InferenceSession(MatrixProductModel.Bytes, _options);
        _factors =
        [
            OrtValue.CreateTensorValueFromMemory(Filled(Side * dimensions), [Side, dimensions]),
            OrtValue.CreateTensorValueFromMemory(Filled(Side * dimensions), [dimensions, Side]),
        ];
        _products = [OrtValue.CreateTensorValueFromMemory(new float[Side * Side], [Side, Side])];
    }

    /// <inheritdoc/>
    public string Description => $"stream: {Environment.ProcessorCount} threads sum 1 GiB; product: MatMul of ONNX Runtime, 4096 x {_dimensions} x 4096";

    /// <inheritdoc/>
    public double StreamBytes => MemoryBytes;

    /// <inheritdoc/>
    public double ProductOperations => 2.0 * Side * Side * _dimensions;

    /// <inheritdoc/>
    public void Stream()
    {
        int threads = Environment.ProcessorCount;
        long part = MemoryBytes / threads / 256 * 256;
        Parallel.For(0, threads, thread => Sum(_memory + thread * part, part));
    }

    /// <inheritdoc/>
    public void Product() => _session.Run(_run, ["A", "B"], _factors, ["C"], _products);

    /// <inheritdoc/>
    public void Dispose()
    {
        foreach (OrtValue value in _factors.Concat(_products))
            value.Dispose();
        _session.Dispose();
        _run.Dispose();
        _options.Dispose();
        NativeMemory.AlignedFree(_memory);
    }

    private static float[] Filled(int count)
    {
        float[] numbers = new float[count];
        var random = new Random(1);
        foreach (ref float number in numbers.AsSpan())
            number = random.NextSingle() - 0.5f;
        return numbers;
    }

    private static long Sum(byte* start, long bytes)
    {
        int step = Vector<byte>.Count;
        Vector<long> first = default, second = default, third = default, fourth = default;
        for (byte* end = start + bytes; start < end; start += 4 * step)
        {
            first += Vector.Load((long*)start);
            second += Vector.Load((long*)(start + step));
            third += Vector.Load((long*)(start + 2 * step));
            fourth += Vector.Load((long*)(start + 3 * step));
        }
        return Vector.Sum(first + second + third + fourth);
    }
}
