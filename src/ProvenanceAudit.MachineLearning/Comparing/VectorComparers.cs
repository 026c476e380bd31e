using ProvenanceAudit.MachineLearning.Comparing.Gpu;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing;

/// <summary>Opens what compares vectors.</summary>
public static class VectorComparers
{
    private const string Cuda = "cuda:";

    /// <summary>Opens a comparer.</summary>
    /// <param name="device"><c>cpu</c>, <c>cuda:N</c> for the GPU of that number, or <c>auto</c> for the first GPU where there is one and the CPU where there is none.</param>
    /// <exception cref="ArgumentException">The device is named otherwise.</exception>
    /// <exception cref="InvalidOperationException">There is no such GPU, or it cannot be used; says which there are.</exception>
    public static IVectorComparer Open(string device)
    {
        if (device == "cpu")
            return new CpuVectorComparer();
        if (device == "auto")
            return CudaDevices.TryOpen(0, out IVectorComparer? gpu, out _) ? gpu : new CpuVectorComparer();
        if (!device.StartsWith(Cuda, StringComparison.Ordinal)
            || !byte.TryParse(device.AsSpan(Cuda.Length), System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out byte number))
        {
            throw new ArgumentException($"The device is '{device}'; it must be auto, cpu, or cuda:N.", nameof(device));
        }
        return CudaDevices.TryOpen(number, out IVectorComparer? comparer, out string problem)
            ? comparer
            : throw new InvalidOperationException($"{device} cannot be used: {problem} Use --device cpu, or auto.");
    }
}
