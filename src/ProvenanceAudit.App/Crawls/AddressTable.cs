using System.Globalization;
using System.Text;
using ProvenanceAudit.App.Serving;
using ProvenanceAudit.Registry;

namespace ProvenanceAudit.App.Crawls;

/// <summary>The addresses that a crawl knows and what came of visiting them, as CSV (RFC 4180) in UTF-8.</summary>
internal static class AddressTable
{
    /// <summary>Writes the table, a row at a time.</summary>
    public static async Task WriteAsync(Stream stream, IAsyncEnumerable<CrawledAddress> addresses, CancellationToken cancellation)
    {
        // The byte-order mark is how spreadsheets know UTF-8.
        await using var writer = new StreamWriter(stream, new UTF8Encoding(encoderShouldEmitUTF8Identifier: true), 1 << 16, leaveOpen: true);
        await writer.WriteAsync(
            "address,kind,links_from_seed,found_on,outcome,reason,status,visited,media_type,sha256,redirects_to,text_address,same_text_as,work_id,warc_file,warc_offset\r\n"
            .AsMemory(), cancellation);
        await foreach (CrawledAddress a in addresses.WithCancellation(cancellation))
        {
            string?[] cells =
            [
                CsvCell.Of(a.Address), CsvCell.Of(a.Kind), Of(a.Depth), CsvCell.Of(a.FoundOn), CsvCell.Of(a.Outcome), CsvCell.Of(a.Reason),
                Of(a.Status), a.Visited?.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'", CultureInfo.InvariantCulture),
                CsvCell.Of(a.MediaType), a.BodySha256, CsvCell.Of(a.RedirectsTo), CsvCell.Of(a.TextAddress), CsvCell.Of(a.DuplicateOf),
                a.WorkId?.ToString(), CsvCell.Of(a.WarcFile), Of(a.WarcOffset),
            ];
            await writer.WriteAsync((string.Join(',', cells) + "\r\n").AsMemory(), cancellation);
        }
    }

    private static string? Of(long? number) => number?.ToString(CultureInfo.InvariantCulture);
}
