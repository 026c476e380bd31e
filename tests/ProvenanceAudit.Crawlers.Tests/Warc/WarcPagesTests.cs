using System.Text;
using ProvenanceAudit.Crawlers.Warc;

namespace ProvenanceAudit.Crawlers.Tests.Warc;

public sealed class WarcPagesTests
{
    private static byte[] Response(string uri, string http) => WarcReading.Record(
        http, type: "response", fields: $"WARC-Target-URI: {uri}\r\nWARC-Date: 2026-01-02T03:04:05Z\r\nContent-Type: application/http; msgtype=response\r\n");

    private static (WarcPages Pages, List<WarcPage> Read, List<WarcProblem> Problems) Read(params byte[][] records)
    {
        var problems = new List<WarcProblem>();
        using var reader = new WarcReader("a.warc", new MemoryStream([.. records.SelectMany(r => r)]), problems.Add);
        var pages = new WarcPages(reader, "a.warc", problems.Add, maximumBytes: 100);
        return (pages, [.. pages.Read()], problems);
    }

    [Fact]
    public void Pages_are_given_and_everything_else_is_counted()
    {
        string html = "HTTP/1.1 200 OK\r\nContent-Type: Text/HTML; charset=latin1\r\nX-Robots-Tag: noai\r\n\r\n<p>caf\u00E9";
        (WarcPages pages, List<WarcPage> read, List<WarcProblem> problems) = Read(
            WarcReading.Record("software: x\r\n", type: "warcinfo"),
            WarcReading.Record("GET / HTTP/1.1\r\n\r\n", type: "request"),
            Response("http://a.org/?utm_source=x", html),
            WarcReading.Record("HTTP/1.1 200 OK\r\n\r\n", type: "revisit"),
            Response("http://a.org/404", html.Replace("200", "404", StringComparison.Ordinal)),
            Response("http://a.org/empty", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\n\r\n"),
            Response("http://a.org/png", "HTTP/1.1 200 OK\r\nContent-Type: image/png\r\n\r\nPNG"),
            Response("http://a.org/long", "HTTP/1.1 200 OK\r\nContent-Type: text/plain\r\n\r\n" + new string('x', 101)),
            Response("ftp://a.org/", html),
            Response("http://a.org/none", "no response"),
            Response("http://a.org/untyped", "HTTP/1.1 200 OK\r\n\r\n<html>"));

        Assert.Equal(["http://a.org/?utm_source=x", "http://a.org/untyped"], read.Select(page => page.Address.Text));
        WarcPage page = read[0];
        Assert.Equal((200, "text/html", "Text/HTML; charset=latin1", "noai"),
            (page.Status, page.MediaType, page.ContentType, page.Headers["x-robots-tag"]));
        Assert.Equal(new DateTimeOffset(2026, 1, 2, 3, 4, 5, TimeSpan.Zero), page.Date);
        Assert.Equal("<p>caf\u00E9", Encoding.Latin1.GetString(page.Body));
        Assert.Equal([2, 2, 1, 2, 1, 1, 1, 1], Enum.GetValues<WarcOutcome>().Select(pages.Count));
        Assert.Equal(["the record's address is none that is crawled: its scheme is not http or https", "the response has no status line"],
            problems.Select(p => p.Reason));
    }

    [Fact]
    public void The_texts_of_a_WET_file_are_pages()
    {
        (_, List<WarcPage> read, List<WarcProblem> problems) = Read(WarcReading.Record("plain text", "1.0", "conversion",
            "WARC-Target-URI: https://a.org/\r\nContent-Type: text/plain\r\nWARC-Identified-Content-Language: eng\r\n"));

        WarcPage page = Assert.Single(read);
        Assert.True(page.IsExtractedText);
        Assert.Equal("plain text"u8, page.Body);
        Assert.Empty(problems);
    }

    [Fact]
    public void A_body_that_is_damaged_is_given_as_far_as_it_goes_and_told()
    {
        (_, List<WarcPage> read, List<WarcProblem> problems) = Read(
            Response("http://a.org/", "HTTP/1.1 200 OK\r\nContent-Type: text/html\r\nTransfer-Encoding: chunked\r\n\r\n5\r\n<p>He\r\n9\r\nllo"));

        Assert.Equal("<p>Hello"u8, Assert.Single(read).Body);
        Assert.Equal(read[0].Problem, Assert.Single(problems).Reason);
    }
}
