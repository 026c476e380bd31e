using System.Diagnostics.CodeAnalysis;
using System.Runtime.InteropServices;
using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Comparing.Gpu;

/// <summary>GPUs of NVIDIA that this machine has.</summary>
internal static class CudaDevices
{
    /// <summary>Share of a GPU's memory that tables may take; queries, candidates and other programs need some too.</summary>
    private const double TableShare = 0.7;

    /// <summary>Opens a GPU.</summary>
    /// <param name="number">Its number, from 0.</param>
    /// <param name="comparer">Receives what compares on it.</param>
    /// <param name="problem">Receives why there is none, in one sentence.</param>
    public static bool TryOpen(int number, [NotNullWhen(true)] out IVectorComparer? comparer, out string problem)
    {
        comparer = null;
        if (!HasDriver())
        {
            problem = "this machine has no driver for GPUs of NVIDIA.";
            return false;
        }
        Context? context = null;
        Accelerator? accelerator = null;
        try
        {
            context = Context.Create(builder => builder.Cuda().Optimize(OptimizationLevel.O2));
            CudaDevice[] devices = [.. context.GetCudaDevices()];
            if (number >= devices.Length)
            {
                problem = devices.Length == 0
                    ? "the driver finds no GPU."
                    : $"there is only {string.Join(", ", devices.Select((device, i) => $"cuda:{i} ({device.Name})"))}.";
                context.Dispose();
                return false;
            }
            accelerator = devices[number].CreateAccelerator(context);
            comparer = new DeviceVectorComparer(context, accelerator, $"cuda:{number} ({accelerator.Name})", (long)(accelerator.MemorySize * TableShare));
            problem = "";
            return true;
        }
        catch (Exception e) when (e is AcceleratorException or NotSupportedException or InvalidOperationException or DllNotFoundException or InternalCompilerException)
        {
            accelerator?.Dispose();
            context?.Dispose();
            problem = $"the GPU or its driver gave an error ({e.Message.TrimEnd('.')}).";
            return false;
        }
    }

    /// <summary>Whether the library is there that comes with the driver. Looking for it takes no time, unlike starting ILGPU.</summary>
    private static bool HasDriver()
    {
        if (!NativeLibrary.TryLoad(OperatingSystem.IsWindows() ? "nvcuda.dll" : "libcuda.so.1", out nint library))
            return false;
        NativeLibrary.Free(library);
        return true;
    }
}
