using System.Globalization;
using System.IO.Compression;
using System.Text;

namespace ProvenanceAudit.Crawlers.Warc;

/// <summary>
/// Writes what was fetched as WARC/1.1 (ISO 28500:2017): for each exchange a request, a response or revisit, and a metadata
/// record;
/// at the beginning of each file a warcinfo record. Files are named <c>PREFIX-TIMESTAMP-SERIAL.warc.gz</c> and end in
/// <c>.open</c> while they
/// are written. A record is handed to the system whole, before <see cref="Write"/> returns: it outlives the death of the process;
/// <see cref="Sync"/> makes it outlive that of the machine. Safe for several threads.
/// </summary>
public sealed class WarcWriter : IDisposable
{
    /// <summary>What the name of a file ends in while it is written.</summary>
    public const string OpenSuffix = ".open";

    private const string RevisitProfiles = "http://netpreserve.org/warc/1.1/revisit/";

    private readonly Lock _lock = new();
    private readonly WarcSettings _settings;
    private readonly WarcFileNames _names;
    private readonly FileStream _prefixLock;
    private readonly MemoryStream _record = new();
    private FileStream? _file;
    private string _name = "";
    private string _informationId = "";

    private WarcWriter(WarcSettings settings, FileStream prefixLock, WarcFileNames names) =>
        (_settings, _prefixLock, _names) = (settings, prefixLock, names);

    /// <summary>
    /// Begins to write. Files that a writer of the same prefix left open when it died are closed first: a record that was cut is
    /// taken away, a file without any record deleted.
    /// </summary>
    /// <param name="settings">Where and how.</param>
    /// <exception cref="ArgumentException">The prefix has other characters than allowed.</exception>
    /// <exception cref="IOException">Another writer uses the prefix in that folder, or the folder cannot be written
    /// to.</exception>
    public static WarcWriter Open(WarcSettings settings)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(settings.MaximumFileBytes, 1);
        var names = new WarcFileNames(settings);
        Directory.CreateDirectory(settings.Folder);
        FileStream prefixLock = names.LockPrefix();
        try
        {
            foreach (string left in Directory.GetFiles(settings.Folder, names.OpenPattern))
                WarcRecovery.Close(left);
            return new WarcWriter(settings, prefixLock, names);
        }
        catch
        {
            prefixLock.Dispose();
            throw;
        }
    }

    /// <summary>Writes one exchange. Places name the file as it is called once it is closed.</summary>
    /// <exception cref="IOException">The disk is full, or the file cannot be written to.</exception>
    public WarcWritten Write(WarcExchange exchange)
    {
        lock (_lock)
        {
            ObjectDisposedException.ThrowIf(!_prefixLock.CanWrite, this);
            BeginFile(exchange.Date);
            string requestId = NewId(), responseId = NewId();
            string date = Date(exchange.Date);
            string uri = HttpHead.OneLine(exchange.TargetUri);
            WarcPlace request = Append("request", requestId, date,
                [
                    new("WARC-Target-URI", uri), .. IpAddress(exchange), new("WARC-Concurrent-To", responseId),
                    new("WARC-Warcinfo-ID", _informationId), new("Content-Type", "application/http; msgtype=request"),
                ],
                exchange.RequestHead, default);
            string? payload = exchange.Revisit is { } revisit ? revisit.PayloadDigest : WarcDigest.Sha1(exchange.Body);
            WarcPlace response = AppendResponse(exchange, responseId, requestId, date, payload);
            WarcPlace? metadata = exchange.Metadata.Count == 0 ? null : Append("metadata", NewId(), date,
                [
                    new("WARC-Target-URI", uri), new("WARC-Concurrent-To", responseId), new("WARC-Refers-To", responseId),
                    new("WARC-Warcinfo-ID", _informationId), new("Content-Type", "application/warc-fields"),
                ],
                Fields(exchange.Metadata), default);
            return new WarcWritten(request, response, metadata, responseId, payload);
        }
    }

    /// <summary>Has the disk keep what was written.</summary>
    public void Sync()
    {
        lock (_lock)
            _file?.Flush(flushToDisk: true);
    }

    /// <summary>Closes the file that is written.</summary>
    public void Dispose()
    {
        lock (_lock)
        {
            CloseFile();
            _prefixLock.Dispose();
        }
    }

    private WarcPlace AppendResponse(WarcExchange exchange, string id, string requestId, string date, string? payloadDigest)
    {
        List<KeyValuePair<string, string>> fields =
        [
            new("WARC-Target-URI", HttpHead.OneLine(exchange.TargetUri)), .. IpAddress(exchange), new("WARC-Concurrent-To", requestId),
            new("WARC-Warcinfo-ID", _informationId), new("Content-Type", "application/http; msgtype=response"),
        ];
        if (payloadDigest is not null)
            fields.Add(new("WARC-Payload-Digest", HttpHead.OneLine(payloadDigest)));
        if (exchange.Truncated is { } truncated)
            fields.Add(new("WARC-Truncated", truncated.ToString().ToLowerInvariant()));
        if (exchange.Revisit is not { } revisit)
            return Append("response", id, date, fields, exchange.ResponseHead, exchange.Body);
        fields.Add(new("WARC-Profile", RevisitProfiles + (revisit.NotModified ? "server-not-modified" : "identical-payload-digest")));
        fields.Add(new("WARC-Refers-To-Target-URI", HttpHead.OneLine(revisit.TargetUri)));
        fields.Add(new("WARC-Refers-To-Date", Date(revisit.Date)));
        if (revisit.RecordId is { } original)
            fields.Add(new("WARC-Refers-To", HttpHead.OneLine(original)));
        return Append("revisit", id, date, fields, exchange.ResponseHead, default);
    }

    private void BeginFile(DateTimeOffset now)
    {
        if (_file is not null && _file.Length < _settings.MaximumFileBytes)
            return;
        CloseFile();
        _name = _names.Next(now);
        // Unbuffered: each record is one write.
        _file = new FileStream(
            Path.Combine(_settings.Folder, _name + OpenSuffix), FileMode.CreateNew, FileAccess.Write, FileShare.Read, bufferSize: 0);
        _informationId = NewId();
        KeyValuePair<string, string>[] information =
        [
            .. _settings.Information, new("format", "WARC File Format 1.1"),
            new("conformsTo", "http://iipc.github.io/warc-specifications/specifications/warc-format/warc-1.1/"),
        ];
        Append("warcinfo", _informationId, Date(now),
            [new("WARC-Filename", _name), new("Content-Type", "application/warc-fields")], Fields(information), default);
    }

    private void CloseFile()
    {
        if (_file is null)
            return;
        _file.Flush(flushToDisk: true);
        _file.Dispose();
        _file = null;
        string path = Path.Combine(_settings.Folder, _name);
        File.Move(path + OpenSuffix, path);
    }

    private WarcPlace Append(
        string type, string id, string date, IReadOnlyList<KeyValuePair<string, string>> fields,
        ReadOnlyMemory<byte> head, ReadOnlyMemory<byte> body)
    {
        KeyValuePair<string, string>[] all =
        [
            new("WARC-Type", type), new("WARC-Record-ID", id), new("WARC-Date", date), .. fields,
            new("WARC-Block-Digest", WarcDigest.Sha1(head, body)),
            new("Content-Length", (head.Length + (long)body.Length).ToString(CultureInfo.InvariantCulture)),
        ];
        _record.SetLength(0);
        using (Stream? gzip = _settings.Compress ? new GZipStream(_record, CompressionLevel.Optimal, leaveOpen: true) : null)
        {
            Stream record = gzip ?? _record;
            record.Write("WARC/1.1\r\n"u8);
            record.Write(Fields(all));
            record.Write("\r\n"u8);
            record.Write(head.Span);
            record.Write(body.Span);
            record.Write("\r\n\r\n"u8);
        }
        long offset = _file!.Position;
        try
        {
            _file.Write(_record.GetBuffer().AsSpan(0, (int)_record.Length));
        }
        catch
        {
            // A full disk must not leave half a record before the next.
            _file.SetLength(offset);
            _file.Position = offset;
            throw;
        }
        return new WarcPlace(_name, offset, _record.Length);
    }

    private static byte[] Fields(IEnumerable<KeyValuePair<string, string>> fields)
    {
        var text = new StringBuilder();
        foreach ((string name, string value) in fields)
            text.Append(HttpHead.OneLine(name)).Append(": ").Append(HttpHead.OneLine(value)).Append("\r\n");
        return Encoding.UTF8.GetBytes(text.ToString());
    }

    private static IEnumerable<KeyValuePair<string, string>> IpAddress(WarcExchange exchange) =>
        exchange.IpAddress is { } address ? [new("WARC-IP-Address", HttpHead.OneLine(address))] : [];

    private static string NewId() => $"<urn:uuid:{Guid.NewGuid():D}>";

    private static string Date(DateTimeOffset date) =>
        date.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.fff'Z'", CultureInfo.InvariantCulture);
}
