using ProvenanceAudit.Fingerprints;

namespace ProvenanceAudit.Tests.Fingerprints;

public sealed class MembershipFilterTests
{
    [Theory]
    [InlineData(0)]
    [InlineData(1)]
    [InlineData(100)]
    [InlineData(200_000)]
    public void A_key_that_was_added_is_never_denied(int count)
    {
        var random = new Random(count);
        using var filter = new MembershipFilter(count);
        uint[] keys = [.. Enumerable.Range(0, count).Select(_ => (uint)random.NextInt64(1L << 32)), 0, uint.MaxValue];
        foreach (uint key in keys)
            filter.Add(key);
        Assert.All(keys, key => Assert.True(filter.MayContain(key)));
    }

    [Fact]
    public void Other_keys_pass_about_as_often_as_stated()
    {
        var random = new Random(3);
        using var filter = new MembershipFilter(500_000);
        HashSet<uint> added = [];
        while (added.Count < 500_000)
        {
            uint key = (uint)random.NextInt64(1L << 32);
            added.Add(key);
            filter.Add(key);
        }
        int passed = 0, asked = 0;
        while (asked < 1_000_000)
        {
            uint key = (uint)random.NextInt64(1L << 32);
            if (added.Contains(key))
                continue;
            asked++;
            filter.Prefetch(key);
            if (filter.MayContain(key))
                passed++;
        }
        // Stated: about 0.6 %.
        Assert.InRange(passed / (double)asked, 0.003, 0.009);
        Assert.InRange(Math.Pow(filter.Fill(), 8), 0.002, 0.009);
        Assert.Equal(MembershipFilter.BitsPerKey, filter.MemoryBytes * 8 / 500_000.0, 0.01);
    }

    [Fact]
    public void An_empty_filter_denies_all()
    {
        using var filter = new MembershipFilter(1000);
        Assert.All(Enumerable.Range(0, 1000), i => Assert.False(filter.MayContain((uint)i * 2_654_435_761U)));
    }

    [Fact]
    public void Disposing_twice_does_nothing_more()
    {
        var filter = new MembershipFilter(10);
        filter.Dispose();
        filter.Dispose();
    }

    [Fact]
    public void A_negative_number_of_keys_is_refused() =>
        Assert.Throws<ArgumentOutOfRangeException>(() => new MembershipFilter(-1));
}
