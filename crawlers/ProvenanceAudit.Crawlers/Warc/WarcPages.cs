using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// The pages of a WARC or WET file, one after another: responses that succeeded, resources and texts, of HTML and plain text.
/// One page
/// is in memory at a time.
/// </summary>
public sealed class WarcPages
{
    /// <summary>
    /// Longest page that is read where no other limit is given, in bytes after decoding: ten times the longest of the web.
    /// </summary>
    public const int DefaultMaximumBytes = 32 << 20;

    private readonly WarcReader _reader;
    private readonly string _file;
    private readonly Action<WarcProblem> _onProblem;
    private readonly int _maximumBytes;
    private readonly long[] _counts = new long[Enum.GetValues<WarcOutcome>().Length];

    /// <summary>Reads the pages of a file.</summary>
    /// <param name="reader">The records, none of them read yet; stays the caller's.</param>
    /// <param name="file">Name for problems.</param>
    /// <param name="onProblem">Is told of each page that could not be read. The reader tells of records that could not.</param>
    /// <param name="maximumBytes">Longest page that is given, in bytes after decoding.</param>
    public WarcPages(WarcReader reader, string file, Action<WarcProblem> onProblem, int maximumBytes = DefaultMaximumBytes)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(maximumBytes);
        (_reader, _file, _onProblem, _maximumBytes) = (reader, file, onProblem, maximumBytes);
    }

    /// <summary>
    /// Records so far by what became of them; those whose header could not be read are in the reader's problems alone.
    /// </summary>
    public long Count(WarcOutcome outcome) => _counts[(int)outcome];

    /// <summary>Reads the pages, once.</summary>
    /// <exception cref="IOException">The file cannot be read.</exception>
    public IEnumerable<WarcPage> Read()
    {
        while (_reader.Read() is { } record)
        {
            WarcOutcome outcome;
            WarcPage? page = null;
            try
            {
                outcome = Look(record, out page);
            }
            catch (InvalidDataException)
            {
                // The reader tells of it.
                outcome = WarcOutcome.Broken;
            }
            _counts[(int)outcome]++;
            if (outcome == WarcOutcome.Page)
                yield return page!;
        }
    }

    private WarcOutcome Look(WarcRecord record, out WarcPage? page)
    {
        page = null;
        if (record.Type == WarcRecordType.Revisit)
            return WarcOutcome.Revisit;
        bool isResponse = record.Type == WarcRecordType.Response;
        if (!isResponse && record.Type is not (WarcRecordType.Resource or WarcRecordType.Conversion))
            return WarcOutcome.NotContent;
        // Look-ups in the DNS and the like are responses, too.
        if (isResponse && MediaType.Of(record.ContentType) != "application/http")
            return WarcOutcome.OtherMediaType;
        if (!CrawlAddress.TryParse(record.TargetUri, null, out CrawlAddress? address, out string? reason, AddressOptions.Exact))
        {
            _onProblem(new WarcProblem(_file, record.Offset, $"the record's address is none that is crawled: {reason}"));
            return WarcOutcome.BadAddress;
        }
        return isResponse ? LookAtResponse(record, address, out page) : LookAtContent(record, address, out page);
    }

    private WarcOutcome LookAtResponse(WarcRecord record, CrawlAddress address, out WarcPage? page)
    {
        page = null;
        if (HttpMessage.Read(record.Content) is not { } message)
        {
            _onProblem(new WarcProblem(_file, record.Offset, "the response has no status line"));
            return WarcOutcome.Broken;
        }
        if (message.Status is < 200 or > 299)
            return WarcOutcome.NoPage;
        string? stated = message.Headers["Content-Type"];
        // Common Crawl names the type that it found where the server named none, or a wrong one.
        string mediaType = MediaType.Of(stated) is { Length: > 0 } own ? own : MediaType.Of(record.Fields["WARC-Identified-Payload-Type"]);
        if (!IsText(mediaType))
            return WarcOutcome.OtherMediaType;
        HttpBody body = message.ReadBody(_maximumBytes);
        return Finish(record, address, message.Status, message.Headers, mediaType, stated, body, out page);
    }

    private WarcOutcome LookAtContent(WarcRecord record, CrawlAddress address, out WarcPage? page)
    {
        page = null;
        string mediaType = MediaType.Of(record.ContentType);
        if (!IsText(mediaType))
            return WarcOutcome.OtherMediaType;
        HttpBody body = HttpBody.Read(record.Content, chunked: false, contentEncoding: null, _maximumBytes);
        return Finish(record, address, 200, new WarcFields(), mediaType, record.ContentType, body, out page);
    }

    private WarcOutcome Finish(
        WarcRecord record, CrawlAddress address, int status, WarcFields headers, string mediaType, string? stated, HttpBody body,
        out WarcPage? page)
    {
        page = null;
        if (body.IsCut)
            return WarcOutcome.TooLong;
        if (body.Bytes.Length == 0 && body.Problem is null)
            return WarcOutcome.NoPage;
        if (body.Problem is { } problem)
        {
            _onProblem(new WarcProblem(_file, record.Offset, problem));
            if (body.Bytes.Length == 0)
                return WarcOutcome.Broken;
        }
        page = new WarcPage(
            address, record.Date, status, headers, mediaType, stated, body.Bytes, record.Type == WarcRecordType.Conversion, record.Id,
            record.Offset, record.IsAddressable, body.Problem);
        return WarcOutcome.Page;
    }

    // What states no type is looked at as browsers do: it is mostly HTML.
    private static bool IsText(string mediaType) => mediaType is "text/html" or "application/xhtml+xml" or "text/plain" or "";
}
