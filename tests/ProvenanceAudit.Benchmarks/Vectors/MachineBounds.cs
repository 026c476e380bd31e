using System.Diagnostics;
using System.Numerics;
using System.Runtime.InteropServices;
using Microsoft.ML.OnnxRuntime;

namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>What this machine gives to programs that do one thing only: read, or multiply matrices.</summary>
internal static unsafe class MachineBounds
{
    private const int Rounds = 7;

    /// <summary>Bytes a second that all processors together read from memory: the best of some passes over a gigabyte that sum its 64-bit numbers.</summary>
    public static double Stream()
    {
        const long bytes = 1L << 30;
        byte* memory = (byte*)NativeMemory.AlignedAlloc((nuint)bytes, 64);
        NativeMemory.Fill(memory, (nuint)bytes, 1);
        int threads = Environment.ProcessorCount;
        long part = bytes / threads / 4096 * 4096;
        double seconds = Best(Rounds, () => Parallel.For(0, threads, thread => Sum(memory + thread * part, part)));
        NativeMemory.AlignedFree(memory);
        return part * threads / seconds;
    }

    /// <summary>
    /// 32-bit floating-point operations a second of a plain matrix product on all processors, a multiplication and an addition counted as two: 4,096 by so many
    /// dimensions by 4,096, by ONNX Runtime's MatMul, which is a product of hand-written assembler (MLAS).
    /// </summary>
    public static double Product(int dimensions)
    {
        const int side = 4096;
        using var options = new SessionOptions { IntraOpNumThreads = Environment.ProcessorCount };
        using var session = new InferenceSession(MatrixProductModel.Bytes, options);
        float[] left = Filled(side * dimensions), right = Filled(side * dimensions), product = new float[side * side];
        using OrtValue leftValue = OrtValue.CreateTensorValueFromMemory(left, [side, dimensions]);
        using OrtValue rightValue = OrtValue.CreateTensorValueFromMemory(right, [dimensions, side]);
        using OrtValue productValue = OrtValue.CreateTensorValueFromMemory(product, [side, side]);
        using var run = new RunOptions();
        double seconds = Best(Rounds, () => session.Run(run, ["A", "B"], [leftValue, rightValue], ["C"], [productValue]));
        return 2.0 * side * side * dimensions / seconds;
    }

    /// <summary>Seconds of the fastest of so many rounds, after one that is not counted.</summary>
    public static double Best(int rounds, Action action)
    {
        action();
        double best = double.PositiveInfinity;
        for (int round = 0; round < rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            action();
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalSeconds);
        }
        return best;
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
