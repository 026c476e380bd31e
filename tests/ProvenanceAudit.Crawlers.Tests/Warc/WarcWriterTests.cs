using System.Text;
using CsCheck;
using ProvenanceAudit.Crawlers.Warc;

namespace ProvenanceAudit.Crawlers.Tests.Warc;

public sealed class WarcWriterTests : IDisposable
{
    private static readonly DateTimeOffset Noon = new(2026, 6, 1, 14, 0, 0, 123, TimeSpan.FromHours(2));

    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    private WarcSettings Settings => new()
    {
        Folder = _folder.Path,
        Prefix = "crawl-1",
        Information = [new("software", "ProvenanceAudit/0.1"), new("robots", "obey")],
    };

    private static WarcExchange Exchange(string uri = "http://a.org/", string body = "<p>Hello") => new()
    {
        TargetUri = uri,
        Date = Noon,
        IpAddress = "203.0.113.5",
        RequestHead = HttpHead.Request("GET", "/", [new("Host", "a.org")]),
        ResponseHead = HttpHead.Response(200, "OK", [new("Content-Type", "text/html"), new("Transfer-Encoding", "chunked")]),
        Body = Encoding.UTF8.GetBytes(body),
    };

    private string OnlyFile => Assert.Single(Directory.GetFiles(_folder.Path, "crawl-1-*"));

    [Theory]
    [InlineData(true, ".warc.gz")]
    [InlineData(false, ".warc")]
    public void An_exchange_is_written_as_the_standard_says(bool compress, string extension)
    {
        using (var writer = WarcWriter.Open(Settings with { Compress = compress }))
            writer.Write(Exchange() with { Metadata = [new("fetchTimeMs", "12")], Truncated = WarcTruncation.Length });
        string name = Path.GetFileName(OnlyFile);
        WarcReading reading = WarcReading.Of(OnlyFile);

        Assert.Equal($"crawl-1-20260601120000123-00001{extension}", name);
        Assert.Empty(reading.Problems);
        Assert.Equal([WarcRecordType.WarcInfo, WarcRecordType.Request, WarcRecordType.Response, WarcRecordType.Metadata],
            reading.Records.Select(r => r.Record.Type));
        Assert.All(reading.Records, r =>
        {
            // ISO 28500:2017, 5.2 to 5.5: the four fields that every record must have.
            Assert.Matches("^<urn:uuid:[0-9a-f-]{36}>$", r.Record.Id);
            Assert.Equal("2026-06-01T12:00:00.123Z", r.Record.Fields["WARC-Date"]);
            Assert.Equal(r.Block.Length, r.Record.ContentLength);
            Assert.True(WarcDigest.Matches(r.Record.Fields["WARC-Block-Digest"], r.Block));
            Assert.Equal("1.1", r.Record.Version);
        });
        WarcFields[] fields = [.. reading.Records.Select(r => r.Record.Fields)];
        string[] texts = [.. reading.Texts];
        Assert.Equal(name, fields[0]["WARC-Filename"]);
        Assert.Equal("software: ProvenanceAudit/0.1\r\nrobots: obey\r\nformat: WARC File Format 1.1\r\n"
            + "conformsTo: http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/\r\n", texts[0]);
        Assert.Equal("GET / HTTP/1.1\r\nHost: a.org\r\n\r\n", texts[1]);
        Assert.Equal("HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nX-Orig-Transfer-Encoding: chunked\r\n\r\n<p>Hello", texts[2]);
        Assert.Equal("fetchTimeMs: 12\r\n", texts[3]);
        Assert.Equal(reading.Records[2].Record.Id, fields[1]["WARC-Concurrent-To"]);
        Assert.Equal(reading.Records[1].Record.Id, fields[2]["WARC-Concurrent-To"]);
        Assert.Equal(reading.Records[2].Record.Id, fields[3]["WARC-Refers-To"]);
        Assert.All(fields[1..], f => Assert.Equal((fields[0]["WARC-Record-ID"], "http://a.org/"), (f["WARC-Warcinfo-ID"], f["WARC-Target-URI"])));
        Assert.Equal(("203.0.113.5", "length", "application/http; msgtype=response"),
            (fields[2]["WARC-IP-Address"], fields[2]["WARC-Truncated"], fields[2]["Content-Type"]));
        Assert.True(WarcDigest.Matches(fields[2]["WARC-Payload-Digest"], "<p>Hello"u8.ToArray()));
    }

    [Fact]
    public void The_digest_of_an_empty_body_is_the_one_that_archives_are_full_of() =>
        Assert.Equal("sha1:3I42H3S6NNFQ2MSVX7XZKYAYSCX5QBYJ", WarcDigest.Sha1(default(ReadOnlyMemory<byte>)));

    [Fact]
    public void A_repeated_answer_is_written_as_a_revisit_of_the_first()
    {
        WarcWritten first, second, third;
        using (var writer = WarcWriter.Open(Settings))
        {
            first = writer.Write(Exchange());
            var revisit = new WarcRevisit("http://a.org/", Noon, first.ResponseId, first.PayloadDigest, NotModified: false);
            second = writer.Write(Exchange("http://a.org/copy") with { Revisit = revisit });
            third = writer.Write(Exchange() with { Revisit = revisit with { NotModified = true, PayloadDigest = null, RecordId = null } });
        }
        WarcReading reading = WarcReading.Of(OnlyFile);
        WarcFields[] revisits = [.. reading.Records.Where(r => r.Record.Type == WarcRecordType.Revisit).Select(r => r.Record.Fields)];

        // ISO 28500:2017, 6.7.2.
        Assert.Equal("http://netpreserve.org/warc/1.1/revisit/identical-payload-digest", revisits[0]["WARC-Profile"]);
        Assert.Equal(("http://a.org/", "2026-06-01T12:00:00.123Z", first.ResponseId, first.PayloadDigest),
            (revisits[0]["WARC-Refers-To-Target-URI"], revisits[0]["WARC-Refers-To-Date"], revisits[0]["WARC-Refers-To"],
                revisits[0]["WARC-Payload-Digest"]));
        Assert.Equal("http://netpreserve.org/warc/1.1/revisit/server-not-modified", revisits[1]["WARC-Profile"]);
        Assert.Null(revisits[1]["WARC-Payload-Digest"]);
        Assert.DoesNotContain("Hello", reading.Texts.ElementAt(4), StringComparison.Ordinal);
        Assert.Equal(first.PayloadDigest, second.PayloadDigest);
        Assert.Null(third.PayloadDigest);
    }

    [Fact]
    public void Every_record_is_found_where_the_writer_says_even_before_the_file_is_closed()
    {
        var written = new List<WarcWritten>();
        using var writer = WarcWriter.Open(Settings);
        for (int i = 0; i < 5; i++)
            written.Add(writer.Write(Exchange(body: $"page {i}")));
        for (int i = 0; i < 5; i++)
        {
            WarcPlace place = written[i].Response;
            Assert.Equal(place.Offset, written[i].Request.Offset + written[i].Request.Length);
            WarcReading reading = WarcReading.Of(p => WarcReader.Open(_folder.Path, place, p));
            Assert.EndsWith($"page {i}", reading.Texts.First(), StringComparison.Ordinal);
            Assert.Equal(written[i].ResponseId, reading.Records[0].Record.Id);
        }
        writer.Dispose();
        Assert.EndsWith("page 3", WarcReading.Of(p => WarcReader.Open(_folder.Path, written[3].Response, p)).Texts.First(), StringComparison.Ordinal);
    }

    [Fact]
    public void Files_end_at_their_size_and_each_begins_with_its_own_warcinfo()
    {
        using (var writer = WarcWriter.Open(Settings with { MaximumFileBytes = 2000 }))
        {
            for (int i = 0; i < 10; i++)
                writer.Write(Exchange($"http://a.org/{i}"));
        }
        string[] files = [.. Directory.GetFiles(_folder.Path, "crawl-1-*").Order()];

        Assert.True(files.Length > 2);
        Assert.All(files, file => Assert.EndsWith(".warc.gz", file, StringComparison.Ordinal));
        WarcReading[] readings = [.. files.Select(file => WarcReading.Of(file))];
        Assert.All(readings, reading => Assert.Equal(WarcRecordType.WarcInfo, reading.Records[0].Record.Type));
        Assert.Equal(Enumerable.Range(0, 10).Select(i => $"http://a.org/{i}"),
            readings.SelectMany(r => r.Records).Where(r => r.Record.Type == WarcRecordType.Response).Select(r => r.Record.TargetUri));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public void A_record_that_death_cut_is_taken_away_wherever_it_was_cut(bool compress)
    {
        WarcSettings settings = Settings with { Compress = compress };
        WarcWritten last;
        byte[] whole;
        using (var writer = WarcWriter.Open(settings))
        {
            writer.Write(Exchange("http://a.org/1"));
            last = writer.Write(Exchange("http://a.org/2"));
        }
        string closed = OnlyFile;
        whole = File.ReadAllBytes(closed);
        File.Delete(closed);
        string open = closed + WarcWriter.OpenSuffix;
        for (long length = last.Response.Offset; length <= whole.Length; length += length < whole.Length - 12 ? 5 : 1)
        {
            File.WriteAllBytes(open, whole[..(int)length]);
            WarcWriter.Open(settings).Dispose();
            Assert.Equal(whole[..(int)(length == whole.Length ? length : last.Response.Offset)], File.ReadAllBytes(closed));
            Assert.False(File.Exists(open));
            File.Delete(closed);
        }
        // Not even the first record is whole.
        File.WriteAllBytes(open, whole[..20]);
        WarcWriter.Open(settings).Dispose();
        Assert.Empty(Directory.GetFiles(_folder.Path, "crawl-1-*"));
    }

    [Fact]
    public void One_writer_at_a_time_has_a_prefix()
    {
        using (var writer = WarcWriter.Open(Settings))
        {
            writer.Write(Exchange());
            Assert.Throws<IOException>(() => WarcWriter.Open(Settings));
            using var other = WarcWriter.Open(Settings with { Prefix = "crawl-2" });
            Assert.EndsWith(".open", OnlyFile, StringComparison.Ordinal);
        }
        WarcWriter.Open(Settings).Dispose();
        Assert.Throws<ArgumentException>(() => WarcWriter.Open(Settings with { Prefix = "../x" }));
    }

    [Fact]
    public void No_text_forges_a_field()
    {
        using (var writer = WarcWriter.Open(Settings))
        {
            writer.Write(Exchange("http://a.org/\r\nWARC-Type: forged") with
            {
                ResponseHead = HttpHead.Response(200, "OK\r\nX: forged", [new("A", "b\r\n\r\nforged")]),
                Metadata = [new("a", "b\r\nc: forged")],
            });
        }
        WarcReading reading = WarcReading.Of(OnlyFile);
        Assert.Equal("HTTP/1.1 200 OK  X: forged\r\nA: b    forged\r\n\r\n<p>Hello", reading.Texts.ElementAt(2));
        Assert.Equal("a: b  c: forged\r\n", reading.Texts.ElementAt(3));
        Assert.Equal("http://a.org/  WARC-Type: forged", reading.Records[2].Record.TargetUri);
    }

    [Fact]
    public void Whatever_is_written_is_read_again() =>
        Gen.Select(Gen.Byte.Array[0, 3000], Gen.Byte.Array[0, 300], Gen.String[1, 40], Gen.Bool).Array[1, 6].Sample(exchanges =>
        {
            using var folder = new TemporaryFolder();
            foreach (bool compress in new[] { true, false })
            {
                var settings = new WarcSettings { Folder = folder.At(compress.ToString()), Prefix = "p", Compress = compress };
                using (var writer = WarcWriter.Open(settings))
                {
                    foreach ((byte[] body, byte[] head, string text, bool more) in exchanges)
                    {
                        writer.Write(Exchange("http://a.org/" + Uri.EscapeDataString(text)) with
                        {
                            Body = body,
                            ResponseHead = head,
                            Metadata = more ? [new("m", "v")] : [],
                        });
                    }
                }
                WarcReading reading = WarcReading.Of(Assert.Single(Directory.GetFiles(settings.Folder, "p-*")));
                Assert.Empty(reading.Problems);
                (WarcRecord Record, byte[] Block)[] responses =
                    [.. reading.Records.Where(r => r.Record.Type == WarcRecordType.Response)];
                Assert.Equal(exchanges.Select(e => (byte[])[.. e.Item2, .. e.Item1]), responses.Select(r => r.Block));
                Assert.Equal(exchanges.Select(e => "http://a.org/" + Uri.EscapeDataString(e.Item3)), responses.Select(r => r.Record.TargetUri));
            }
        }, iter: 50, threads: 1);
}
