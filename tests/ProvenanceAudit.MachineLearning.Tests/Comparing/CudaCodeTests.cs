using ILGPU;
using ILGPU.Backends.EntryPoints;
using ILGPU.Backends.PTX;
using ILGPU.Runtime;
using ILGPU.Runtime.Cuda;
using ProvenanceAudit.MachineLearning.Comparing.Gpu;

namespace ProvenanceAudit.MachineLearning.Tests.Comparing;

/// <summary>What GPUs of NVIDIA are given to run, which is made without one.</summary>
public sealed class CudaCodeTests
{
    [Fact]
    public void Tiles_are_loaded_by_16_bytes_and_multiplied_in_registers()
    {
        string code = CodeOf(typeof(TileKernel), nameof(TileKernel.Compare));
        Assert.Contains("ld.global.v4.b32", code, StringComparison.Ordinal);
        Assert.Contains("ld.shared.v4.f32", code, StringComparison.Ordinal);
        Assert.DoesNotContain(".local", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Rows_are_streamed_by_16_bytes()
    {
        string code = CodeOf(typeof(StreamKernel), nameof(StreamKernel.Compare));
        Assert.Contains("ld.global.v4.b32", code, StringComparison.Ordinal);
        Assert.Contains("ld.global.v4.f32", code, StringComparison.Ordinal);
        Assert.DoesNotContain(".local", code, StringComparison.Ordinal);
    }

    [Fact]
    public void Selection_sorts_in_shared_memory() =>
        Assert.Contains("ld.shared.b64", CodeOf(typeof(CandidateKernels), nameof(CandidateKernels.Select)), StringComparison.Ordinal);

    private static string CodeOf(Type type, string kernel)
    {
        using Context context = Context.Create(builder => builder.Optimize(OptimizationLevel.O2));
        CudaArchitecture architecture = CudaArchitecture.SM_90;
        using var backend = new PTXBackend(context, new CudaCapabilityContext(architecture), architecture, CudaInstructionSet.ISA_80, null!);
        EntryPointDescription entry = EntryPointDescription.FromExplicitlyGroupedKernel(type.GetMethod(kernel)!);
        return ((PTXCompiledKernel)backend.Compile(entry, default)).PTXAssembly;
    }
}
