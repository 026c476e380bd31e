using System.Text;
using CsCheck;
using ProvenanceAudit.Records;

namespace ProvenanceAudit.Tests.Records;

public sealed class LineReaderTests
{
    private static readonly Gen<byte[]> Bytes = Gen.Int[0, 4].Select(i => "ab\r\n\0"u8[i]).Array[0, 200];
    private static readonly Gen<int[]> Pieces = Gen.Int[1, 9].Array[1, 50];

    [Fact]
    public void Lines_equal_those_of_splitting_the_bytes_however_the_stream_is_cut() =>
        Gen.Select(Bytes, Pieces, Gen.Int[1, 40]).Sample((bytes, pieces, longest) =>
            Assert.Equal(Split(bytes, longest), Lines(new PiecewiseStream(bytes, pieces), longest)));

    [Theory]
    [InlineData("", new string[0])]
    [InlineData("\n", new[] { "" })]
    [InlineData("a", new[] { "a" })]
    [InlineData("a\n", new[] { "a" })]
    [InlineData("a\n\nb", new[] { "a", "", "b" })]
    [InlineData("a\r\nb\r\n", new[] { "a", "b" })]
    [InlineData("a\r\nb\r", new[] { "a", "b" })]
    [InlineData("a\rb\n", new[] { "a\rb" })]
    public void Lines_end_with_LF_CR_LF_or_the_end_of_the_stream(string bytes, string[] lines) =>
        Assert.Equal(lines, Lines(new MemoryStream(Encoding.UTF8.GetBytes(bytes))));

    [Fact]
    public void The_number_is_that_of_the_line_last_read()
    {
        var reader = new LineReader(new MemoryStream("a\n\nccccc\nd"u8.ToArray()), maximumBytes: 3);
        var numbers = new List<(long, bool)>();
        while (reader.TryRead(out _))
            numbers.Add((reader.Number, reader.IsTooLong));

        Assert.Equal([(1, false), (2, false), (3, true), (4, false)], numbers);
    }

    [Fact]
    public void A_line_of_100_MB_is_passed_over_in_little_memory_and_the_next_ones_are_read()
    {
        const int Longest = 1 << 20;
        using var stream = new RepeatedStream((byte)'x', 100_000_000, "\nnext\nlast"u8.ToArray());
        var reader = new LineReader(stream, Longest);
        long before = GC.GetAllocatedBytesForCurrentThread();
        Assert.True(reader.TryRead(out ReadOnlySpan<byte> line));
        long allocated = GC.GetAllocatedBytesForCurrentThread() - before;

        Assert.True(reader.IsTooLong);
        Assert.True(line.IsEmpty);
        // A buffer that doubles up to the longest line allowed, and what the runtime rounds up to.
        Assert.InRange(allocated, 0, 8 * Longest);
        Assert.Equal(["next", "last"], Lines(reader));
    }

    [Fact]
    public void A_line_of_exactly_the_longest_length_is_read()
    {
        string line = new('x', 100_000);
        Assert.Equal([line, "y"], Lines(new MemoryStream(Encoding.UTF8.GetBytes(line + "\ny")), line.Length));
        Assert.Equal([line], Lines(new MemoryStream(Encoding.UTF8.GetBytes(line)), line.Length));
        Assert.Equal(["<too long>", "y"], Lines(new MemoryStream(Encoding.UTF8.GetBytes(line + "\ny")), line.Length - 1));
    }

    private static List<string> Lines(Stream stream, int longest = LineReader.DefaultMaximumBytes) =>
        Lines(new LineReader(stream, longest));

    private static List<string> Lines(LineReader reader)
    {
        var lines = new List<string>();
        while (reader.TryRead(out ReadOnlySpan<byte> line))
            lines.Add(reader.IsTooLong ? "<too long>" : Encoding.Latin1.GetString(line));
        return lines;
    }

    private static List<string> Split(byte[] bytes, int longest)
    {
        string[] pieces = Encoding.Latin1.GetString(bytes).Split('\n');
        IEnumerable<string> lines = pieces[^1].Length == 0 ? pieces[..^1] : pieces;
        return [.. lines.Select(l => l.Length > longest ? "<too long>" : l.EndsWith('\r') ? l[..^1] : l)];
    }
}
