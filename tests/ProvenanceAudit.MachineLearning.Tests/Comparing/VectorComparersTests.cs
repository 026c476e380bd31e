using ProvenanceAudit.MachineLearning.Comparing;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.MachineLearning.Tests.Comparing;

public sealed class VectorComparersTests
{
    [Fact]
    public void The_CPU_is_opened_by_name()
    {
        using IVectorComparer comparer = VectorComparers.Open("cpu");
        Assert.Equal("cpu", comparer.Device);
    }

    [Fact]
    public void A_device_that_picks_itself_says_which_it_is()
    {
        using IVectorComparer comparer = VectorComparers.Open("auto");
        Assert.Matches(@"^cpu$|^cuda:0 \(.+\)$", comparer.Device);
        float[] vectors = RandomVectors.Unit(20, 3, 1);
        using VectorTable table = VectorTable.OfVectors(RandomVectors.Model(3), VectorStorage.Half, vectors);
        var found = new VectorNeighbour[1];
        comparer.FindNearest(vectors.AsSpan(15, 3), table, 1, found, TestContext.Current.CancellationToken);
        Assert.Equal(5, found[0].Row);
    }

    [Theory]
    [InlineData("")]
    [InlineData("gpu")]
    [InlineData("cuda")]
    [InlineData("cuda:-1")]
    [InlineData("cuda:256")]
    [InlineData("CPU")]
    public void A_device_of_another_name_is_refused(string device)
    {
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => VectorComparers.Open(device));
        Assert.StartsWith($"The device is '{device}'; it must be auto, cpu, or cuda:N.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void A_GPU_that_is_not_there_is_refused_with_what_there_is()
    {
        InvalidOperationException refusal = Assert.Throws<InvalidOperationException>(() => VectorComparers.Open("cuda:255"));
        Assert.Matches(@"^cuda:255 cannot be used: (this machine has no driver|the driver finds no GPU|there is only cuda:0 \(|the GPU or its driver gave an error)", refusal.Message);
        Assert.EndsWith("Use --device cpu, or auto.", refusal.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void The_suite_for_GPUs_is_not_run_here_and_says_so_by_name()
    {
        string device;
        using (IVectorComparer comparer = VectorComparers.Open("auto"))
            device = comparer.Device;
        string notRun = $"Not run here: ProvenanceAudit.Gpu.CudaVectorComparerTests, the contract of comparers on a GPU. The device is {device}. Run tests/gpu where there is a GPU.";
        TestContext.Current.AddWarning(notRun);
        Assert.Equal([notRun], TestContext.Current.Warnings);
    }

    [Fact]
    public void Vectors_of_different_models_are_never_compared()
    {
        EmbeddingModel model = RandomVectors.Model(3);
        EmbeddingModel other = model with { Hash = new string('1', 64) };
        using VectorTable table = VectorTable.OfVectors(model, VectorStorage.Half, [1, 0, 0]);
        using IVectorComparer comparer = VectorComparers.Open("cpu");
        var queries = new VectorQueries(other, new float[] { 1, 0, 0 });
        var found = new VectorNeighbour[1];
        Assert.Throws<ArgumentException>(() => comparer.FindNearest(queries, table, 1, found, TestContext.Current.CancellationToken));
        ArgumentException refusal = Assert.Throws<ArgumentException>(() => comparer.FindNearest(queries, [table], 1, found, TestContext.Current.CancellationToken));
        Assert.Equal(
            "Vectors of different models cannot be compared: the queries are of random (111111111111, 3 dimensions), "
            + "the table of random (000000000000, 3 dimensions). Embed both with one model.",
            refusal.Message);
    }
}
