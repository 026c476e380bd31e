using System.IO.Compression;
using System.Text;
using ProvenanceAudit.Crawlers.MainText;
using ProvenanceAudit.Text.Pages;
using ProvenanceAudit.Works;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// Reads the main text of the pages of WARC, WARC.gz and WET files, as crawls write them and Common Crawl publishes them. Several pages are
/// read at once; they come in the order of the file all the same, and few are in memory.
/// </summary>
public static class WarcTexts
{
    /// <summary>Whether a file begins as one, packed with gzip or not, whatever its name.</summary>
    /// <exception cref="IOException">It cannot be read.</exception>
    public static bool IsOne(string path)
    {
        Span<byte> head = stackalloc byte[5];
        using FileStream file = File.OpenRead(path);
        bool isGzip = file.ReadAtLeast(head[..2], 2, throwOnEndOfStream: false) == 2 && head is [0x1F, 0x8B, ..];
        file.Position = 0;
        using Stream content = isGzip ? new GZipStream(file, CompressionMode.Decompress) : file;
        try
        {
            return content.ReadAtLeast(head, 5, throwOnEndOfStream: false) == 5 && head.SequenceEqual("WARC/"u8);
        }
        catch (InvalidDataException)
        {
            return false;
        }
    }

    /// <summary>Reads the texts of a file.</summary>
    /// <param name="path">The file.</param>
    /// <param name="threads">How many pages to read at once; 1 or more.</param>
    /// <param name="report">Told of records that cannot be read, with their offset.</param>
    /// <param name="cancellation">Stops reading.</param>
    /// <returns>Pages with their address for a name.</returns>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public static IEnumerable<FilePage> Read(string path, int threads, Action<InputProblem> report, CancellationToken cancellation = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(threads, 1);
        void Tell(WarcProblem problem) => report(new InputProblem(problem.File, 0, null, $"byte {problem.Offset}: {problem.Reason}"));
        using WarcReader reader = WarcReader.Open(path, Tell);
        foreach (FilePage page in new WarcPages(reader, path, Tell).Read().InOrder(threads, TextOf, cancellation))
            yield return page;
    }

    private static FilePage TextOf(WarcPage page)
    {
        string address = page.Address.Text;
        if (page.IsExtractedText)
            return new FilePage(address, new PageText { Text = Encoding.UTF8.GetString(page.Body) }, "UTF-8");
        DecodedPage decoded = PageDecoder.Decode(page.Body, page.ContentType);
        return new FilePage(
            address, page.MediaType == "text/plain" ? new PageText { Text = decoded.Text } : MainTextReader.Read(decoded.Text, page.Address.ToUri()),
            decoded.Encoding);
    }
}
