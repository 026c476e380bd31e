using ProvenanceAudit.Fingerprints;

namespace ProvenanceAudit.Tests.Fingerprints;

public sealed unsafe class LargeTableTests
{
    [Theory]
    [InlineData(1)]
    [InlineData((2 << 20) - 1)]
    [InlineData((2 << 20) + 1)]
    [InlineData(9_000_001)]
    public void A_table_is_zero_writable_to_its_last_byte_and_starts_a_cache_line(int bytes)
    {
        var table = new LargeTable(bytes);
        var content = new Span<byte>(table.Start, bytes);
        Assert.Equal(-1, content.IndexOfAnyExcept((byte)0));
        Assert.Equal(0, (nint)table.Start % 64);
        content.Fill(7);
        table.Free();
        Assert.True(table.Start is null);
        table.Free();
    }

    [Fact]
    public void A_table_of_no_bytes_is_refused() => Assert.Throws<ArgumentOutOfRangeException>(() => new LargeTable(0));
}
