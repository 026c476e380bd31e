using ILGPU;
using ILGPU.Runtime;
using ILGPU.Runtime.CPU;
using ProvenanceAudit.MachineLearning.Comparing.Gpu;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Comparing;

/// <summary>The kernels for GPUs, run by threads that stand in for a GPU's. It takes time: tests are small.</summary>
public sealed class DeviceVectorComparerTests : VectorComparerContract
{
    protected override int ManyRows => 1100;

    protected override int SampledSizes => 3;

    [Fact]
    public void A_table_greater_than_the_memory_of_the_device_is_compared_part_by_part()
    {
        float[] vectors = RandomVectors.Unit(5 * VectorTable.BlockRows + 7, 8, 1), queries = RandomVectors.Unit(1, 8, 2);
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(8), VectorStorage.Bytes, vectors);
        VectorNeighbour[] whole = new VectorNeighbour[20], inParts = new VectorNeighbour[20];
        using (DeviceVectorComparer comparer = Open(long.MaxValue))
            comparer.FindNearest(queries, table, 20, whole, TestContext.Current.CancellationToken);
        using (DeviceVectorComparer comparer = Open(0))
            comparer.FindNearest(queries, table, 20, inParts, TestContext.Current.CancellationToken);
        Assert.Equal(whole, inParts);
    }

    [Fact]
    public void Rows_that_come_ever_nearer_are_all_compared()
    {
        // Whatever is compared at a time is nearer than all before, so that nothing is left out early and there is not room for all.
        const int rows = 9000;
        float[] vectors = [.. Enumerable.Range(0, rows).SelectMany(row => new[] { MathF.Cos(1.5f - 1.5f * row / rows), MathF.Sin(1.5f - 1.5f * row / rows) })];
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(2), VectorStorage.Half, vectors);
        using IVectorComparer comparer = Open();
        var found = new VectorNeighbour[5];
        comparer.FindNearest([0.6f, -0.8f], table, 5, found, TestContext.Current.CancellationToken);
        Assert.All(found, neighbour => Assert.InRange(neighbour.Row, rows - 20, rows - 1));
        Assert.Equal(5, found.DistinctBy(neighbour => neighbour.Row).Count());
    }

    protected override IVectorComparer Open() => Open(long.MaxValue);

    private static DeviceVectorComparer Open(long tableBytes)
    {
        // Groups of 64 threads, each a thread of this machine.
        Context context = Context.Create(builder => builder.CPU(new CPUDevice(4, 16, 1)));
        return new DeviceVectorComparer(context, context.GetCPUDevice(0).CreateCPUAccelerator(context), "stand-in", tableBytes);
    }
}
