using CsCheck;
using ProvenanceAudit.Matching;

namespace ProvenanceAudit.Tests.Matching;

public sealed class NgramCountsTests
{
    [Fact]
    public void A_count_is_never_too_low() => Gen.ULong.Array[1, 3000].Sample(keys =>
    {
        // A table far too small for them: collisions are what the property is about.
        var counts = new NgramCounts(1);
        foreach (ulong key in keys.Concat(keys.Take(keys.Length / 2)))
            counts.Add(key);
        foreach (IGrouping<ulong, ulong> same in keys.Concat(keys.Take(keys.Length / 2)).GroupBy(key => key))
            Assert.True(counts.Of(same.Key) >= same.Count());
    }, iter: 100);

    [Fact]
    public void Of_as_many_keys_as_were_expected_less_than_one_in_ten_is_counted_too_often()
    {
        var random = new Random(5);
        ulong[] keys = [.. Enumerable.Range(0, 1 << 17).Select(_ => (ulong)random.NextInt64())];
        // The least table that is made for so many: one more key would not make it larger.
        var counts = new NgramCounts((1 << 18) - 1);
        foreach (ulong key in keys)
            counts.Add(key);
        foreach (ulong key in keys.Take(keys.Length / 2))
            counts.Add(~key);
        int wrong = keys.Count(key => counts.Of(key) != 1);
        Assert.InRange(wrong, 1, keys.Length / 10);
    }

    [Fact]
    public void Counts_stop_where_a_cell_is_full()
    {
        var counts = new NgramCounts(100);
        for (int i = 0; i < 70_000; i++)
            counts.Add(42);
        Assert.Equal(ushort.MaxValue, counts.Of(42));
    }
}
