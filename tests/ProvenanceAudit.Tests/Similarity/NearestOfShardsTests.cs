using CsCheck;
using ProvenanceAudit.Similarity;

namespace ProvenanceAudit.Tests.Similarity;

public sealed class NearestOfShardsTests
{
    [Fact]
    public void Merged_neighbours_are_the_nearest_of_both()
    {
        Gen<int[]> levels = Gen.Int[0, 5].Array[0, 12];
        Gen.Select(levels, levels, Gen.Int[1, 8]).Sample((first, second, count) =>
        {
            VectorNeighbour[] merged = Nearest(first, 0, count);
            NearestOfShards.Merge(merged, Nearest(second, 0, count), first.Length, count);
            Assert.Equal(Nearest([.. first, .. second], 0, count), merged);
        });
    }

    [Fact]
    public void Queries_are_merged_apart()
    {
        VectorNeighbour none = new(-1, float.NegativeInfinity);
        VectorNeighbour[] merged = [new(0, 0.5f), none, new(1, 0.9f), new(0, 0.1f)];
        NearestOfShards.Merge(merged, [new(0, 0.6f), new(1, 0.5f), none, none], 10, 2);
        Assert.Equal([new(10, 0.6f), new(0, 0.5f), new(1, 0.9f), new(0, 0.1f)], merged);
    }

    [Fact]
    public void Sizes_that_do_not_fit_are_refused()
    {
        Assert.Throws<ArgumentException>(() => NearestOfShards.Merge(new VectorNeighbour[2], new VectorNeighbour[4], 0, 2));
        Assert.Throws<ArgumentException>(() => NearestOfShards.Merge(new VectorNeighbour[3], new VectorNeighbour[3], 0, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => NearestOfShards.Merge(new VectorNeighbour[2], new VectorNeighbour[2], 0, 0));
    }

    private static VectorNeighbour[] Nearest(int[] levels, long firstRow, int count) =>
    [
        .. levels.Select((level, row) => new VectorNeighbour(firstRow + row, level / 10f)).OrderByDescending(neighbour => neighbour.Similarity)
            .ThenBy(neighbour => neighbour.Row).Concat(Enumerable.Repeat(new VectorNeighbour(-1, float.NegativeInfinity), count)).Take(count),
    ];
}
