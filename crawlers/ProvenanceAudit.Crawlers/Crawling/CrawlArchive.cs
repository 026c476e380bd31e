using System.Globalization;
using System.Text;
using ProvenanceAudit.Crawlers.Addresses;
using ProvenanceAudit.Crawlers.Fetching;
using ProvenanceAudit.Crawlers.Warc;

namespace ProvenanceAudit.Crawlers.Crawling;

/// <summary>
/// The WARC files of a crawl: what was fetched, as evidence, and the log by which a run that was killed goes on. An answer is written
/// before it is looked at; one that was written and not yet taken up in the record is taken from here, and not asked for again.
/// </summary>
public sealed class CrawlArchive : IDisposable
{
    // Contents that are told from others by their digests, so that a repeated one is written once: 100 MB of memory at most.
    private const int MaximumOriginals = 200_000;

    private const string OriginalField = "originalRecord";

    private readonly WarcWriter _writer;
    private readonly string _folder;
    private readonly string _prefix;
    private readonly FetchLimits _limits;
    private readonly Lock _lock = new();
    private readonly SortedSet<(string File, long Offset)> _pending = new(Comparer<(string File, long Offset)>.Create(Compare));
    private readonly Dictionary<string, (WarcRevisit Revisit, WarcPlace Place)> _originals = new(StringComparer.Ordinal);
    private readonly Dictionary<string, ArchivedAnswer> _written = new(StringComparer.Ordinal);
    private WrittenRecord? _end;

    private CrawlArchive(WarcWriter writer, string folder, string prefix, FetchLimits limits) =>
        (_writer, _folder, _prefix, _limits) = (writer, folder, prefix, limits);

    /// <summary>Opens the files of a crawl for writing.</summary>
    /// <param name="folder">Where they are.</param>
    /// <param name="prefix">What their names begin with, which is this crawl's alone: ASCII letters, digits, - and _.</param>
    /// <param name="identity">By whom they are written.</param>
    /// <param name="limits">What was kept of an answer at most.</param>
    /// <exception cref="IOException">Another process writes them, or they cannot be written to.</exception>
    public static CrawlArchive Open(string folder, string prefix, CrawlerIdentity identity, FetchLimits limits)
    {
        var settings = new WarcSettings
        {
            Folder = folder,
            Prefix = prefix,
            Information =
            [
                new("software", "ProvenanceAudit"), new("robots", "obeyed as RFC 9309 says"),
                new("http-header-user-agent", identity.UserAgent),
            ],
        };
        return new CrawlArchive(WarcWriter.Open(settings), folder, prefix, limits);
    }

    /// <summary>Reads the answers that were written behind a place and are not taken up in the record yet.</summary>
    /// <param name="checkpoint">The place; null for all.</param>
    public void TakeUpFrom(WrittenRecord? checkpoint)
    {
        foreach (string path in Directory.GetFiles(_folder, _prefix + "-*.warc.gz").Order(StringComparer.Ordinal))
        {
            string file = Path.GetFileName(path);
            int place = checkpoint is null ? 1 : string.CompareOrdinal(file, checkpoint.File);
            if (place < 0)
                continue;
            using WarcReader reader = WarcReader.Open(path, _ => { }, place == 0 ? checkpoint!.Offset : 0);
            TakeUp(reader, file);
        }
    }

    /// <summary>An answer that was written and not taken up; each is given once.</summary>
    internal ArchivedAnswer? TakeWritten(CrawlAddress address)
    {
        lock (_lock)
            return _written.Remove(address.Text, out ArchivedAnswer? answer) ? answer : null;
    }

    /// <summary>Writes an answer.</summary>
    /// <exception cref="IOException">The disk is full, or the file cannot be written to.</exception>
    internal WrittenRecord Write(FetchOutcome outcome, Validators? known)
    {
        string digest = Convert.ToHexString(System.Security.Cryptography.SHA256.HashData(outcome.Body));
        (WarcRevisit Revisit, WarcPlace Place)? original = null;
        lock (_lock)
        {
            if (outcome.Body.Length > 0 && outcome.Cut == BodyCut.None && _originals.TryGetValue(digest, out var earlier))
                original = earlier;
        }
        var metadata = new List<KeyValuePair<string, string>>
        {
            new("fetchTimeMs", ((long)outcome.Took.TotalMilliseconds).ToString(CultureInfo.InvariantCulture)),
        };
        if (original is { } found)
            metadata.Add(new(OriginalField, string.Create(CultureInfo.InvariantCulture, $"{found.Place.File} {found.Place.Offset}")));
        WarcWritten written = _writer.Write(new WarcExchange
        {
            TargetUri = outcome.Address.Text,
            Date = outcome.AskedAt,
            IpAddress = outcome.Peer?.ToString(),
            RequestHead = Encoding.ASCII.GetBytes(outcome.RequestHead),
            ResponseHead = HttpHead.Response(outcome.Status, outcome.StatusPhrase, outcome.Headers),
            Body = outcome.Body,
            Truncated = TruncationOf(outcome.Cut),
            Revisit = original?.Revisit ?? (outcome.Status == 304 && known is not null
                ? new WarcRevisit(outcome.Address.Text, known.At, null, null, NotModified: true) : null),
            Metadata = metadata,
        });
        lock (_lock)
        {
            if (outcome.Body.Length > 0 && outcome.Cut == BodyCut.None && _originals.Count < MaximumOriginals)
            {
                _originals.TryAdd(digest, (new WarcRevisit(
                    outcome.Address.Text, outcome.AskedAt, written.ResponseId, written.PayloadDigest, NotModified: false), written.Response));
            }
            _pending.Add((written.Response.File, written.Response.Offset));
            WarcPlace last = written.Metadata ?? written.Response;
            var end = new WrittenRecord(last.File, last.Offset + last.Length);
            if (_end is null || Compare((end.File, end.Offset), (_end.File, _end.Offset)) > 0)
                _end = end;
        }
        return new WrittenRecord(written.Response.File, written.Response.Offset);
    }

    /// <summary>
    /// From where on there are answers that are not taken up, once those given are: others that were written before them may still
    /// be under way.
    /// </summary>
    internal WrittenRecord? CheckpointAfter(IEnumerable<WrittenRecord> taken)
    {
        lock (_lock)
        {
            foreach (WrittenRecord record in taken)
                _pending.Remove((record.File, record.Offset));
            return _pending.Count == 0 ? _end : new WrittenRecord(_pending.Min.File, _pending.Min.Offset);
        }
    }

    /// <summary>Closes the file that is written.</summary>
    public void Dispose() => _writer.Dispose();

    private void TakeUp(WarcReader reader, string file)
    {
        while (reader.Read() is { } record)
        {
            if (record.TargetUri is not { } uri || record.Date is not { } date
                || !CrawlAddress.TryParse(uri, null, out CrawlAddress? address, out _, AddressOptions.Exact))
                continue;
            var place = new WrittenRecord(file, record.Offset);
            if (record.Type is WarcRecordType.Response or WarcRecordType.Revisit && AnswerOf(record, address, date) is { } outcome)
                Keep(address, outcome, place);
            else if (record.Type == WarcRecordType.Metadata && _written.TryGetValue(address.Text, out ArchivedAnswer? revisit)
                && OriginalOf(record) is { } original && ReadBody(original) is { } body)
                Keep(address, revisit.Outcome with { Body = body }, revisit.Record!);
        }
    }

    private void Keep(CrawlAddress address, FetchOutcome outcome, WrittenRecord place)
    {
        _written[address.Text] = new ArchivedAnswer(outcome, place);
        lock (_lock)
            _pending.Add((place.File, place.Offset));
    }

    private FetchOutcome? AnswerOf(WarcRecord record, CrawlAddress address, DateTimeOffset date)
    {
        try
        {
            if (HttpMessage.Read(record.Content) is not { } message)
                return null;
            HttpBody body = message.ReadBody(_limits.MaximumDecodedBytes);
            return new FetchOutcome
            {
                Address = address,
                AskedAt = date,
                Took = TimeSpan.Zero,
                RequestHead = "",
                Status = message.Status,
                StatusPhrase = message.Reason,
                // The body is decoded here.
                Headers = [.. message.Headers.Where(h => !h.Key.Equals("Content-Encoding", StringComparison.OrdinalIgnoreCase))],
                Body = body.Bytes,
                Cut = CutOf(record.Truncated),
            };
        }
        catch (InvalidDataException)
        {
            // The record that was cut when the program died; what it was about is asked for again.
            return null;
        }
    }

    private static WrittenRecord? OriginalOf(WarcRecord record)
    {
        using var reader = new StreamReader(record.Content, Encoding.UTF8);
        while (reader.ReadLine() is { } line)
        {
            if (line.StartsWith(OriginalField + ": ", StringComparison.Ordinal)
                && line[(OriginalField.Length + 2)..].Split(' ') is [var file, var offset] && Path.GetFileName(file) == file
                && long.TryParse(offset, NumberStyles.None, CultureInfo.InvariantCulture, out long at))
                return new WrittenRecord(file, at);
        }
        return null;
    }

    private byte[]? ReadBody(WrittenRecord place)
    {
        string path = Path.Combine(_folder, place.File);
        if (!File.Exists(path))
            return null;
        using WarcReader reader = WarcReader.Open(path, _ => { }, place.Offset);
        try
        {
            return reader.Read() is { } record && HttpMessage.Read(record.Content) is { } message
                ? message.ReadBody(_limits.MaximumDecodedBytes).Bytes : null;
        }
        catch (InvalidDataException)
        {
            return null;
        }
    }

    private static int Compare((string File, long Offset) a, (string File, long Offset) b)
    {
        int file = string.CompareOrdinal(a.File, b.File);
        return file != 0 ? file : a.Offset.CompareTo(b.Offset);
    }

    private static WarcTruncation? TruncationOf(BodyCut cut) => cut switch
    {
        BodyCut.Length => WarcTruncation.Length,
        BodyCut.Time => WarcTruncation.Time,
        BodyCut.Disconnect => WarcTruncation.Disconnect,
        _ => null,
    };

    private static BodyCut CutOf(string? truncated) => truncated switch
    {
        null => BodyCut.None,
        "length" => BodyCut.Length,
        "time" => BodyCut.Time,
        _ => BodyCut.Disconnect,
    };
}
