using System.IO.Compression;
using System.Text;
using ProvenanceAudit.Crawlers.Warc;

namespace ProvenanceAudit.Crawlers.Tests.Warc;

public sealed class HttpMessageTests
{
    private static HttpMessage? Message(string head, byte[] body) =>
        HttpMessage.Read(new MemoryStream([.. Encoding.Latin1.GetBytes(head), .. body]));

    private static HttpBody Body(string head, byte[] body, int maximum = 1 << 20) => Message(head, body)!.ReadBody(maximum);

    private static byte[] Pack(Func<Stream, Stream> coding, byte[] bytes)
    {
        using var packed = new MemoryStream();
        using (Stream stream = coding(packed))
            stream.Write(bytes);
        return packed.ToArray();
    }

    [Theory]
    [InlineData("HTTP/1.1 200 OK\r\nA: 1\r\n  2\r\nB:3\r\n\r\n", 200, "OK", "1 2", "3")]
    [InlineData("HTTP/1.0 404 Not Found\nA: 1\nb: 3\n\n", 404, "Not Found", "1", "3")]
    [InlineData("HTTP/1.1 200\r\nA: 1\r\n\r\n", 200, "", "1", null)]
    [InlineData("HTTP/2 200 OK\r\n\r\n", 200, "OK", null, null)]
    [InlineData("HTTP/1.1 204 No Content\r\nA: 1", 204, "No Content", "1", null)]
    public void Heads_are_read_as_servers_write_them(string head, int status, string reason, string? a, string? b)
    {
        HttpMessage message = Message(head, [])!;
        Assert.Equal((status, reason, a, b), (message.Status, message.Reason, message.Headers["A"], message.Headers["B"]));
    }

    [Theory]
    [InlineData("")]
    [InlineData("<html>")]
    [InlineData("HTTP/1.1\r\n\r\n")]
    [InlineData("HTTP/1.1 abc\r\n\r\n")]
    [InlineData("GET / HTTP/1.1\r\n\r\n")]
    public void What_is_no_response_is_none(string head) => Assert.Null(Message(head, []));

    [Fact]
    public void A_head_without_end_is_none_and_costs_no_memory() =>
        Assert.Null(Message("HTTP/1.1 200 OK\r\n", [.. Enumerable.Repeat((byte)'x', 2 << 20)]));

    [Theory]
    [InlineData("5\r\nhello\r\n6;ext=1\r\n world\r\n0\r\nTrailer: x\r\n\r\n", "hello world", null)]
    [InlineData("5\nhello\n0\n\n", "hello", null)]
    [InlineData("0\r\n\r\n", "", null)]
    [InlineData("<p>joined already", "<p>joined already", null)]
    [InlineData("5\r\nhel", "hel", "the body's coding is damaged or cut off")]
    [InlineData("5\r\nhello\r\nzz\r\n", "hello", "the body's coding is damaged or cut off")]
    [InlineData("FFFFFFFFFFFFFFFF\r\nx", "FFFFFFFFFFFFFFFF\r\nx", null)]
    public void Chunks_are_joined(string sent, string expected, string? problem)
    {
        HttpBody body = Body("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n", Encoding.Latin1.GetBytes(sent));
        Assert.Equal((expected, problem), (Encoding.Latin1.GetString(body.Bytes), body.Problem));
    }

    [Fact]
    public void Content_codings_are_undone_in_their_order()
    {
        byte[] text = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("text ", 1000)));
        byte[] Gzip(byte[] b) => Pack(s => new GZipStream(s, CompressionLevel.Fastest, true), b);
        byte[] Brotli(byte[] b) => Pack(s => new BrotliStream(s, CompressionLevel.Fastest, true), b);
        void Check(string coding, byte[] sent) =>
            Assert.Equal(text, Body($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n", sent).Bytes);

        Check("gzip", Gzip(text));
        Check("X-GZIP", Gzip(text));
        Check("deflate", Pack(s => new ZLibStream(s, CompressionLevel.Fastest, true), text));
        Check("deflate", Pack(s => new DeflateStream(s, CompressionLevel.Fastest, true), text));
        Check("br", Brotli(text));
        Check("gzip, br", Brotli(Gzip(text)));
        Check("identity", text);
        // The header stayed when the body was unpacked.
        Check("gzip", text);
    }

    [Theory]
    [InlineData("compress", "the content coding 'compress' is not read")]
    [InlineData("gzip,gzip,gzip,gzip", "it has more content codings than are undone")]
    [InlineData("br", "the body's coding is damaged or cut off")]
    public void A_coding_that_cannot_be_undone_is_told(string coding, string problem) =>
        Assert.Equal(problem, Body($"HTTP/1.1 200 OK\r\nContent-Encoding: {coding}\r\n\r\n", [0xFF, 0xFF, 0xFF, 0xFF]).Problem);

    [Fact]
    public void A_body_that_is_cut_gives_what_there_was()
    {
        byte[] random = new byte[100_000];
        new Random(1).NextBytes(random);
        byte[] packed = Pack(s => new GZipStream(s, CompressionLevel.Fastest, true), random);
        HttpBody body = Body("HTTP/1.1 200 OK\r\nContent-Encoding: gzip\r\n\r\n", packed[..50_000]);

        Assert.Equal("the body's coding is damaged or cut off", body.Problem);
        Assert.True(body.Bytes.Length > 10_000);
        Assert.Equal(random[..body.Bytes.Length], body.Bytes);
    }

    [Fact]
    public void A_bomb_within_a_bomb_is_read_no_further_than_allowed()
    {
        byte[] bomb = Pack(s => new GZipStream(s, CompressionLevel.SmallestSize, true),
            Pack(s => new GZipStream(s, CompressionLevel.SmallestSize, true), new byte[20 << 20]));
        HttpBody body = Body("HTTP/1.1 200 OK\r\nContent-Encoding: gzip, gzip\r\n\r\n", bomb, maximum: 1000);
        Assert.True(body.IsCut);
        Assert.Equal(1000, body.Bytes.Length);
    }
}
