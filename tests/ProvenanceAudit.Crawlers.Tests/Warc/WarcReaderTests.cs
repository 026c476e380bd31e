using System.Text;
using CsCheck;
using ProvenanceAudit.Crawlers.Warc;

namespace ProvenanceAudit.Crawlers.Tests.Warc;

public sealed class WarcReaderTests
{
    private static readonly byte[][] Three = [WarcReading.Record("one"), WarcReading.Record("two"), WarcReading.Record("three")];

    private static readonly byte[][] Packed = [.. Three.Select(record => WarcReading.Gzip(record))];

    [Theory]
    [InlineData("0.17")]
    [InlineData("0.18")]
    [InlineData("1.0")]
    [InlineData("1.1")]
    [InlineData("2.0")]
    public void Each_version_is_read(string version)
    {
        WarcReading reading = WarcReading.Of(WarcReading.Record("text", version, "conversion",
            "WARC-Target-URI: <http://a.org/>\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nwarc-record-id: <urn:uuid:1>\r\n"));

        (WarcRecord record, byte[] block) = Assert.Single(reading.Records);
        Assert.Equal((version, WarcRecordType.Conversion, "http://a.org/", "<urn:uuid:1>"),
            (record.Version, record.Type, record.TargetUri, record.Id));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), record.Date);
        Assert.Equal("text"u8, block);
        Assert.Empty(reading.Problems);
    }

    [Theory]
    [InlineData(false, true)]
    [InlineData(false, false)]
    [InlineData(true, true)]
    [InlineData(true, false)]
    public void Records_are_read_plain_and_packed_from_files_and_from_pipes(bool packed, bool seekable)
    {
        byte[][] parts = packed ? Packed : Three;
        WarcReading reading = WarcReading.Of([.. parts.SelectMany(part => part)], seekable);

        Assert.Equal(["one", "two", "three"], reading.Texts);
        Assert.Equal([0, parts[0].Length, parts[0].Length + parts[1].Length], reading.Records.Select(r => r.Record.Offset));
        Assert.All(reading.Records, r => Assert.True(r.Record.IsAddressable));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_file_packed_as_one_member_is_read()
    {
        WarcReading reading = WarcReading.Of(WarcReading.Gzip(Three));

        Assert.Equal(["one", "two", "three"], reading.Texts);
        Assert.Equal([true, false, false], reading.Records.Select(r => r.Record.IsAddressable));
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_record_is_found_by_its_offset()
    {
        using var folder = new TemporaryFolder();
        foreach (byte[][] parts in new[] { Three, Packed })
        {
            string path = folder.File("a", [.. parts.SelectMany(part => part)]);
            Assert.Equal(["two", "three"], WarcReading.Of(path, parts[0].Length).Texts);
        }
    }

    [Fact]
    public void Folded_fields_repeated_fields_and_line_feeds_alone_are_read()
    {
        WarcReading reading = WarcReading.Of(
            "WARC/1.0\nX:  a\n  b\n\tc\nWARC-Concurrent-To: <1>\nWARC-Concurrent-To: <2>\nno field\nContent-Length: 2\n\nhi\n\n"u8.ToArray());

        WarcFields fields = Assert.Single(reading.Records).Record.Fields;
        Assert.Equal("a b c", fields["x"]);
        Assert.Equal(["<1>", "<2>"], fields.All("warc-concurrent-to"));
        Assert.Equal(["hi"], reading.Texts);
    }

    [Theory]
    [InlineData("Content-Length: 3", "Content-Length: x", "the record's Content-Length is 'x'")]
    [InlineData("Content-Length: 3", "Content-Length: -3", "the record's Content-Length is '-3'")]
    [InlineData("Content-Length", "Content-Lenght", "the record has no Content-Length")]
    [InlineData("WARC/1.1", "WARC/one", "no record begins here")]
    [InlineData("WARC/1.1", "BARC/1.1", "no record begins here")]
    public void A_record_with_a_wrong_header_is_skipped_and_told_with_its_offset(string right, string wrong, string reason)
    {
        byte[] broken = Encoding.Latin1.GetBytes(Encoding.Latin1.GetString(Three[1]).Replace(right, wrong, StringComparison.Ordinal));
        // What follows a record must be one: then it is the record before that is told to be followed by none.
        bool begins = broken.AsSpan().StartsWith("WARC/1"u8);
        WarcReading plain = WarcReading.Of([.. Three[0], .. broken, .. Three[2]]);
        Assert.Equal(["one", "three"], plain.Texts);
        Assert.Equal(
            begins ? $"test.warc: byte {Three[0].Length}: {reason}"
                : $"test.warc: byte {Three[0].Length}: the record is followed by what is no record: its Content-Length may be wrong",
            Assert.Single(plain.Problems).ToString());

        WarcReading packed = WarcReading.Of([.. Packed[0], .. WarcReading.Gzip(broken), .. Packed[2]]);
        Assert.Equal(["one", "three"], packed.Texts);
        Assert.Equal($"test.warc: byte {Packed[0].Length}: {reason}", Assert.Single(packed.Problems).ToString());
    }

    [Theory]
    [InlineData(1000, "the record breaks off after 3 of 1000 bytes", "the record says that it has 1000 bytes, but another begins after 7")]
    [InlineData(9, "the record breaks off after 7 of 9 bytes", "the record says that it has 9 bytes, but another begins after 7")]
    public void A_length_that_is_too_great_does_not_swallow_the_next_record(int length, string packedReason, string plainReason)
    {
        byte[] broken = WarcReading.Record("two", length: length);
        WarcReading plain = WarcReading.Of([.. Three[0], .. broken, .. Three[2]]);
        Assert.Equal(["one", "three"], plain.Texts);
        Assert.Equal(new WarcProblem("test.warc", Three[0].Length, plainReason), Assert.Single(plain.Problems));

        WarcReading packed = WarcReading.Of([.. Packed[0], .. WarcReading.Gzip(broken), .. Packed[2]]);
        Assert.Equal(["one", "three"], packed.Texts);
        Assert.Equal(new WarcProblem("test.warc", Packed[0].Length, packedReason.Replace("after 3", "after 7", StringComparison.Ordinal)),
            Assert.Single(packed.Problems));
    }

    [Fact]
    public void A_length_that_is_too_small_costs_no_other_record()
    {
        byte[] broken = WarcReading.Record("twotwotwo", length: 3);
        Assert.Equal(["one", "two", "three"], WarcReading.Of([.. Three[0], .. broken, .. Three[2]]).Texts);
        WarcReading packed = WarcReading.Of([.. Packed[0], .. WarcReading.Gzip(broken), .. Packed[2]]);
        Assert.Equal(["one", "two", "three"], packed.Texts);
        Assert.Contains("followed by what is no record", Assert.Single(packed.Problems).Reason, StringComparison.Ordinal);
    }

    [Fact]
    public void A_block_that_holds_records_is_left_whole()
    {
        string inner = "\n" + Encoding.Latin1.GetString(Three[1]);
        WarcReading reading = WarcReading.Of([.. Three[0], .. WarcReading.Record(inner), .. Three[2]]);
        Assert.Equal(["one", inner, "three"], reading.Texts);
        Assert.Empty(reading.Problems);
    }

    [Fact]
    public void A_header_without_end_is_told_and_costs_no_memory()
    {
        byte[] endless = [.. "WARC/1.1\r\n"u8, .. Enumerable.Repeat((byte)'x', 1 << 20), .. "\r\n\r\n"u8];
        WarcReading reading = WarcReading.Of([.. endless, .. Three[1]]);
        Assert.Equal(["two"], reading.Texts);
        Assert.Equal("the record's header is longer than 131072 bytes", Assert.Single(reading.Problems).Reason);
    }

    [Fact]
    public void A_gzip_bomb_is_given_up_and_the_next_record_read()
    {
        byte[] zeros = new byte[65 << 20];
        byte[] bomb = WarcReading.Gzip(WarcReading.Record("", length: zeros.Length), zeros);
        WarcReading reading = WarcReading.Of([.. Packed[0], .. bomb, .. Packed[2]]);
        Assert.Equal(["one", "three"], reading.Texts);
        Assert.Equal(new WarcProblem("test.warc", Packed[0].Length, "the gzip member unpacks to more than 250 times its size"),
            Assert.Single(reading.Problems));
    }

    [Fact]
    public void A_check_sum_that_is_wrong_is_seen_before_the_block_ends()
    {
        byte[] broken = [.. Packed[1]];
        broken[^8] ^= 1;
        WarcReading reading = WarcReading.Of([.. Packed[0], .. broken, .. Packed[2]]);
        Assert.Equal(["one", "three"], reading.Texts);
        Assert.Equal(new WarcProblem("test.warc", Packed[0].Length, "the gzip member's check sum is wrong or cut off"), Assert.Single(reading.Problems));
    }

    private static readonly Gen<string> Block = Gen.Frequency(
        (5, Gen.String[0, 200]), (1, Gen.Int[0, 100_000].Select(n => new string('y', n))))
        .Select(text => Encoding.Latin1.GetString(Encoding.UTF8.GetBytes(text)));

    private static readonly Gen<(byte[][] Records, string[] Blocks)> Files = Gen.Select(Block.Array[3, 8], Gen.Bool, (blocks, packed) =>
        (blocks.Select(b => packed ? WarcReading.Gzip(WarcReading.Record(b)) : WarcReading.Record(b)).ToArray(), blocks));

    [Fact]
    public void Whatever_byte_is_damaged_the_records_before_and_behind_are_read() =>
        Gen.Select(Files, Gen.Int[1, 255], Gen.Int[0, int.MaxValue]).Sample((file, change, at) =>
        {
            int damaged = at % file.Records.Length;
            byte[][] records = [.. file.Records.Select(r => r.ToArray())];
            byte[] one = records[damaged];
            one[at / file.Records.Length % one.Length] ^= (byte)change;
            WarcReading reading = WarcReading.Of([.. records.SelectMany(r => r)]);

            string[] others = [.. file.Blocks.Where((_, i) => i != damaged)];
            string[] found = [.. reading.Texts];
            // A plain file says nothing of a block's own bytes, so the damaged record may be among them.
            Assert.Equal(others, found.Length == others.Length ? found : [.. found.Where((_, i) => i != damaged)]);
            if (records[0][0] == 0x1F && found.Length == others.Length)
                Assert.Contains(reading.Problems, p => p.Offset == records.Take(damaged).Sum(r => r.Length));
        }, iter: 300);

    [Fact]
    public void Wherever_a_file_is_cut_the_records_before_are_read_and_the_cut_is_told() =>
        Gen.Select(Files, Gen.Int[0, int.MaxValue], Gen.Bool).Sample((file, at, seekable) =>
        {
            int whole = at % file.Records.Length;
            int length = file.Records.Take(whole).Sum(r => r.Length);
            int rest = 1 + at / file.Records.Length % (file.Records[whole].Length - 1);
            byte[] bytes = [.. file.Records.SelectMany(r => r).Take(length + rest)];
            WarcReading reading = WarcReading.Of(bytes, seekable);

            string[] found = [.. reading.Texts];
            Assert.Equal(file.Blocks.Take(whole), found.Take(whole));
            bool onlyLineEndsMissing = file.Records[whole][0] != 0x1F && file.Records[whole].Length - rest <= 4;
            Assert.Equal(onlyLineEndsMissing ? whole + 1 : whole, found.Length);
            if (!onlyLineEndsMissing)
                Assert.Contains(reading.Problems, p => p.Offset >= length - 4);
        }, iter: 300);

    [Fact]
    public void Any_bytes_are_read_to_their_end() =>
        Gen.Select(Gen.OneOf<byte[]>(Three[0], Packed[0], [0x1F, 0x8B, 8, 0], "\r\n"u8.ToArray(), "\nWARC/1.0\r\n"u8.ToArray(), [0, 0, 0])
            .Array[0, 20], Gen.Byte.Array[0, 40], Gen.Int[0, 20], Gen.Bool).Sample((parts, noise, at, seekable) =>
        {
            byte[] bytes = [.. parts.Take(at).SelectMany(p => p), .. noise, .. parts.Skip(at).SelectMany(p => p)];
            WarcReading.Of(bytes, seekable);
        }, iter: 1000);

    [Fact]
    public void A_file_of_nothing_but_beginnings_of_members_is_read_to_its_end()
    {
        byte[] bytes = [.. Enumerable.Repeat<byte[]>([0x1F, 0x8B, 8, 0], 20_000).SelectMany(b => b), .. Packed[1]];
        Assert.Equal(["two"], WarcReading.Of(bytes).Texts);
    }
}
