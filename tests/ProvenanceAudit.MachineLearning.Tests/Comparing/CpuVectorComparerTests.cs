using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Comparing;

/// <summary>As an operator gets it: the fastest kernels, all processors.</summary>
public sealed class CpuVectorComparerTests : VectorComparerContract
{
    protected override IVectorComparer Open() => new CpuVectorComparer();
}

/// <summary>The kernels for machines with registers of 512 bits, which must be right on others too.</summary>
public sealed class Vector512VectorComparerTests : VectorComparerContract
{
    protected override IVectorComparer Open() => new CpuVectorComparer(Vector512Kernels.Instance, threads: 1);
}

/// <summary>The kernels for any machine, on more threads than there are processors.</summary>
public sealed class PortableVectorComparerTests : VectorComparerContract
{
    protected override IVectorComparer Open() => new CpuVectorComparer(PortableKernels.Instance, threads: 7);
}
