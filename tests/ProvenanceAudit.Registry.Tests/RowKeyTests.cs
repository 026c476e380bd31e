using CsCheck;

namespace ProvenanceAudit.Registry.Tests;

public sealed class RowKeyTests
{
    private static readonly Gen<(long Scan, long Output, int Match)> Places = Gen.Select(
        Gen.Long[0, RowKey.ScanLimit - 1], Gen.Long[0, RowKey.OutputLimit - 1], Gen.Int[0, RowKey.MatchLimit - 1]);

    [Fact]
    public void Keys_have_the_order_of_scan_output_and_match() => Gen.Select(Places, Places).Sample((a, b) =>
        Assert.Equal(a.CompareTo(b), Key(a).CompareTo(Key(b))));

    [Fact]
    public void The_largest_keys_are_positive()
    {
        Assert.Equal(long.MaxValue, Key((RowKey.ScanLimit - 1, RowKey.OutputLimit - 1, RowKey.MatchLimit - 1)));
        Assert.Equal(long.MaxValue, RowKey.OfRecord(RowKey.SubmissionLimit - 1, RowKey.RecordLimit - 1));
    }

    [Theory]
    [InlineData(-1, 0)]
    [InlineData(RowKey.ScanLimit, 0)]
    [InlineData(0, -1)]
    [InlineData(0, RowKey.OutputLimit)]
    public void What_has_no_key_is_refused(long scan, long output) =>
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKey.OfOutput(scan, output));

    [Fact]
    public void More_matches_or_records_than_there_are_keys_are_refused()
    {
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKey.OfMatch(0, RowKey.MatchLimit));
        Assert.Throws<ArgumentOutOfRangeException>(() => RowKey.OfRecord(1, RowKey.RecordLimit));
        Assert.Contains("records of a submission", Assert.Throws<ArgumentOutOfRangeException>(
            () => RowKey.OfRecord(1, -1)).Message, StringComparison.Ordinal);
    }

    private static long Key((long Scan, long Output, int Match) place) =>
        RowKey.OfMatch(RowKey.OfOutput(place.Scan, place.Output), place.Match);
}
