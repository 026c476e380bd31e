using System.Runtime.InteropServices;
using ILGPU;

namespace ProvenanceAudit.Benchmarks.Vectors;

/// <summary>Kernels that do one thing only. Public, so that the assembly that ILGPU makes may start them.</summary>
public static class BoundKernels
{
    /// <summary>Sums of a thread of <see cref="Multiply"/>, each waiting for itself alone.</summary>
    public const int Chains = 16;

    /// <summary>Multiplications and additions of each sum.</summary>
    public const int Rounds = 4096;

    /// <summary>16 bytes, which a thread loads at once.</summary>
    [StructLayout(LayoutKind.Sequential)]
    public struct Part
    {
        public int X, Y, Z, W;
    }

    /// <summary>Reads memory.</summary>
    public static void Stream(ArrayView<Part> memory, ArrayView<float> sums)
    {
        long step = (long)Grid.DimX * Group.DimX;
        long thread = (long)Grid.IdxX * Group.DimX + Group.IdxX;
        int sum = 0;
        for (long i = thread; i < memory.Length; i += 4 * step)
        {
            Part first = memory[i], second = memory[System.Math.Min(i + step, memory.Length - 1)];
            Part third = memory[System.Math.Min(i + 2 * step, memory.Length - 1)], fourth = memory[System.Math.Min(i + 3 * step, memory.Length - 1)];
            sum += first.X ^ first.Y ^ first.Z ^ first.W ^ second.X ^ second.Y ^ second.Z ^ second.W;
            sum += third.X ^ third.Y ^ third.Z ^ third.W ^ fourth.X ^ fourth.Y ^ fourth.Z ^ fourth.W;
        }
        sums[thread] = sum;
    }

    /// <summary>Multiplies and adds in registers.</summary>
    public static void Multiply(float factor, ArrayView<float> sums)
    {
        float sum0 = 0;
        float sum1 = 1;
        float sum2 = 2;
        float sum3 = 3;
        float sum4 = 4;
        float sum5 = 5;
        float sum6 = 6;
        float sum7 = 7;
        float sum8 = 8;
        float sum9 = 9;
        float sum10 = 10;
        float sum11 = 11;
        float sum12 = 12;
        float sum13 = 13;
        float sum14 = 14;
        float sum15 = 15;
        for (int round = 0; round < Rounds; round++)
        {
            sum0 = sum0 * factor + factor;
            sum1 = sum1 * factor + factor;
            sum2 = sum2 * factor + factor;
            sum3 = sum3 * factor + factor;
            sum4 = sum4 * factor + factor;
            sum5 = sum5 * factor + factor;
            sum6 = sum6 * factor + factor;
            sum7 = sum7 * factor + factor;
            sum8 = sum8 * factor + factor;
            sum9 = sum9 * factor + factor;
            sum10 = sum10 * factor + factor;
            sum11 = sum11 * factor + factor;
            sum12 = sum12 * factor + factor;
            sum13 = sum13 * factor + factor;
            sum14 = sum14 * factor + factor;
            sum15 = sum15 * factor + factor;
        }
        sums[Grid.IdxX * Group.DimX + Group.IdxX] = sum0 + sum1 + sum2 + sum3 + sum4 + sum5 + sum6 + sum7 + sum8 + sum9 + sum10 + sum11 + sum12 + sum13 + sum14 + sum15;
    }
}
