using System.Globalization;
using System.IO.Compression;
using System.Text;
using Microsoft.AspNetCore.Http;

namespace ProvenanceAudit.TrapSite;

/// <summary>Answers that a crawler must survive.</summary>
internal static class HostileAnswers
{
    // 10,240 times one MiB of zeros.
    private const int BombPieces = 10_240;

    private static readonly Lazy<(byte[] First, byte[] Piece)> Bomb = new(MakeBomb);

    /// <summary>Ten GiB of zeros in ten MiB of gzip.</summary>
    public static async Task BombAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        context.Response.Headers.ContentEncoding = "gzip";
        (byte[] first, byte[] piece) = Bomb.Value;
        await context.Response.Body.WriteAsync(first, context.RequestAborted).ConfigureAwait(false);
        for (int i = 1; i < BombPieces; i++)
            await context.Response.Body.WriteAsync(piece, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>One byte now and then.</summary>
    public static async Task SlowAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        while (true)
        {
            await context.Response.Body.WriteAsync("x"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
            await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
            await Task.Delay(500, context.RequestAborted).ConfigureAwait(false);
        }
    }

    /// <summary>A page without end.</summary>
    public static async Task EndlessAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        byte[] piece = Encoding.UTF8.GetBytes(string.Concat(Enumerable.Repeat("<p>on and on</p>\n", 1000)));
        while (true)
            await context.Response.Body.WriteAsync(piece, context.RequestAborted).ConfigureAwait(false);
    }

    /// <summary>Less than its Content-Length says, then nothing.</summary>
    public static async Task ShortAsync(HttpContext context)
    {
        context.Response.ContentType = "text/html";
        context.Response.ContentLength = 10_000;
        await context.Response.Body.WriteAsync("<html><p>cut"u8.ToArray(), context.RequestAborted).ConfigureAwait(false);
        await context.Response.Body.FlushAsync(context.RequestAborted).ConfigureAwait(false);
        // What was sent has left before the connection is broken off.
        await Task.Delay(200, context.RequestAborted).ConfigureAwait(false);
        context.Abort();
    }

    /// <summary>A header of 200,000 bytes.</summary>
    public static Task HeaderAsync(HttpContext context)
    {
        context.Response.Headers["X-Large"] = new string('x', 200_000);
        return HtmlAsync(context, "<p>a page behind a large header");
    }

    /// <summary>A month of a calendar, which links to those before and behind it.</summary>
    public static Task CalendarAsync(HttpContext context, int year, int month)
    {
        int number = 12 * year + month - 1;
        return HtmlAsync(context, $"<p>{year}-{month}<a href={Month(number - 1)}>before</a><a href={Month(number + 1)}>behind</a>");
    }

    /// <summary>A list that has always another page, in two orders.</summary>
    public static Task ListAsync(HttpContext context)
    {
        int page = int.TryParse(context.Request.Query["page"], NumberStyles.None, CultureInfo.InvariantCulture, out int n) ? n + 1 : 1;
        return HtmlAsync(context,
            $"<p>{page}<a href=\"/list?page={page}&amp;sort=a\">next</a><a href=\"/list?page={page}&amp;sort=b\">next by name</a>");
    }

    /// <summary>A small page.</summary>
    public static async Task HtmlAsync(HttpContext context, FormattableString html) =>
        await HtmlAsync(context, html.ToString(CultureInfo.InvariantCulture)).ConfigureAwait(false);

    private static async Task HtmlAsync(HttpContext context, string html)
    {
        context.Response.ContentType = "text/html; charset=utf-8";
        await context.Response.WriteAsync(html, context.RequestAborted).ConfigureAwait(false);
    }

    private static string Month(int number) => SitePlan.Invariant($"/calendar/{number / 12:D4}/{number % 12 + 1:D2}");

    private static (byte[] First, byte[] Piece) MakeBomb()
    {
        using var packed = new MemoryStream();
        using var gzip = new GZipStream(packed, CompressionLevel.SmallestSize, leaveOpen: true);
        byte[] zeros = new byte[1 << 20];
        gzip.Write(zeros);
        gzip.Flush();
        byte[] first = packed.ToArray();
        packed.SetLength(0);
        gzip.Write(zeros);
        gzip.Flush();
        return (first, packed.ToArray());
    }
}
