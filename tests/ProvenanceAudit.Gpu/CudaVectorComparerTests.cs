using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.MachineLearning.Tests.Comparing;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Gpu;

/// <summary>The first GPU of this machine. Without one, every test fails and says so.</summary>
public sealed class CudaVectorComparerTests : VectorComparerContract
{
    protected override int ManyRows => 100_000;

    [Theory]
    [InlineData(VectorStorage.Half, 1)]
    [InlineData(VectorStorage.Half, 300)]
    [InlineData(VectorStorage.Bytes, 1)]
    [InlineData(VectorStorage.Bytes, 300)]
    public void Neighbours_are_those_of_the_CPU(VectorStorage storage, int queryCount)
    {
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(384), storage, RandomVectors.Unit(50_000, 384, 1));
        float[] queries = RandomVectors.Unit(queryCount, 384, 2);
        VectorNeighbour[] expected = new VectorNeighbour[queryCount * 10], found = new VectorNeighbour[queryCount * 10];
        using (var cpu = new CpuVectorComparer())
            cpu.FindNearest(queries, table, 10, expected, TestContext.Current.CancellationToken);
        using (IVectorComparer gpu = Open())
            gpu.FindNearest(queries, table, 10, found, TestContext.Current.CancellationToken);
        Assert.Equal(expected, found);
    }

    protected override IVectorComparer Open() => VectorComparers.Open("cuda:0");
}
